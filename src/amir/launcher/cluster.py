"""One embedded PostgreSQL server: make it, start it, find it running, stop it.

Processes need no leader: locks on files decide who makes and starts the server, and the last
user stops it. The kernel drops the locks of a process that is killed.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from .account import run_as, server_account
from .binaries import CLEAN, found_bin, runnable_bin
from .errors import LauncherError
from .home import Home
from .leftovers import drop_locks_of_the_dead, is_alive, pid_in
from .locks import left_alone, locked, shared
from .server import PORT, SUPERUSER, Server

OPTIONS: Final[Mapping[str, str]] = {
    "jit": "off",  # it costs more than it saves on pages
    "max_connections": "60",
    "log_error_verbosity": "terse",  # no values of rows in the log
    "log_min_error_statement": "panic",  # nor statements
    "client_connection_check_interval": "10s",
}
# Trigrams and word stems of Greek or Arabic need a UTF-8 ctype; with C they are empty.
LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8")
PATIENCE = 60.0
PAUSE = 0.25
BIGGEST_LOG = 5_000_000


class Cluster:
    """The server of one home. `options` are added to the server's settings."""

    def __init__(self, home: Path, options: Mapping[str, str] | None = None) -> None:
        """Name the cluster; nothing is made or started."""
        self.home = Home(home)
        self.options = {**OPTIONS, **(options or {})}

    @contextmanager
    def using(self) -> Iterator[Server]:
        """The running server; whoever leaves last stops it."""
        self.home.create()
        with shared(self.home.run / "users") as users:
            try:
                yield self.ensure_running()
            finally:
                if left_alone(users):
                    self.stop()

    def stop_if_unused(self) -> bool:
        """Stop the server unless somebody is using it; whether nobody was."""
        with (self.home.run / "users").open("a") as users:
            alone = left_alone(users)
            if alone:
                self.stop()
        return alone

    def ensure_running(self) -> Server:
        """Make and start the server if need be. Any number of processes may call this at once."""
        self.home.create()
        if self.is_running():
            return self._server()
        with locked(self.home.run / "start"):
            self._secure_folders()
            programs = runnable_bin(self._folder)
            if not (self._data / "PG_VERSION").exists():
                self._make(programs)
            self._start(programs)
        return self._server()

    def is_running(self) -> bool:
        """Whether the server answers."""
        return self._readiness() == 0

    def is_alive(self) -> bool:
        """Whether the server's first process lives; cheaper than asking whether it answers."""
        pid = pid_in(self._data)
        return pid is not None and is_alive(pid)

    def stop(self) -> None:
        """Stop the server, politely and then not; costs nothing if it is not running."""
        if not self._data.exists():
            return
        with locked(self.home.run / "start"):
            programs = runnable_bin(self._folder)
            for manner in ("fast", "immediate"):
                if self._call(programs, "pg_ctl", "status").returncode == 0:
                    self._call(programs, "pg_ctl", "stop", "-m", manner, "-w", "-t", "30")

    def destroy(self) -> None:
        """Stop the server and remove its data for good."""
        self.stop()
        for folder in (self.home.socket_folder, self._folder):
            shutil.rmtree(folder, ignore_errors=True)
        if self._link.is_symlink():
            self._link.unlink()

    @property
    def _folder(self) -> Path:
        return self.home.server_folder

    @property
    def _link(self) -> Path:
        return self.home.path / "postgres"

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    @property
    def _log(self) -> Path:
        return self._folder / "log"

    def _server(self) -> Server:
        # Clients run as ourselves, so they need no copy of the programs.
        return Server(self.home.socket_folder, found_bin())

    def _readiness(self) -> int:
        """What pg_isready says: 0 ready, 1 starting or stopping, 2 nobody there."""
        if not self.home.socket_folder.exists():
            return 2
        return self._server().readiness()

    def _secure_folders(self) -> None:
        """Make the server's folders, and make sure that nobody else owns or enters them."""
        folder, sockets, account = self._folder, self.home.socket_folder, server_account()
        folder.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        for path in (folder, sockets):
            path.mkdir(mode=0o700, exist_ok=True)
            if path.is_symlink() or path.stat().st_uid not in {
                os.geteuid(),
                account.uid if account else -1,
            }:
                raise LauncherError(f"{path} belongs to somebody else; set AMIR_HOME elsewhere.")
            if account is not None:
                os.chown(path, account.uid, account.gid)
            path.chmod(0o700)
        if folder != self._link and not self._link.is_symlink():
            # From now on the choice is written down.
            self._link.symlink_to(folder)

    def _make(self, programs: Path) -> None:
        """Run initdb beside the data folder, then move it there: half a folder is never used."""
        partial = self._folder / "data.partial"
        shutil.rmtree(partial, ignore_errors=True)
        command: list[str | Path] = [
            programs / "initdb",
            "-D",
            partial,
            "-U",
            SUPERUSER,
            "-A",
            "trust",
        ]
        command += ["-E", "UTF8", *LOCALE, "--no-instructions"]
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, env=CLEAN, cwd="/", check=False, **run_as()
        )
        if done.returncode:
            raise LauncherError(f"The database could not be made: {_last_line(done.stderr)}")
        partial.rename(self._data)

    def _start(self, programs: Path) -> None:
        """Start until it answers: a dead server may hold its lock file for some seconds."""
        self._shorten_log()
        settings = [f"-c {name}={value}" for name, value in self.options.items()]
        options = f"-h '' -p {PORT} -k '{self.home.socket_folder}' {' '.join(settings)}"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            readiness = self._readiness()
            if readiness == 0:
                return
            if readiness > 1:
                drop_locks_of_the_dead(self._data, self.home.socket_folder)
                self._call(programs, "pg_ctl", "start", "-w", "-t", "30", "-l", self._log,
                           "-o", options)  # fmt: skip
                if self.is_running():
                    return
            time.sleep(PAUSE)
        last = _last_line(self._log.read_text(errors="replace") if self._log.exists() else "")
        raise LauncherError(f"The database did not start within a minute: {last}")

    def _call(
        self, programs: Path, program: str, *arguments: str | Path
    ) -> "subprocess.CompletedProcess[bytes]":
        # No pipes: the server would inherit them, and reading them would wait for its end.
        return subprocess.run(  # noqa: S603
            [programs / program, "-D", self._data, *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=CLEAN, cwd="/", check=False, start_new_session=True, **run_as(),
        )  # fmt: skip

    def _shorten_log(self) -> None:
        if self._log.exists() and self._log.stat().st_size > BIGGEST_LOG:
            self._log.replace(self._log.with_name("log.old"))


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no reason was given."
