"""From PostgreSQL to stored proposals: `./amir bench product [--participants 100000]`.

`--morning PAIRS` measures the coordinator's first page instead.

An organisation of that size is made in a database of its own. Then a plan is started and solved
by the code that a worker runs, as the coordinator, under row-level security: reading the
records, solving, checking, explaining, storing. Making the world is not counted. The numbers are
of one process; `--keep FOLDER` keeps the database for the next run.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MAKE, MEASURE = "make", "measure"
PARTICIPANTS = 100_000
PER_PAIR = 4  # an organisation knows more people than the pairs that run


def main() -> None:
    """Make the world, then measure in a process that did not make it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.product")
    parser.add_argument("step", nargs="?", choices=[MAKE, MEASURE], help=argparse.SUPPRESS)
    parser.add_argument("--participants", type=int,
                        help=f"{PARTICIPANTS}; with --morning {PER_PAIR} a pair")  # fmt: skip
    parser.add_argument("--morning", type=int, metavar="PAIRS",
                        help="measure the morning page instead")  # fmt: skip
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="keep the database here, or use the one kept")
    given = parser.parse_args()
    people = given.participants or (PER_PAIR * given.morning if given.morning else PARTICIPANTS)
    if given.step:
        _in_the_home(given.step, people, given.seed, given.morning)
    elif given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        _steps(given.keep.resolve(), people, given.seed, given.morning)
    else:
        with tempfile.TemporaryDirectory(prefix="amir-bench-") as folder:
            _steps(Path(folder), people, given.seed, given.morning)


def _steps(home: Path, participants: int, seed: int, morning: int | None) -> None:
    environment = {**os.environ, "AMIR_HOME": str(home),
                   "DJANGO_SETTINGS_MODULE": "amir.config.settings"}  # fmt: skip
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "benchmarks.product"]
    size = ["--participants", str(participants), "--seed", str(seed)]
    size += ["--morning", str(morning)] if morning else []
    for step in (MAKE, MEASURE):
        if step == MEASURE or not (home / "world.json").exists():
            subprocess.run([*command, step, *size], env=environment, check=True)


def _in_the_home(step: str, participants: int, seed: int, morning: int | None) -> None:
    """One step, with the database of AMIR_HOME."""
    import django  # noqa: PLC0415  the settings read AMIR_HOME

    django.setup()
    from amir.config.installation import using_database  # noqa: PLC0415
    from amir.launcher import amir_home  # noqa: PLC0415

    from .measuring import measure, report  # noqa: PLC0415
    from .morning import measure_morning  # noqa: PLC0415
    from .world import World, make_world  # noqa: PLC0415

    with using_database():
        if step == MAKE:
            make_world(participants, seed).write(amir_home() / "world.json")
        elif morning:
            print(measure_morning(World.read(amir_home() / "world.json"), morning))
        else:
            report(*measure(World.read(amir_home() / "world.json")))


if __name__ == "__main__":
    main()
