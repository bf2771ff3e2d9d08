"""What all tests share: a home of their own, translations, a database, the same examples."""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.consortium import Consortium

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Shells make jobs in the background deaf to Ctrl-C, and so would be all that tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Before the settings are read: tests never touch the home of the checkout.
HOME = tempfile.mkdtemp(prefix="amir-tests-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["AMIR_HOME"] = HOME
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amir.config.settings")

import django  # noqa: E402
import django.conf  # noqa: E402
import pytest  # noqa: E402
from django.db import connections  # noqa: E402
from hypothesis import settings  # noqa: E402
from pytest_django import DjangoDbBlocker  # noqa: E402

from amir.core.i18n import compile_catalogues  # noqa: E402
from amir.core.secrets.keys import create_missing_keys, key_folder  # noqa: E402
from amir.launcher import Server  # noqa: E402
from tests import database, shared_demo  # noqa: E402

# Pages are tested without collecting files first: addresses of files are not hashed here.
Path(HOME, "static").mkdir()
django.conf.settings.STORAGES = {
    **django.conf.settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
compile_catalogues()
django.setup()
create_missing_keys(key_folder())

# A change must fail or pass for what it is, not by luck; `--long` looks for new examples.
settings.register_profile("same every time", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None, max_examples=500)


def pytest_addoption(parser: pytest.Parser) -> None:
    """See tests/checklist."""
    parser.addoption("--switched-off", action="store_true", help="run each rule's test without it")


def pytest_configure(config: pytest.Config) -> None:
    """Choose how hypothesis works: `--long` runs without a mark expression."""
    searching = not config.getoption("markexpr")
    settings.load_profile("searching" if searching else "same every time")
    if not hasattr(config, "workerinput"):
        shared_demo.end_demos()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The first process of the run ends what its workers share, also after Ctrl-C."""
    if not hasattr(config, "workerinput"):
        shared_demo.end_demos()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Say how a worker of the run ended that should not have: by which signal, with which code."""
    if error:
        with suppress(subprocess.TimeoutExpired):
            told = node.gateway._io.popen.wait(10)
            sys.stderr.write(f"\n{node.gateway.id} ended with {told}\n")


@pytest.fixture(scope="session")
def demo() -> str:
    """The address of a demo with its whole world, which all tests of this run share."""
    return shared_demo.address()


@pytest.fixture
def consortium(db: None) -> "Consortium":
    """Casa, Asyl and their people; see tests/consortium.py."""
    from tests.consortium import build  # noqa: PLC0415  models, once Django is set up

    return build()


@pytest.fixture(scope="session")
def database_server() -> Iterator[Server]:
    """The PostgreSQL of the tests."""
    with database.running_server() as server:
        yield server


@pytest.fixture(scope="session")
def template(database_server: Server, django_db_blocker: DjangoDbBlocker) -> str:
    """The name of a database with all migrations and no rows; clone it, never use it."""
    with django_db_blocker.unblock():
        return database.ensure_template(database_server)


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: Server,
    template: str,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """This worker's own clone, in place of pytest-django's test databases.

    Every alias connects under its own role: the tests are as locked in as the web is.
    """
    with database.clone(database_server, template, "worker") as name:
        with django_db_blocker.unblock():
            database.point_to(database_server, name)
        yield name
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture
def committed_database(
    database_server: Server,
    template: str,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """A database of this test alone, in which commits are real; instead of the mark django_db."""
    with (
        database.clone(database_server, template, "alone") as name,
        django_db_blocker.unblock(),
    ):
        database.point_to(database_server, name)
        yield name
        database.point_to(database_server, django_db_setup)
