"""The seal of the audit: a hash chain per organisation, made after the events are committed.

Each seal's digest covers its event and the digest before it, so an event that is changed, removed
or put in between breaks every later link. A chain inside the trigger would make all writers of an
organisation wait for each other; so there is a window of at most `WINDOW` in which an event
stands unsealed, and `verify` says so when it grows longer.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connections

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import platform
from amir.core.models import AuditEvent, AuditSeal

WINDOW = timedelta(seconds=60)
BATCH = 5_000
# Two sealers at once would give one position twice; the second waits.
ONE_SEALER = 0x616D6972
UNSEALED = """
select id from core_auditevent e
where not exists (select 1 from core_auditseal s where s.event_id = e.id)
order by id limit %s
"""


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold: organisation, position, and what is wrong."""

    organisation_id: UUID | None
    position: int
    what: str


def digest_of(event: AuditEvent, before: bytes) -> bytes:
    """SHA-256 over the event's columns and the digest of the link before."""
    parts = [
        event.id, event.at.isoformat(), event.organisation_id, event.actor_id, event.purpose,
        event.request_id, event.act, event.table_name, event.row_ids,
        [str(subject) for subject in event.subjects], event.columns,
    ]  # fmt: skip
    return hashlib.sha256(before + repr([str(part) for part in parts]).encode()).digest()


def seal_events() -> int:
    """Seal what is committed and not sealed yet, oldest first; returns how many."""
    sealed = 0
    while True:
        with acting_as(platform("sealing")):
            found = _seal_batch()
        sealed += found
        if found < BATCH:
            return sealed


def _seal_batch() -> int:
    with connections["default"].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [ONE_SEALER])
        cursor.execute(UNSEALED, [BATCH])
        ids = [row[0] for row in cursor.fetchall()]
    events = list(AuditEvent.objects.filter(id__in=ids).order_by("id"))
    heads = _heads({event.organisation_id for event in events})
    seals = []
    for event in events:
        position, before = heads.get(event.organisation_id, (0, b""))
        digest = digest_of(event, before)
        heads[event.organisation_id] = (position + 1, digest)
        seals.append(
            AuditSeal(
                event=event,
                organisation_id=event.organisation_id,
                position=position + 1,
                digest=digest,
            )
        )
    AuditSeal.objects.bulk_create(seals)
    return len(seals)


def _heads(organisations: set[UUID | None]) -> dict[UUID | None, tuple[int, bytes]]:
    """The last link of each chain."""
    newest = AuditSeal.objects.order_by("organisation_id", "-position").distinct("organisation_id")
    return {
        seal.organisation_id: (seal.position, bytes(seal.digest))
        for seal in newest
        if seal.organisation_id in organisations
    }


def breaks() -> Iterator[Break]:
    """Every place where the audit does not verify; nothing if it is whole.

    Found: changed, removed, swapped and added events and seals, and events unsealed for longer
    than `WINDOW`. Not found: the removal of the newest events together with their seals; the
    operator keeps the newest digests elsewhere for that (docs/operations.md).
    """
    with acting_as(platform("sealing")):
        before: dict[UUID | None, tuple[int, bytes]] = {}
        seals = AuditSeal.objects.select_related("event").order_by("organisation_id", "position")
        for seal in seals.iterator(chunk_size=BATCH):
            position, digest = before.get(seal.organisation_id, (0, b""))
            if seal.position != position + 1:
                yield Break(seal.organisation_id, position + 1, "a link is missing")
            expected = digest_of(seal.event, digest)
            if expected != bytes(seal.digest) or seal.event.organisation_id != seal.organisation_id:
                yield Break(seal.organisation_id, seal.position, "the event was changed")
            before[seal.organisation_id] = (seal.position, bytes(seal.digest))
        yield from _late(clock.now() - WINDOW)


def _late(limit: datetime) -> Iterator[Break]:
    late = AuditEvent.objects.filter(auditseal__isnull=True, at__lt=limit).order_by("id")
    for event in late[:100]:
        yield Break(event.organisation_id, event.id, "the event was not sealed in time")
