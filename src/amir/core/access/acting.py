"""Telling PostgreSQL who acts, for one transaction, and taking it back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from psycopg.pq import TransactionStatus

from amir.core.actor import VISITOR, Actor

SETTINGS = (
    "select set_config('amir.actor', %s, true), set_config('amir.purpose', %s, true), "
    "set_config('amir.request', %s, true)"
)


def _tell(using: str, actor: Actor) -> None:
    values = [str(value or "") for value in (actor.account_id, actor.purpose, actor.request_id)]
    with connections[using].cursor() as cursor:
        cursor.execute(SETTINGS, values)


@contextmanager
def acting_as(actor: Actor, *, using: str = "default") -> Iterator[Actor]:
    """A transaction in which row-level security sees this actor.

    Nested use is allowed and gives the outer actor back. The settings end with the transaction;
    they are reset by hand as well, because a released savepoint keeps them.
    """
    connection = connections[using]
    with transaction.atomic(using=using):
        outer: Actor = getattr(connection, "amir_actor", VISITOR)
        connection.amir_actor = actor  # type: ignore[attr-defined]
        _tell(using, actor)
        try:
            yield actor
        finally:
            connection.amir_actor = outer  # type: ignore[attr-defined]
            raw = connection.connection
            # In a failed transaction nothing can be set, and its rollback resets all by itself.
            is_open = raw is not None and raw.info.transaction_status == TransactionStatus.INTRANS
            if is_open and not connection.needs_rollback:
                _tell(using, outer)


def acting_now(*, using: str = "default") -> Actor:
    """The actor of the innermost `acting_as`; a visitor outside of all."""
    actor = getattr(connections[using], "amir_actor", VISITOR)
    return actor if isinstance(actor, Actor) else VISITOR
