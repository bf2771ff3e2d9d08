"""`amir django COMMAND ...`: any management command of Django, with the database running."""

import argparse

from django.core.management import execute_from_command_line

from amir.config.installation import using_database

from . import Subparsers


def add_to(commands: Subparsers) -> None:
    """Register the command."""
    command = commands.add_parser("django", help="run a management command of Django")
    command.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Hand everything over to Django."""
    with using_database():
        execute_from_command_line(["amir django", *options.arguments])
    return 0
