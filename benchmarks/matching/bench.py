"""What all measurements of a run share: the people, the rows finished so far, the limits."""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.matching.environments import HOME, python_of
from benchmarks.matching.process import Ended, run_module
from benchmarks.matching.store import HERE, Row, Store, fingerprint

PACKAGE = "benchmarks.matching"
WARM = {"warm": 300, "warm-large": 5_000}  # the second compiles what only large instances use
STORED = 100_000  # mentees up to which all pairs fit on disk and in memory
_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Bench:
    """One run. `largest` holds every figure down to a size, to try the whole in minutes."""

    matchgen: str
    store: Store
    repeats: int = 5
    long: float = 120.0  # seconds after which a contestant is not asked again
    largest: int = 1_000_000
    work: Path = field(default=HOME / "work")

    def at(self, mentees: int) -> int:
        """A size, or the largest that this run allows."""
        return min(mentees, self.largest)

    def about(self, *paths: Path, facts: Iterable[object] = ()) -> str:
        """The fingerprint of a measurement on this run's people."""
        source = Path(self.matchgen) if self.matchgen else HERE / "generator.py"
        return fingerprint([source, *paths], self.repeats, self.long, *facts)


@contextmanager
def instance(bench: Bench, mentees: int, seed: int, *, pairs: bool = False) -> Iterator[Path]:
    """A folder with the people, and the pairs if wanted; beside it the instances to warm up on."""
    around = bench.work / f"{mentees}-{seed}"
    shutil.rmtree(around, ignore_errors=True)
    try:
        for name, size in {**WARM, "task": mentees}.items():
            listed = pairs and size <= STORED and name != "warm-large"
            what = "pairs" if listed else "people"
            given = [what, around / name, bench.matchgen, size, seed]
            ended = run_module(
                sys.executable, f"{PACKAGE}.prepare", given, seconds=_HOUR, gigabytes=16
            )
            require(ended)
        yield around / "task"
    finally:
        shutil.rmtree(around, ignore_errors=True)


def probe(name: str, folder: Path, *arguments: object, environment: dict[str, str] | None = None,
          seconds: float = _HOUR, lock: str = "") -> Row:  # fmt: skip
    """Call a function of `probes_*` in a process of its own; its row, with the memory it took.

    `lock`: the environment it runs in, by default this one.
    """
    ended = run_module(
        python_of(lock), f"{PACKAGE}.probe", [name, folder, *arguments], seconds=seconds,
        environment=environment,
    )  # fmt: skip
    if ended.trouble:
        return {"trouble": ended.trouble}
    row: Row = json.loads((folder / "row.json").read_text())
    return {"trouble": "", "tree_mb": ended.peak_mb, **row}


def require(ended: Ended) -> None:
    """The harness's own children must not fail."""
    if ended.trouble:
        raise SystemExit(f"The benchmark itself failed: {ended.trouble}")
