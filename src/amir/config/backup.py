"""Backup: one zip file with the database, the uploaded files, and what must be in them.

    about.json     when, and how many rows each table has
    database.dump  PostgreSQL's own format, of one moment
    media/         uploaded files

The keys in AMIR_HOME/keys are not in it: whoever finds a backup must not be able to open the most
sensitive fields. They are kept elsewhere, by hand.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import psycopg
from psycopg import sql

from amir.launcher import Home, LauncherError

from .programs import Entrance

Counts = dict[str, int]
ABOUT, DUMP, MEDIA = "about.json", "database.dump", "media"
TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
order by 1, 2
"""
# Tables of which the owner, who makes the backup, does not see every row.
HALF_SEEN = """
select c.oid::regclass::text from pg_class c
where c.relforcerowsecurity and not exists (
    select from pg_policy p where p.polrelid = c.oid and p.polpermissive
    and (select oid from pg_roles where rolname = current_user) = any (p.polroles)
    and pg_get_expr(p.polqual, p.polrelid) = 'true')
"""


def write_backup(way: Entrance, home: Home, file: Path) -> Counts:
    """Write the backup; the rows of each table in it. Half a file never gets the name."""
    if file.exists():
        raise LauncherError(f"{file} is there already; nothing was written.")
    with TemporaryDirectory(dir=file.absolute().parent, prefix=".amir-backup-") as folder:
        dump, partial = Path(folder) / DUMP, Path(folder) / "backup"
        with way.connect() as connection:
            counts = _dump(way, connection, dump)
        partial.touch(mode=0o600)
        with ZipFile(partial, "w", ZIP_STORED) as archive:
            about = {"written": datetime.now(UTC).isoformat(), "rows": counts}
            archive.writestr(ABOUT, json.dumps(about, indent=1))
            archive.write(dump, DUMP)
            for path in sorted(home.media.rglob("*")):
                if path.is_file():
                    archive.write(path, Path(MEDIA, path.relative_to(home.media)))
        partial.replace(file)
    return counts


def count_rows(connection: "psycopg.Connection[Any]") -> Counts:
    """The rows of every table."""
    counts = {}
    for schema, table in connection.execute(TABLES).fetchall():
        query = sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table))
        row = connection.execute(query).fetchone()
        counts[f"{schema}.{table}"] = row[0] if row else 0
    return counts


def _dump(way: Entrance, connection: "psycopg.Connection[Any]", dump: Path) -> Counts:
    """Count and dump in one snapshot, so that the counts are those of the dump."""
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    arguments: list[str | Path] = []
    if not way.is_superuser:
        hidden = [name for (name,) in connection.execute(HALF_SEEN).fetchall()]
        if hidden:
            raise LauncherError(f"The owner does not see all rows of {', '.join(hidden)}.")
        arguments.append("--enable-row-security")
    row = connection.execute("select pg_export_snapshot()").fetchone()
    counts = count_rows(connection)
    snapshot = row[0] if row else ""
    way.run("pg_dump", "--format=custom", f"--snapshot={snapshot}", "-f", dump, *arguments)
    return counts
