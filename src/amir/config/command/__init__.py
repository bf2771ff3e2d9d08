"""The `amir` command: reads the command line, calls one action, prints what people need to know.

Exit codes: 0 done; 1 refused or nothing to do, with one sentence; 2 the command line is wrong.
"""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

import django

from amir.core.i18n import compile_catalogues, shipped_languages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amir.config.settings")

EPILOGUE = "./amir test [--long] runs every check; ./amir bench runs the benchmarks."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    # A reader that closes early (`| head`) is no error of ours.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    compile_catalogues()
    django.setup()
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        print("\namir: stopped; nothing was written.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """The command line of `amir`."""
    # Imported here: each command loads its libraries only when it is the one that runs.
    from . import inspect, match, messages  # noqa: PLC0415

    top = argparse.ArgumentParser(prog="amir", description=__doc__, epilog=EPILOGUE)
    top.add_argument("--version", action="version", version=f"amir {version('amir')}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    match.add_to(commands)
    inspect.add_to(commands)
    messages.add_to(commands)
    return top


def add_reading_options(command: argparse.ArgumentParser) -> None:
    """What every command that reads lists can be told about them."""
    codes = [code for code, _ in shipped_languages()]
    command.add_argument("files", nargs="+", metavar="FILE", help="a list; - reads pasted text")
    command.add_argument(
        "--answers", type=Path, metavar="FILE", help="answers to questions (JSON or YAML)"
    )
    command.add_argument("--country", metavar="XX", help="where the organisation works, such as IT")
    command.add_argument(
        "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="day of the import"
    )
    command.add_argument(
        "--language", choices=codes, default="en", help="language of the sentences"
    )
