"""Many ids in one query, many rows in one statement: as one parameter, not thousands."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from uuid import UUID

from django.db import connection
from django.db.models import Model
from django.db.models.expressions import RawSQL

BATCH = 2_000


def among(ids: Iterable[UUID]) -> RawSQL:
    """For `field__in`: these ids."""
    listed = "{" + ",".join(map(str, ids)) + "}"
    return RawSQL("select unnest(%s::uuid[])", [listed])


def insert_streamed(rows: Iterable[Model], batch: int = BATCH) -> int:
    """Insert new rows of one table while they are made, `batch` at a time; returns how many.

    Nothing of a row is kept afterwards. For tables of plain columns, JSON included: defaults are
    those of the model, signals are not sent. The audit has one event for each statement.
    """
    left, count = iter(rows), 0
    while some := list(islice(left, batch)):
        _insert(some)
        count += len(some)
    return count


def _insert(rows: Sequence[Model]) -> None:
    fields = rows[0]._meta.concrete_fields
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    typed = ", ".join(
        f"{name} {field.db_type(connection)}" for name, field in zip(names, fields, strict=True)
    )
    values = [{field.column: getattr(row, field.attname) for field in fields} for row in rows]
    listed = ", ".join(names)
    table = connection.ops.quote_name(rows[0]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} ({listed})"  # noqa: S608  names of our own tables and columns
            f" select {listed} from jsonb_to_recordset(%s::jsonb) as made ({typed})",
            [json.dumps(values, default=str, ensure_ascii=False)],
        )
