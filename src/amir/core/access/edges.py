"""Edges: the one table from which the database reads who may see what. Written only here.

The app's role can neither read nor change the table; it calls two SQL functions of the owner.
"""

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django.db import connections

EVERYTHING = "*"  # the field set of the person themself


def open_edge(
    *,
    actor: UUID,
    kind: str,
    field_set: str,
    organisation: UUID | None = None,
    subject: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    lasting: timedelta | None = None,
    receipt: UUID | None = None,
) -> UUID:
    """Let `actor` (an account, or an organisation for all who work in it) see a field set.

    Kinds: "membership" (organisation and area), "self", "match", "grant", "programme",
    "emergency". A grant needs a receipt and ends within 90 days, an emergency within 3 hours:
    the table checks both. `lasting`, in place of `until`: so long from the database's own moment,
    which is a little before ours. Returns the id of the edge.
    """
    values: list[Any] = [actor, kind, field_set, organisation, subject, since, until, lasting]
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select amir_open_edge(%s, %s, %s, %s, %s, %s, coalesce(%s, now() + %s), %s)",
            [*values, receipt],
        )
        return cast(UUID, cursor.fetchone()[0])


def open_edges(
    actors: list[UUID],
    *,
    kind: str,
    field_set: str,
    organisation: UUID,
    subjects: list[UUID],
) -> None:
    """Open many edges at once: actor i sees subject i. For lists of people."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select amir_open_edge(a, %s, %s, %s, s, null, null, null)"
            " from unnest(%s::uuid[], %s::uuid[]) as pairs(a, s)",
            [kind, field_set, organisation, actors, subjects],
        )


def close_edges(
    *,
    actor: UUID | None = None,
    kind: str,
    organisation: UUID | None = None,
    subject: UUID | None = None,
    field_set: str | None = None,
) -> int:
    """End every live edge that fits, now; returns how many."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select amir_close_edges(%s, %s, %s, %s, %s)",
            [actor, kind, organisation, subject, field_set],
        )
        return int(cursor.fetchone()[0])


def close_edges_of(actors: list[UUID], *, kind: str, field_set: str) -> None:
    """End the live edges of this kind that many accounts hold, in one statement."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select amir_close_edges(a, %s, null, null, %s) from unnest(%s::uuid[]) as accounts(a)",
            [kind, field_set, actors],
        )


MOST = {"grant": timedelta(days=90), "emergency": timedelta(hours=3)}
