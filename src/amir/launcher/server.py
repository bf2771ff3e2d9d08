"""A running server: where it is, and SQL sent to it as its superuser."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from .binaries import CLEAN
from .errors import LauncherError

SUPERUSER = "postgres"
PORT = "5432"


@dataclass(frozen=True)
class Server:
    """A server that listens on a socket in `socket_folder` only, never on the network."""

    socket_folder: Path
    programs: Path
    superuser: str = SUPERUSER

    def readiness(self) -> int:
        """What pg_isready says: 0 ready, 1 starting or stopping, 2 nobody there."""
        command = [*self.connected("pg_isready"), "-q"]
        return subprocess.run(command, env=CLEAN, cwd="/", check=False).returncode  # noqa: S603

    def sql(self, script: str, database: str = "postgres") -> str:
        """Run a script of psql as the superuser; its output, one row a line.

        Stops at the first error with LauncherError.
        """
        command = [*self.connected("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database]
        done = subprocess.run(  # noqa: S603
            [*command, "-f", "-"],
            input=script, capture_output=True, encoding="utf-8",
            env={**CLEAN, "PGCLIENTENCODING": "UTF8"}, cwd="/", check=False,
        )  # fmt: skip
        if done.returncode:
            raise LauncherError(f"The database refused: {done.stderr.strip()}")
        return done.stdout.strip()

    def connected(self, program: str, user: str = SUPERUSER) -> list[str]:
        """The beginning of a command line of a PostgreSQL program that connects here."""
        path = str(self.programs / program)
        return [path, "-h", str(self.socket_folder), "-p", PORT, "-U", user]
