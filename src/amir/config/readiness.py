"""What an installation needs before it can run: each finding is a sentence, good or bad."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg.conninfo import make_conninfo

from amir.launcher import Home, amir_home

from .database import ADDRESSES, ROLES, from_address, is_embedded
from .programs import NAMES

OLDEST_SERVER = 160000
EXTENSIONS = {"pg_trgm", "unaccent", "btree_gist"}
FACTS = """
select current_user = %s, r.rolsuper or r.rolbypassrls,
    has_schema_privilege('public', 'create'),
    (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege(c.oid, 'select')),
    current_setting('server_version_num')::int
from pg_roles r where r.rolname = current_user
"""


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    is_good: bool
    sentence: str


def findings_without_django() -> Iterator[Finding]:
    """The home, and the addresses and rights of another server's roles."""
    home = Home(amir_home())
    with suppress(OSError):
        home.create()
    yield Finding(os.access(home.path, os.W_OK), f"The home {home.path} can be written.")
    if is_embedded():
        yield Finding(True, "amir runs its own PostgreSQL, because DATABASE_URL is not set.")
        return
    for alias, variable in ADDRESSES.items():
        if alias != "aside":
            yield from _findings_of_role(alias, variable)


def findings_with_django() -> Iterator[Finding]:
    """The settings, the database itself and its migrations. Needs a database that runs."""
    try:
        call_command("check", databases=["owner"], verbosity=0)
        yield Finding(True, "Django's own checks pass.")
    except SystemCheckError as error:
        yield Finding(False, f"Django's own checks fail: {error}")
    with connections["owner"].cursor() as cursor:
        cursor.execute("select extname from pg_extension")
        lacking = EXTENSIONS - {name for (name,) in cursor.fetchall()}
        yield Finding(not lacking, f"The extensions {', '.join(sorted(EXTENSIONS))} are there.")
        if "pg_trgm" not in lacking:
            cursor.execute("select array_length(show_trgm('ένταξη'), 1)")
            is_utf8 = cursor.fetchone() == (7,)
            yield Finding(is_utf8, "The database knows the letters of all scripts (UTF-8 ctype).")
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Finding(not plan, "Every migration has run; else run `amir migrate`.")


def _findings_of_role(alias: str, variable: str) -> Iterator[Finding]:
    role = ROLES[alias]
    address = os.environ.get(variable)
    yield Finding(bool(address), f"{variable} names the database as role {role} sees it.")
    if not address:
        return
    try:
        facts = _facts(from_address(variable, address), role)
    except (ImproperlyConfigured, psycopg.Error) as error:
        yield Finding(False, f"{variable} leads to the database: {str(error).strip()}")
        return
    is_role, has_all_rights, may_create, readable, version = facts
    yield Finding(is_role, f"{variable} signs in as {role}.")
    yield Finding(version >= OLDEST_SERVER, "The server is PostgreSQL 16 or newer.")
    yield Finding(not has_all_rights, f"{role} is no superuser and obeys row-level security.")
    if alias == "owner":
        yield Finding(may_create, f"{role} may make tables.")
    else:
        yield Finding(not may_create, f"{role} may make no tables.")
    if alias == "figures":
        yield Finding(readable == 0, f"{role} can read no table of persons.")


def _facts(entry: dict[str, Any], role: str) -> tuple[Any, ...]:
    known = {name: str(entry[key]) for key, name in NAMES.items() if entry[key]}
    address = make_conninfo(**known, **entry["OPTIONS"])
    with psycopg.connect(
        address, password=entry["PASSWORD"] or None, connect_timeout=10
    ) as connection:
        return connection.execute(FACTS, [role]).fetchone() or (False, True, False, 1, 0)
