"""This installation: its home, its database, and whether it is prepared for the code at hand."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from amir.launcher import Cluster, Home, Server, amir_home, ensure_database

from .database import NAME, is_embedded

PACKAGE = Path(__file__).resolve().parent.parent
DEMO = "demo"
REAL = "real"


@contextmanager
def using_database() -> Iterator[Server | None]:
    """The database for as long as it is needed; None if it is not ours to start."""
    if not is_embedded():
        yield None
        return
    with Cluster(amir_home()).using() as server:
        ensure_database(server, NAME)
        yield server


def code_digest() -> str:
    """Changes whenever a file of ours changes or other packages are installed; quick to take."""
    digest = hashlib.sha256()
    lock = PACKAGE.parent.parent / "uv.lock"
    for file in sorted([*PACKAGE.rglob("*"), lock]):
        # Compiled files come and go without a change of meaning.
        if file.suffix in {".pyc", ".mo"} or not file.is_file():
            continue
        info = file.stat()
        digest.update(f"{file} {info.st_size} {info.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def is_prepared(home: Home) -> bool:
    """Whether this code has already migrated our own database and collected the static files."""
    stamp = home.run / "prepared"
    return is_embedded() and stamp.exists() and stamp.read_text() == code_digest()


def mark_prepared(home: Home) -> None:
    """Remember that migrations and static files fit this code."""
    (home.run / "prepared").write_text(code_digest())


def kind_of(home: Home) -> str | None:
    """`demo` or `real`; None for a home without data."""
    file = home.path / "kind"
    return file.read_text().strip() if file.exists() else None


def mark_kind(home: Home, kind: str) -> None:
    """Say once what a home is for, so that no demo ever touches real data."""
    home.create()
    if kind_of(home) is None:
        (home.path / "kind").write_text(kind + "\n")


def child_environment(home: Home, **more: str) -> dict[str, str]:
    """The environment for processes that belong to this installation."""
    own = {"AMIR_HOME": str(home.path), "DJANGO_SETTINGS_MODULE": "amir.config.settings"}
    return {**os.environ, **own, **more}
