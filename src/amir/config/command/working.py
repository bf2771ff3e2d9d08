"""`amir work`: a worker, which works off the queue until it is stopped."""

import argparse
from contextlib import nullcontext

from django.conf import settings
from django.core.management import call_command

from amir.config import large
from amir.config.installation import using_database
from amir.launcher import Home, amir_home

from . import Subparsers

# Two of them share a machine with the web; a task that computes long leaves one for the others.
CONCURRENCY = 2
# Seconds that running tasks get to end when the worker is stopped; then another takes them up.
PATIENCE = 5


def add_to(commands: Subparsers) -> None:
    """Register the command."""
    command = commands.add_parser("work", help="work off the queue")
    command.add_argument("--concurrency", type=int, default=CONCURRENCY, metavar="N")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Work until stopped."""
    large.use_compiled_code(Home(amir_home()))
    # A demo has few people.
    warming = nullcontext() if settings.AMIR_DEMO else large.warming()
    with using_database(), warming:
        call_command(
            "procrastinate", "worker", f"--concurrency={options.concurrency}",
            f"--shutdown-graceful-timeout={PATIENCE}",
        )  # fmt: skip
    return 0
