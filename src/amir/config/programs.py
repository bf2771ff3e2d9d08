"""The whole database, past all locks: for backups, restores and checks, never for pages.

Our own server is entered as its superuser, another one as the owner of the tables.
"""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from amir.launcher import LauncherError, Server
from amir.launcher.binaries import found_bin

from .database import NAME, databases

# libpq's names for what Django calls otherwise.
NAMES = {"HOST": "host", "PORT": "port", "USER": "user", "NAME": "dbname"}


@dataclass(frozen=True)
class Entrance:
    """How to connect with full rights, and where PostgreSQL's programs are."""

    address: str
    password: str
    programs: Path
    is_superuser: bool

    def connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """A connection of psycopg."""
        return psycopg.connect(self.address, password=self.password or None)

    def run(self, program: str, *arguments: str | Path) -> None:
        """Run pg_dump or the like on the database; LauncherError with its last line."""
        # The password goes by the environment: a command line can be read by everybody.
        environment = {**os.environ, "PGPASSWORD": self.password, "LC_ALL": "C"}
        done = subprocess.run(  # noqa: S603
            [self.programs / program, "-d", self.address, *arguments],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            reason = done.stderr.strip().splitlines() or ["no reason was given."]
            raise LauncherError(f"{program} failed: {reason[-1]}")


def entrance(server: Server | None, name: str = NAME) -> Entrance:
    """The way in; `server` None: DATABASE_URL, and `name` is not used."""
    if server is None:
        owner = databases()["owner"]
        # Not those of the system: they may be older than the server. The ones in our wheel speak
        # no TLS; where that is needed, AMIR_POSTGRES_BIN names others.
        return Entrance(_address(owner), owner["PASSWORD"], found_bin(), is_superuser=False)
    address = make_conninfo(
        host=str(server.socket_folder), port="5432", user=server.superuser, dbname=name
    )
    return Entrance(address, "", server.programs, is_superuser=True)


def _address(entry: Mapping[str, Any]) -> str:
    known = {name: str(entry[key]) for key, name in NAMES.items() if entry[key]}
    return make_conninfo(**known, **entry["OPTIONS"])
