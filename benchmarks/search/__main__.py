"""The search of published practices: `./amir bench search [--practices 100000]`.

So many practices are made in a database of their own. Then each query is asked as a visitor asks
it, through the function that page and API call, and the same is asked in raw SQL by hand, under
the same lock: p50 and p95 of both, and their ratio. `--keep FOLDER` keeps the database.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

MAKE, MEASURE = "make", "measure"


def main() -> None:
    """Make the practices, then measure in a process that did not make them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search")
    parser.add_argument("step", nargs="?", choices=[MAKE, MEASURE], help=argparse.SUPPRESS)
    parser.add_argument("--practices", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20, help="how often each query is asked")
    parser.add_argument("--keep", type=Path, help="keep the database here, or use the one kept")
    given = parser.parse_args()
    if given.step:
        _in_the_home(given.step, given.practices, given.rounds)
    elif given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        _steps(given.keep.resolve(), given.practices, given.rounds)
    else:
        with tempfile.TemporaryDirectory(prefix="amir-bench-") as folder:
            _steps(Path(folder), given.practices, given.rounds)


def _steps(home: Path, practices: int, rounds: int) -> None:
    environment = {**os.environ, "AMIR_HOME": str(home),
                   "DJANGO_SETTINGS_MODULE": "amir.config.settings"}  # fmt: skip
    environment.pop("DATABASE_URL", None)
    size = ["--practices", str(practices), "--rounds", str(rounds)]
    made = home / "practices-made"
    for step in (MAKE, MEASURE):
        if step == MEASURE or not made.exists():
            command = [sys.executable, "-m", "benchmarks.search", step, *size]
            subprocess.run(command, env=environment, check=True)
            made.touch()


def _in_the_home(step: str, practices: int, rounds: int) -> None:
    """One step, with the database of AMIR_HOME."""
    import django  # noqa: PLC0415  the settings read AMIR_HOME

    django.setup()
    from amir.config.installation import using_database  # noqa: PLC0415

    from .making import make_practices  # noqa: PLC0415
    from .measuring import measure, report  # noqa: PLC0415

    with using_database():
        if step == MAKE:
            make_practices(practices)
        else:
            print(report(measure(rounds), practices))


if __name__ == "__main__":
    main()
