"""The `amir` command: reads the command line, calls one action, prints what people need to know.

Exit codes: 0 done; 1 refused or nothing to do, with one sentence; 2 the command line is wrong.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from amir.core.secrets.errors import SecretsError
from amir.launcher import LauncherError

EPILOGUE = "./amir test [--long] runs every check; ./amir bench runs the benchmarks."
OFFLINE = "amir.config.offline"
PLATFORM = "amir.config.settings"
Subparsers = Any  # argparse has no public name for what `add_subparsers` gives


@dataclass(frozen=True)
class Command:
    """A module with `add_to(subparsers)`, and the settings that it needs; None: no Django."""

    module: str
    settings: str | None
    help: str


COMMANDS = {
    "demo": Command("serving", None, "start a demo world and show it in the browser"),
    "serve": Command("serving", None, "start the platform: web, worker, database"),
    "work": Command("working", PLATFORM, "work off the queue"),
    "setup": Command("preparing", PLATFORM, "make folders, database and static files"),
    "migrate": Command("preparing", PLATFORM, "bring the database up to date"),
    "static": Command("preparing", PLATFORM, "collect the static files"),
    "check": Command("checking", None, "say what is missing, if anything"),
    "backup": Command("keeping", PLATFORM, "write database and uploaded files into one file"),
    "restore": Command("keeping", PLATFORM, "read a backup into an empty installation"),
    "keys": Command("keys", PLATFORM, "make, list or change the keys of sealed fields"),
    "organisation": Command("staffing", PLATFORM, "add an organisation and its first person"),
    "invite": Command("staffing", PLATFORM, "print a one-time link for a colleague"),
    "audit": Command("auditing", PLATFORM, "say whether the record of who did what is whole"),
    "routes": Command("routes", PLATFORM, "list every address and what guards it"),
    "api-schema": Command("api_schema", PLATFORM, "write the schema of the REST API"),
    "django": Command("django", PLATFORM, "run a management command of Django"),
    "match": Command("match", OFFLINE, "turn lists into a workbook with explained pairs"),
    "sheets": Command("inspect", OFFLINE, "look at lists"),
    "messages": Command("messages", OFFLINE, "refresh the translation catalogues from the code"),
    "docs": Command("docs", PLATFORM, "write the pages of docs/ that come from the code"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    # A reader that closes early (`| head`) is no error of ours.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    try:
        options = parser(arguments[0] if arguments else "").parse_args(arguments)
        return int(options.run(options))
    except (LauncherError, ImproperlyConfigured, SecretsError) as error:
        print(f"amir: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\namir: stopped; nothing was written.", file=sys.stderr)
        return 130


def parser(named: str) -> argparse.ArgumentParser:
    """The command line of `amir`. Only the command that is named gets its libraries loaded."""
    top = argparse.ArgumentParser(prog="amir", description=__doc__, epilog=EPILOGUE)
    top.add_argument("--version", action="version", version=f"amir {version('amir')}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        if name == named:
            load_django(command.settings)
            import_module(f".{command.module}", __package__).add_to(commands)
        elif command.module != getattr(COMMANDS.get(named), "module", None):
            commands.add_parser(name, help=command.help)
    return top


def load_django(settings: str | None) -> None:
    """Load Django with these settings, if any; with other ones if the environment names them."""
    if settings is None:
        return
    # Imported here: commands without Django start at once.
    import django  # noqa: PLC0415

    from amir.core.i18n import compile_catalogues  # noqa: PLC0415

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    compile_catalogues()
    django.setup()
