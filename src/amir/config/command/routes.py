"""`amir routes`: every address with its methods, permission, relation and field sets."""

import argparse
import json
import sys

from amir.core.routes import describe

from . import Subparsers


def add_to(commands: Subparsers) -> None:
    """Register the command."""
    command = commands.add_parser("routes", help="list every address and what guards it")
    command.add_argument("--json", action="store_true", help="print everything as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the routes."""
    routes = describe()
    if options.json:
        json.dump(routes, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    for route in routes:
        print(f"{route['pattern']}  {route.get('permission') or '-'}")
    return 0
