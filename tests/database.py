"""The database of the tests: one server for all runs, a migrated template, clones of it.

The server and the template live on in .cache between runs; a template is named after everything
that decides what migrations do, so a changed migration gets a new one. Several runs, and the
workers of one run, may use the server at once: the last one stops it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections

from amir.config.database import ROLES
from amir.config.migrating import migrate_database, migrations_digest
from amir.launcher import Cluster, Server, ensure_database
from amir.launcher.leftovers import is_alive
from amir.launcher.locks import locked

HOME = Path(__file__).resolve().parent.parent / ".cache" / "amir" / "test-postgres"
# A crash may lose what tests wrote, so nothing waits for the disk.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
}
TEMPLATES_KEPT = 3


@contextmanager
def running_server() -> Iterator[Server]:
    """The server of the tests, cleaned of what killed runs left."""
    cluster = Cluster(HOME, OPTIONS)
    with cluster.using() as server:
        for name in _names(server, "test_%"):
            if not is_alive(int(name.split("_")[1])):
                drop(server, name)
        yield server


def ensure_template(server: Server) -> str:
    """The name of a database with all migrations; the first who asks makes it.

    Changes where the alias `owner` points; call it before `point_to`.
    """
    name = f"migrated_{migrations_digest()}"
    with locked(HOME / "run" / "template"):
        templates = _names(server, "migrated_%")
        if name not in templates:
            for old in [*_names(server, "building_%"), *templates[: 1 - TEMPLATES_KEPT]]:
                drop(server, old)
            partial = name.replace("migrated", "building")
            ensure_database(server, partial)
            point_to(server, partial)
            migrate_database()
            connections.close_all()
            server.sql(f'alter database "{partial}" rename to "{name}"')
    return name


@contextmanager
def clone(server: Server, template: str, label: str) -> Iterator[str]:
    """The name of a fresh copy of a database; dropped afterwards."""
    name = f"test_{os.getpid()}_{label}"
    server.sql(f'create database "{name}" template "{template}" owner {ROLES["owner"]}')
    # Rights on a database, unlike those inside it, are not copied.
    server.sql(
        f'revoke all on database "{name}" from public;'
        f'grant connect on database "{name}" to {ROLES["default"]}, {ROLES["figures"]}'
    )
    try:
        yield name
    finally:
        drop(server, name)


def drop(server: Server, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    server.sql(f'drop database if exists "{name}" with (force)')


def point_to(server: Server, name: str) -> None:
    """Make every alias of this process use that database, each under its own role."""
    connections.close_all()
    for alias, role in ROLES.items():
        # A pool would keep connections to the database that was used before.
        connections[alias].settings_dict["OPTIONS"].pop("pool", None)
        connections[alias].settings_dict.update(
            HOST=str(server.socket_folder), PORT="5432", NAME=name, USER=role
        )


def addresses(server: Server, name: str) -> dict[str, str]:
    """The environment with which another process of amir uses that database."""
    at = f"/{name}?host={server.socket_folder}&port=5432"
    return {
        "DATABASE_URL": f"postgresql://{ROLES['owner']}@{at}",
        "AMIR_APP_DATABASE_URL": f"postgresql://{ROLES['default']}@{at}",
        "AMIR_FIGURES_DATABASE_URL": f"postgresql://{ROLES['figures']}@{at}",
    }


def _names(server: Server, like: str) -> list[str]:
    """Databases by name, oldest first."""
    return server.sql(
        f"select datname from pg_database where datname like '{like}' order by oid"
    ).split()
