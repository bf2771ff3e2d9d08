"""Reading a list against what a Django project would use: `./amir bench sheets [--rows 5000]`.

Each contestant reads the same file in a process of its own, `--repeats` times; the median counts.
Times include the contestant's imports: that is what a command or a worker pays. The columns say
what comes out: rows, and cells that became more than text.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.sheets.contestants import CONTESTANTS
from benchmarks.sheets.lists import write_list


def measure(name: str, path: Path, repeats: int) -> dict[str, float | str]:
    """The medians of a contestant."""
    command = [sys.executable, "-m", "benchmarks.sheets.contestants", name, str(path)]
    runs = [
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        for _ in range(repeats)
    ]
    middle = {key: statistics.median(run[key] for run in runs) for key in ("wall", "cpu", "mb")}
    return {**runs[0], **middle}


def main() -> None:
    """Print one row per contestant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        write_list(path, options.rows, options.seed)
        results = {name: measure(name, path, options.repeats) for name in CONTESTANTS}
    base = float(results["amir"]["cpu"])
    print(f"{'reader':<14} {'version':<9} {'wall s':>7} {'CPU s':>7} {'ratio':>7} {'MB':>6} "
          f"{'rows':>6} {'cells understood':>17}")  # fmt: skip
    for name, found in results.items():
        print(
            f"{name:<14} {found['version']:<9} {found['wall']:>7.2f} {found['cpu']:>7.2f} "
            f"{float(found['cpu']) / base:>7.2f} {found['mb']:>6.0f} {found['rows']:>6} "
            f"{found['typed']:>17}"
        )


if __name__ == "__main__":
    main()
