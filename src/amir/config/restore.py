"""Restore: a backup becomes the installation, wholly or not at all."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from amir.launcher import Home, LauncherError, Server, ensure_database

from .backup import ABOUT, DUMP, MEDIA, Counts, count_rows
from .database import NAME
from .programs import Entrance, entrance

ASIDE = "amir_restoring"


def read_backup(server: Server | None, home: Home, file: Path, *, fresh: bool) -> Counts:
    """Restore the file; the rows of each table. `fresh` throws away what is there.

    On our own server it is read into a database aside, checked, and then renamed. Elsewhere it is
    read in one transaction. Raises LauncherError, and then nothing has changed.
    """
    with _unpacked(file, home) as (counts, dump, media):
        if server is None:
            if fresh:
                raise LauncherError("--fresh is for our own server; empty the database yourself.")
            _refuse_full(entrance(None), home)
            _restore(entrance(None), dump, counts)
            _put_media(media, home)
            return counts
        if not fresh:
            _refuse_full(entrance(server), home)
        server.sql(f"drop database if exists {ASIDE} with (force)")
        ensure_database(server, ASIDE)
        _restore(entrance(server, ASIDE), dump, counts)
        _put_media(media, home)
        server.sql(
            f"drop database if exists {NAME} with (force);alter database {ASIDE} rename to {NAME}"
        )
    return counts


@contextmanager
def _unpacked(file: Path, home: Home) -> Iterator[tuple[Counts, Path, Path]]:
    """The counts, the dump and the uploaded files, unpacked beside the home's own."""
    with TemporaryDirectory(dir=home.path, prefix="restoring-") as folder:
        try:
            with ZipFile(file) as archive:
                archive.extractall(folder)
            counts = json.loads((Path(folder) / ABOUT).read_text())["rows"]
        except FileNotFoundError as error:
            raise LauncherError(f"There is no backup {file}, or it is not whole.") from error
        except (BadZipFile, KeyError, ValueError) as error:
            raise LauncherError(f"{file} is not a backup of amir, or it is damaged.") from error
        yield counts, Path(folder) / DUMP, Path(folder) / MEDIA


def _refuse_full(way: Entrance, home: Home) -> None:
    with way.connect() as connection:
        if any(count_rows(connection).values()) or any(home.media.iterdir()):
            raise LauncherError("This installation holds data; use --fresh to throw it away.")


def _restore(way: Entrance, dump: Path, counts: Counts) -> None:
    """Read the dump and compare: as many rows in every table as when it was written."""
    way.run("pg_restore", "--single-transaction", "--exit-on-error", dump)
    with way.connect() as connection:
        found = count_rows(connection)
    if found != counts:
        wrong = sorted(name for name in {*found, *counts} if found.get(name) != counts.get(name))
        raise LauncherError(f"The backup was not restored wholly: {', '.join(wrong)}.")


def _put_media(media: Path, home: Home) -> None:
    shutil.rmtree(home.media)
    if media.is_dir():
        media.rename(home.media)
    home.media.mkdir(exist_ok=True)
    home.media.chmod(0o700)
