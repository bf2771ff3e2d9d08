"""`amir setup`, `amir migrate`, `amir static`: make ready what the platform needs to run."""

import argparse

from django.conf import settings
from django.core.management import call_command

from amir.config import installation, large
from amir.config.migrating import migrate_if_needed
from amir.core.secrets.errors import SecretsError
from amir.core.secrets.state import create_first_keys
from amir.launcher import Home, LauncherError, amir_home

from . import Subparsers

# Of what other packages bring, pages use `django_htmx/htmx-2.min.js` only.
UNUSED = [
    "account/*", "mfa/*",
    "django_htmx/[!h]*", "django_htmx/htmax-*", "django_htmx/htmx-2.js", "django_htmx/htmx-4*",
]  # fmt: skip


def add_to(commands: Subparsers) -> None:
    """Register the commands."""
    setup = commands.add_parser("setup", help="make folders, database and static files")
    setup.add_argument(
        "--large", action="store_true", help="also what plans for thousands of people need"
    )
    setup.set_defaults(run=run_setup)
    migrate = commands.add_parser("migrate", help="bring the database up to date")
    migrate.set_defaults(run=run_migrate)
    static = commands.add_parser("static", help="collect the static files")
    static.set_defaults(run=run_static)


def run_setup(options: argparse.Namespace) -> int:
    """Everything that the first start would do."""
    home = Home(amir_home())
    installation.mark_kind(home, installation.REAL)
    run_static(options)
    run_migrate(options)
    installation.mark_static_files(home)
    installation.mark_prepared(home)
    if options.large:
        print("amir: compiling the code for many people, this takes a minute ...")
        large.compile_into(home)
    print(f"amir: ready in {home.path}.")
    return 0


def run_migrate(options: argparse.Namespace) -> int:
    """Migrate as the owner of the tables; in a demo, ask for its world."""
    with installation.using_database():
        migrate_if_needed()
        try:
            create_first_keys()
        except SecretsError as error:
            raise LauncherError(str(error)) from error
        if settings.AMIR_DEMO:
            _ask_for_the_world()
    return 0


def run_static(options: argparse.Namespace) -> int:
    """Collect and compress the static files into the home."""
    call_command(
        "collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=UNUSED
    )
    return 0


def _ask_for_the_world() -> None:
    """The hook of the demo room: it tells or puts into the queue what of the world is missing."""
    from amir.demo.tasks import defer_world  # noqa: PLC0415  only a demo needs it

    defer_world()
