"""Would a test notice? The solver and the checker are changed, one small change at a time.

    .venv/bin/python -m tests.mutants      `./amir test --long` runs it; half an hour on two cores

mutmut makes the changes in a copy of the library and asks the tests of each. A change that no
test notices must stand in `survivors.yaml` with the reason why nothing promised depends on it;
one that stands there and is noticed has to go.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
COPY = ROOT / ".cache" / "mutants"
MUTMUT = Path(sys.executable).parent / "mutmut"
COPIED = ("src/peermatch", "tests/peermatch", "benchmarks")
# A loop that never ends and a process that dies are noticed as well.
NOTICED = {"killed", "timeout", "segfault", "suspicious"}


class Change(NamedTuple):
    """One change: in which function, what stood there, what stands there now."""

    where: str
    was: str
    now: str


def main() -> int:
    """Copy, change, ask; say what is not as `survivors.yaml` tells."""
    _copy()
    # A library that keeps threads of its own does not live on in a fork.
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    at_once = str(len(os.sched_getaffinity(0)))
    run = subprocess.run([MUTMUT, "run", "--max-children", at_once], cwd=COPY, env=alone)
    if run.returncode:
        return run.returncode
    found = set(_unnoticed())
    known = set(_explained())
    for change in sorted(found - known):
        print(f"no test notices, in {change.where}:\n- {change.was}\n+ {change.now}")
    for change in sorted(known - found):
        print(f"noticed by now, or no longer there, in {change.where}:\n+ {change.now}")
    print(f"mutants: {len(found)} unnoticed, {len(found - known)} of them unexplained")
    return int(found != known)


def _copy() -> None:
    shutil.rmtree(COPY, ignore_errors=True)
    for name in COPIED:
        shutil.copytree(ROOT / name, COPY / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "mutmut.toml", COPY / "pyproject.toml")


def _unnoticed() -> Iterator[Change]:
    for line in _said("results").splitlines():
        name, _colon, verdict = line.strip().partition(": ")
        if verdict and verdict not in NOTICED:
            diff = [each for each in _said("show", name).splitlines() if each[:3] not in FILES]
            was, now = ("\n".join(e[1:].strip() for e in diff if e[:1] == sign) for sign in "-+")
            yield Change(name.partition("__mutmut")[0], was, now)


FILES = {"---", "+++"}


def _said(*words: str) -> str:
    told = subprocess.run([MUTMUT, *words], cwd=COPY, capture_output=True, text=True, check=True)
    return told.stdout


def _explained() -> Iterator[Change]:
    for reason in yaml.safe_load((HERE / "survivors.yaml").read_text()):
        for change in reason["changes"]:
            yield Change(change["in"], change["was"], change["now"])


if __name__ == "__main__":
    sys.exit(main())
