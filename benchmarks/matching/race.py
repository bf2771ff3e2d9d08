"""One instance, all contestants: every one in its own process, every answer judged."""

import functools
import json
import re
import statistics
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import numpy as np

from benchmarks.matching.bench import PACKAGE, Bench, instance, require
from benchmarks.matching.contest import BUSY, installed
from benchmarks.matching.environments import lock_file, python_of
from benchmarks.matching.field import BY_NAME, OURS, Contestant
from benchmarks.matching.judge import Broken, confirm, judge
from benchmarks.matching.people import yardstick
from benchmarks.matching.process import SECONDS, run_module
from benchmarks.matching.store import HERE, LIBRARY, Row
from benchmarks.matching.task import PAIRS, read_task

_LOADING = 60  # seconds that a contestant may take besides: imports, warming up, reading
_HOUR = 3_600
_QUICK = 30_000  # up to so many mentees, all our runs together take no longer than one of others
_OFTENER = 10


def race(bench: Bench, mentees: int, seed: int, names: Iterable[str]) -> dict[str, Row]:
    """The rows of some contestants; the instance is made only if one has to run."""
    rows: dict[str, Row] = {}
    with ExitStack() as stack:
        folder = functools.cache(
            lambda: stack.enter_context(instance(bench, mentees, seed, pairs=True))
        )
        for contestant in (BY_NAME[name] for name in names):
            measure = functools.partial(_measured, bench, contestant, mentees, folder)
            name = "-".join(["race", str(mentees), str(seed), *re.findall(r"\w+", contestant.name)])
            of = _fingerprint(bench, contestant, mentees, seed)
            rows[contestant.name] = bench.store.row(name, of, measure)
    return rows


def _measured(
    bench: Bench, contestant: Contestant, mentees: int, folder: Callable[[], Path]
) -> Row:
    """Measure one contestant and judge its answer."""
    place, ours = folder(), contestant.name == OURS
    # All ratios are to our runs, and what disturbs a second would disturb all of a few of them.
    runs = bench.repeats * (_OFTENER if ours and mentees <= _QUICK else 1)
    ended = run_module(
        python_of(contestant.lock), f"{PACKAGE}.contest",
        [contestant.module, place, runs, bench.long, *contestant.packages],
        seconds=_HOUR if ours else SECONDS + _LOADING,
    )  # fmt: skip
    if ended.trouble:
        return {"trouble": ended.trouble, "tree_mb": ended.peak_mb}
    row: Row = json.loads((place / "result.json").read_text())
    walls, cpus = zip(*row["runs"], strict=True)
    row["wall"], row["cpu"] = statistics.median(walls), statistics.median(cpus)
    row["busy"] = row["wall"] > BUSY * row["cpu"]
    proof: Row = _proven(place) if ours else {}
    try:
        return {"trouble": "", **row, **proof, **_judged(bench, place, proof)}
    except Broken as broken:
        return {"trouble": f"no plan: {broken}"}


def _proven(folder: Path) -> Row:
    """What peermatch's checker says of our plan; a refusal ends the run."""
    require(run_module(sys.executable, f"{PACKAGE}.verify", [folder], seconds=_HOUR))
    return {"proof": json.loads((folder / "verdict.json").read_text())}


def _judged(bench: Bench, folder: Path, proof: Row) -> Row:
    mate = np.load(folder / "mate.npy")
    if (folder / PAIRS).exists():
        task = read_task(folder)
        figures = asdict(judge(task, mate))
        figures |= {"pairs": len(task.mentee), "pairs_cpu": task.pairs_cpu}
    else:
        figures = {key: proof["proof"][key] for key in ("matched", "objective")}
    judging = yardstick(bench.matchgen)
    if judging:
        confirm(judging, folder, mate, figures["objective"])
    return figures


def _fingerprint(bench: Bench, contestant: Contestant, mentees: int, seed: int) -> str:
    files = [HERE / f"{name}.py" for name in ("task", "contest", "judge", "prepare")]
    files.append(HERE / "peers" / f"{contestant.module}.py")
    files += [lock_file(contestant.lock)] if contestant.lock else []
    files += [*LIBRARY, HERE / "verify.py"] if contestant.name == OURS else []
    held = installed(contestant.packages) if not contestant.lock else {}
    return bench.about(*files, facts=(mentees, seed, held))
