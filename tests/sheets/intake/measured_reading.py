"""Reads every file of a folder in a child of its own; writes what came of it, and what it took.

Run by `test_hostile.py` in a fresh process, so that nothing else is in the memory measured.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

import amir.sheets.intake.delimited
import amir.sheets.intake.ods
import amir.sheets.intake.packed
import amir.sheets.intake.web_page
import amir.sheets.intake.xls
import amir.sheets.intake.xlsx
import amir.sheets.intake.xml_2003  # noqa: F401
from amir.sheets.grid import Refused
from amir.sheets.intake import read_book


def measured(path: Path) -> dict[str, object]:
    """What reading this file gives, in how many seconds and megabytes."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    try:
        book = read_book(path)
        said = f"{sum(len(sheet.rows) for sheet in book.sheets)} rows"
    except Refused as refusal:
        said = str(refusal)
    seconds = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"said": said, "seconds": seconds, "megabytes": grown}


def in_a_child(path: Path) -> dict[str, object]:
    """The same, measured in a fork, whose peak begins where this process stands."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            result = measured(path)
        except BaseException as error:
            result = {"said": f"CRASH {error!r}"[:500], "seconds": 0.0, "megabytes": 0.0}
        os.write(writing, json.dumps(result).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return dict(json.loads(answer or '{"said": "CRASH", "seconds": 0, "megabytes": 0}'))


if __name__ == "__main__":
    files = sorted(Path(sys.argv[1]).iterdir())
    sys.stdout.write(json.dumps({file.name: in_a_child(file) for file in files}))
