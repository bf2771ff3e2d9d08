"""Locks between processes on small files. The kernel frees them when a process dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def locked(path: Path) -> Iterator[TextIO]:
    """Wait until nobody else holds the lock, then hold it."""
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


@contextmanager
def shared(path: Path) -> Iterator[TextIO]:
    """Hold the lock together with others who share it."""
    with path.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield file


def taken(file: TextIO) -> bool:
    """Take the lock for ourselves if nobody holds it; whether that worked."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def left_alone(file: TextIO) -> bool:
    """Give up a share; True if it was the last one, and then newcomers wait until `file` closes.

    Of two who leave at once, the second always finds itself alone.
    """
    return taken(file)
