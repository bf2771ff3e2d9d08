"""Parity: every origin about the same chance."""

import time
from pathlib import Path

from benchmarks.matching.peers.ours import read
from benchmarks.matching.probes_people import net
from benchmarks.matching.store import Row
from peermatch import YARDSTICK, solve
from peermatch.fairness import fairness, spread
from peermatch.parity import solve_fairly

LEAST = 50  # people of an origin, who could be matched, for its rate to say something
SPREAD = 0.029  # what the prototype reached is what is asked for


def fair(folder: Path) -> Row:
    """Parity over origins: how far apart the rates are, and what it costs."""
    people = read(folder)
    best = solve(people, YARDSTICK)
    begun = time.process_time()
    even = solve_fairly(people, YARDSTICK, groups=people.e_origin, spread=SPREAD).plan
    seconds = time.process_time() - begun
    spreads = [spread(fairness(people, YARDSTICK, plan), "origin", LEAST) for plan in (best, even)]
    return {
        "before": spreads[0], "after": spreads[1], "lost": best.matched - even.matched,
        "score_lost": 100 * (1 - net(even) / net(best)), "cpu": seconds,
    }  # fmt: skip
