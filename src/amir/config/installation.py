"""This installation: its home, its database, and whether it is prepared for the code at hand."""

import hashlib
import os
from collections.abc import Iterable, Iterator
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
    # Compiled files come and go without a change of meaning.
    return _digest(f for f in PACKAGE.rglob("*") if f.suffix not in {".pyc", ".mo"})


def static_digest() -> str:
    """Changes whenever a static file of ours changes or other packages are installed."""
    return _digest(PACKAGE.glob("*/static/**/*"))


def is_prepared(home: Home) -> bool:
    """Whether this code has already migrated our own database."""
    return is_embedded() and _stamp(home, "prepared") == code_digest()


def has_static_files(home: Home) -> bool:
    """Whether the static files of this code have been collected."""
    return home.static.is_dir() and _stamp(home, "static") == static_digest()


def mark_prepared(home: Home) -> None:
    """Remember that the database fits this code."""
    (home.run / "prepared").write_text(code_digest())


def mark_static_files(home: Home) -> None:
    """Remember that the static files are those of this code."""
    (home.run / "static").write_text(static_digest())


def _stamp(home: Home, name: str) -> str:
    file = home.run / name
    return file.read_text() if file.exists() else ""


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted([*files, PACKAGE.parent.parent / "uv.lock"]):
        if file.is_file():
            info = file.stat()
            digest.update(f"{file} {info.st_size} {info.st_mtime_ns}\n".encode())
    return digest.hexdigest()


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
