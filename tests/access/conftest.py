"""The world of the proof: told once per worker, committed, looked at by every test, kept as is."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections, transaction
from pytest_django import DjangoDbBlocker

from amir.config.database import ROLES
from amir.core import clock
from amir.launcher import Server
from amir.places import build_index, cache_folder
from tests import database

from .world import World, tell


@pytest.fixture(scope="session")
def told(
    database_server: Server,
    template: str,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[tuple[str, World]]:
    """The database of the world and the world itself."""
    build_index(cache_folder())
    with database.clone(database_server, template, "access") as name:
        with django_db_blocker.unblock():
            database.point_to(database_server, name)
            with transaction.atomic():
                world = tell()
            database.point_to(database_server, django_db_setup)
        yield name, world
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture
def world(
    told: tuple[str, World],
    database_server: Server,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """The world, in transactions of which nothing stays."""
    with django_db_blocker.unblock():
        database.point_to(database_server, told[0])
        with _standing(told[1]):
            yield told[1]
        database.point_to(database_server, django_db_setup)


@pytest.fixture
def world_without_row_locks(
    told: tuple[str, World],
    database_server: Server,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[World]:
    """The world, read by the web as the owner of the tables: no row is locked."""
    with django_db_blocker.unblock():
        database.point_to(database_server, told[0])
        connections["default"].settings_dict["USER"] = ROLES["owner"]
        with _standing(told[1]):
            yield told[1]
        database.point_to(database_server, django_db_setup)


@contextmanager
def _standing(world: World) -> Iterator[None]:
    # With the clock stopped no session grows old, and none is written anew by each request.
    with clock.stopped_at(world.moment), transaction.atomic(), transaction.atomic(using="aside"):
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="aside")
