"""How many pairs the rules allow, without listing them."""

import time
from pathlib import Path

import numpy as np

from benchmarks.matching.peers.ours import read
from benchmarks.matching.store import Row
from peermatch import YARDSTICK, Instance
from peermatch.large.blocks import build_blocks
from peermatch.large.doors import bench
from peermatch.large.sieve import scan
from peermatch.large.territories import parts, world_of


def counted(folder: Path) -> Row:
    """The number of allowed pairs, every mentee looked at; the CPU seconds to score them all."""
    count(read(folder.parent / "warm"))
    people = read(folder)
    begun = time.process_time()
    return {"pairs": count(people), "cpu": time.process_time() - begun}


def count(people: Instance) -> int:
    """The same."""
    places = people.r_cap.astype(np.int64) - people.r_load
    everybody = np.arange(people.mentees), np.arange(people.mentors)
    found = 0
    for part in parts(world_of(people, YARDSTICK, places, *everybody)):
        mentors = len(part.mentors)
        blocks = build_blocks(part.territory, np.zeros(mentors, np.int64), 1, np.arange(mentors))
        space = bench(part.territory, blocks)
        for mentee in range(len(part.mentees)):
            found += scan(part.territory, blocks, space, mentee, 0)
    return found
