"""`amir backup FILE` and `amir restore FILE`."""

import argparse
from pathlib import Path

from amir.config.backup import write_backup
from amir.config.installation import REAL, mark_kind, using_database
from amir.config.migrating import migrate_if_needed
from amir.config.programs import entrance
from amir.config.restore import read_backup
from amir.core.audit.sealing import seal_events
from amir.launcher import Home, LauncherError, amir_home
from amir.launcher.locks import taken

from . import Subparsers
from .auditing import verify


def add_to(commands: Subparsers) -> None:
    """Register the commands."""
    backup = commands.add_parser("backup", help="write database and files into one file")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help="read a backup into an empty installation")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument("--fresh", action="store_true", help="throw away the data that is there")
    restore.set_defaults(run=run_restore)


def run_backup(options: argparse.Namespace) -> int:
    """Write the backup; the platform may run meanwhile."""
    home = Home(amir_home())
    with using_database() as server:
        counts = write_backup(entrance(server), home, options.file)
    print(f"amir: {sum(counts.values())} rows of {len(counts)} tables are in {options.file}.")
    print(f"amir: the keys are not in it; keep a copy of {home.keys} in another place.")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    """Read the backup, and bring it up to date if it is older than the code."""
    home = Home(amir_home())
    home.create()
    with (home.run / "serving").open("a+") as held:
        if not taken(held):
            raise LauncherError("amir runs in this folder; stop it first.")
        with using_database() as server:
            counts = read_backup(server, home, options.file, fresh=options.fresh)
            (home.run / "prepared").unlink(missing_ok=True)
            migrate_if_needed()
            # What was not sealed yet when the backup was written.
            seal_events()
            broken = verify()
    mark_kind(home, REAL)
    print(f"amir: {sum(counts.values())} rows of {len(counts)} tables are back and complete.")
    print(f"amir: fields under a key open only with the keys of then, in {home.keys}.")
    return broken
