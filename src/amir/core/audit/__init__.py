"""The audit: changes are written by triggers, readings of persons here."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connections

from amir.core.access.acting import acting_now


def record_reading(table: str, organisation_id: UUID | None, subjects: Iterable[UUID]) -> None:
    """One audit event for one query that showed these persons to the actor.

    People reading their own record, and the platform itself, are not written down.
    """
    actor = acting_now()
    seen = [subject for subject in dict.fromkeys(subjects) if subject != actor.account_id]
    if not seen or actor.account_id is None:
        return
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "insert into core_auditevent (at, organisation_id, actor_id, purpose, request_id, act,"
            " table_name, row_ids, subjects) values"
            " (clock_timestamp(), %s, amir_actor(), amir_purpose(), amir_request(), 'read', %s,"
            " %s::text[], %s::uuid[])",
            [organisation_id, table, [str(s) for s in seen], seen],
        )
