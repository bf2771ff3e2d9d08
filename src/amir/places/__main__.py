"""`python -m amir.places build [folder]`: makes the place index."""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .gazetteer import cache_folder
from .index import build_index
from .sources import COUNTRIES

MOST_PROCESSES = 4


def build_everything(folder: Path) -> list[Path]:
    """The files made for all countries that were missing, on all cores of the machine."""
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    # Every n-th country each: the large ones stand side by side in no order that matters.
    shares = [COUNTRIES[start::processes] for start in range(processes)]
    with ProcessPoolExecutor(processes) as pool:
        made = pool.map(build_index, [folder] * processes, shares)
        return [file for files in made for file in files]


def main(arguments: list[str]) -> int:
    """Builds what is missing and says what it made."""
    if not arguments or arguments[0] != "build":
        sys.stderr.write("usage: python -m amir.places build [folder]\n")
        return 2
    folder = Path(arguments[1]) if len(arguments) > 1 else cache_folder()
    made = build_everything(folder)
    told = f"{len(made)} countries indexed in {folder}" if made else f"Nothing to do in {folder}"
    sys.stdout.write(told + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
