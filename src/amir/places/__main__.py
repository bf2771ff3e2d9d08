"""`python -m amir.places build [folder]`: makes the place index."""

import sys
from pathlib import Path

from .gazetteer import cache_folder
from .index import build_index


def main(arguments: list[str]) -> int:
    """Builds what is missing and says what it made."""
    if not arguments or arguments[0] != "build":
        sys.stderr.write("usage: python -m amir.places build [folder]\n")
        return 2
    folder = Path(arguments[1]) if len(arguments) > 1 else cache_folder()
    made = build_index(folder)
    told = f"{len(made)} countries indexed in {folder}" if made else f"Nothing to do in {folder}"
    sys.stdout.write(told + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
