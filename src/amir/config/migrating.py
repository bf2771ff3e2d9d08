"""Bringing a database to the state that the code expects."""

import hashlib
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connections

PACKAGE = Path(__file__).resolve().parent.parent
# Code that migrations call to write SQL: a change there changes what a migration does.
WRITERS = ("core/access", "core/audit", "launcher")


def migrations_digest() -> str:
    """A short digest of everything that decides the state of a migrated database."""
    digest = hashlib.sha256()
    for file in sorted(_files()):
        digest.update(str(file).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def migrate_database() -> None:
    """Run all migrations as the owner of the tables."""
    call_command("migrate", database="owner", interactive=False, verbosity=0)


def migrate_if_needed() -> bool:
    """Migrate unless the database says that this code already did; whether it was needed.

    The stamp is the comment on the database: a copy or a restored backup starts without it.
    """
    wanted = f"amir migrations {migrations_digest()}"
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select shobj_description(oid, 'pg_database'), datname from pg_database"
            " where datname = current_database()"
        )
        found, name = cursor.fetchone()
    if found == wanted:
        return False
    migrate_database()
    with connections["owner"].cursor() as cursor:
        quoted = connections["owner"].ops.quote_name(name)
        cursor.execute(f"comment on database {quoted} is '{wanted}'")
    return True


def _files() -> set[Path]:
    found = {file for app in apps.get_app_configs()
             for file in Path(app.path, "migrations").rglob("*.py")}  # fmt: skip
    found |= set(PACKAGE.rglob("*.sql"))
    for folder in WRITERS:
        found |= set((PACKAGE / folder).rglob("*.py"))
    return found
