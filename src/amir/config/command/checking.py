"""`amir check`: what is missing before the platform can run."""

import argparse
from collections.abc import Iterable

from amir.config import readiness
from amir.config.database import NAME
from amir.config.installation import using_database
from amir.launcher.roles import script_for_another_server

from . import PLATFORM, Subparsers, load_django


def add_to(commands: Subparsers) -> None:
    """Register the command."""
    command = commands.add_parser("check", help="say what is missing, if anything")
    command.add_argument(
        "--script", action="store_true",
        help="print the SQL that prepares another PostgreSQL server, and do nothing else",
    )  # fmt: skip
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print every finding; 1 if any is bad. What needs Django is looked at last."""
    if options.script:
        print(script_for_another_server(NAME))
        return 0
    if not _told(readiness.findings_without_django()):
        print("amir: `amir check --script` prints the SQL that prepares a server.")
        return 1
    load_django(PLATFORM)
    with using_database():
        return 0 if _told(readiness.findings_with_django()) else 1


def _told(findings: Iterable[readiness.Finding]) -> bool:
    """Print the findings; whether all are good."""
    is_good = True
    for finding in findings:
        print(f"{'good   ' if finding.is_good else 'MISSING'}  {finding.sentence}")
        is_good = is_good and finding.is_good
    return is_good
