"""`amir audit verify`: whether the record of who did and saw what is whole."""

import argparse

from amir.config.installation import using_database
from amir.core.audit.sealing import breaks

from . import Subparsers


def add_to(commands: Subparsers) -> None:
    """Register the command."""
    audit = commands.add_parser("audit", help="look at the record of who did what")
    acts = audit.add_subparsers(required=True, metavar="ACT")
    verify = acts.add_parser("verify", help="say whether the record is whole")
    verify.set_defaults(run=run_verify)


def run_verify(options: argparse.Namespace) -> int:
    """Print every break; 1 if there is any."""
    with using_database():
        return verify()


def verify() -> int:
    """Print every break of the record, or that it is whole; 1 or 0."""
    found = list(breaks())
    for link in found:
        print(f"{link.organisation_id or 'platform'} {link.position}: {link.what}")
    if found:
        print(f"amir: the audit is broken in {len(found)} places.")
        return 1
    print("amir: the audit is whole.")
    return 0
