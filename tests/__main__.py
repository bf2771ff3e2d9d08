"""Everything that must hold before a change lands, in one command: `./amir test [--long]`.

Other arguments go to pytest: `./amir test tests/sheets -k dates` runs only those tests.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
FAILED = re.compile(r"(\d+) failed(?:.*?, (\d+) errors?)?.* in \d")
PYTHON_FILES = ["amir", "src", "tests", "benchmarks"]


def stages(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """(name, command) of each stage, cheapest first."""
    long = "--long" in arguments
    chosen = [argument for argument in arguments if argument != "--long"]
    marks = [] if long else ["-m", "not long"]
    if chosen:
        return [("tests", [str(BIN / "pytest"), *marks, *chosen])]
    coverage = ["--cov", "--cov-fail-under=100", "--cov-report=term"]
    parallel = ["-n", "2", "--dist", "worksteal"]
    # One worker more than a small machine has cores: journeys mostly wait for their servers.
    waiting = ["-n", "3", "--dist", "worksteal"]
    return [
        ("style", [str(BIN / "ruff"), "check", "--quiet", *PYTHON_FILES]),
        ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", *PYTHON_FILES]),
        ("floors", [str(BIN / "lint-imports"), "--no-logo"]),
        ("types", [str(BIN / "mypy")]),
        # Only the library promises full coverage; measuring slows every test.
        ("library", [str(BIN / "pytest"), "-q", "tests/peermatch", *parallel, *coverage, *marks]),
        ("tests", [str(BIN / "pytest"), "-q", "--ignore=tests/peermatch", *waiting, *marks]),
        *([("mutants", [sys.executable, "-m", "tests.mutants"])] if long else []),
    ]


def run(command: list[str]) -> tuple[int, int]:
    """Run a stage to its end, showing what it says: (failures, workers that died).

    A command that fails without saying how often counts as one failure.
    """
    crashed, told = 0, 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as stage:
        assert stage.stdout is not None
        for line in stage.stdout:
            print(line, end="", flush=True)
            crashed += line.startswith("worker ") and " crashed while running " in line
            if found := FAILED.match(line):
                told = int(found[1]) + int(found[2] or 0)
    return (max(told, 1) if stage.returncode else 0), crashed


def main(arguments: list[str]) -> int:
    """Run the stages in order; stop at the first that fails and say which."""
    for name, command in stages(arguments):
        start = time.monotonic()
        failed, crashed = run(command)
        if failed and crashed and failed == crashed:
            # A worker that was killed says nothing of what it tested: that is asked again, alone.
            print(f"amir test: {name}: {crashed} of its workers died; asked again", flush=True)
            failed, _crashed = run([command[0], "-q", "--last-failed", "-m", "not long"])
        seconds = time.monotonic() - start
        if failed:
            print(f"amir test: {name} failed after {seconds:.0f} s: {' '.join(command)}")
            return 1
        print(f"amir test: {name} passed in {seconds:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
