"""Compile once, keep it on disk: what makes the first large run of a process start at once."""

import os
import subprocess
import sys
from pathlib import Path

from peermatch.errors import NotProven


def warm(folder: str | Path) -> None:
    """Fill `folder` with compiled code: to solve, to check, to survey, and to stand.

    Processes that start with NUMBA_CACHE_DIR naming the folder find it there; it stays good
    until numba, numpy or this library change. Doing it again costs two seconds.
    """
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "peermatch.large.practice"], env=environment, check=False
    )
    if done.returncode:
        raise NotProven("The compiled code could not be made.")
