"""`amir api-schema`: write the schema of the REST API to docs/openapi.json."""

import argparse
from pathlib import Path

from amir.config.api import schema_text

from . import Subparsers

FILE = Path(__file__).parents[4] / "docs" / "openapi.json"


def add_to(commands: Subparsers) -> None:
    """Register the command."""
    command = commands.add_parser("api-schema", help="write the schema of the REST API")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file; unchanged operations leave it as it is."""
    FILE.write_text(schema_text(), encoding="utf-8")
    print(f"Written: {FILE.relative_to(FILE.parents[1])}")
    return 0
