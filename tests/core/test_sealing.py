"""The audit's chain: whole when nothing was touched, broken wherever something was."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connections

from amir.core.access.acting import acting_as
from amir.core.access.edges import open_edge
from amir.core.actor import Actor, platform
from amir.core.audit.sealing import breaks, seal_events
from amir.core.models import AuditSeal
from amir.people.models import Person

pytestmark = pytest.mark.usefixtures("committed_database")

TABLE = "core_auditevent"


def as_owner(sql: str) -> None:
    """What a thief with the owner's password could do."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def bologna() -> UUID:
    """An organisation with five sealed events."""
    organisation_id, elena = uuid4(), Actor(account_id=uuid4())
    with acting_as(platform("setup")):
        open_edge(actor=elena.account_id, kind="membership", field_set="people",  # type: ignore[arg-type]
                  organisation=organisation_id)  # fmt: skip
    for _ in range(4):
        with acting_as(elena):
            Person.objects.create(organisation_id=organisation_id)
    seal_events()
    return organisation_id


def ids_of(organisation_id: UUID) -> list[int]:
    with acting_as(platform("sealing")):
        seals = AuditSeal.objects.filter(organisation_id=organisation_id).order_by("position")
        return list(seals.values_list("event_id", flat=True))


def test_chain_is_whole_when_nothing_was_touched(bologna: UUID) -> None:
    assert len(ids_of(bologna)) == 5
    assert list(breaks()) == []


def test_chain_goes_on_where_it_ended(bologna: UUID) -> None:
    with acting_as(platform("setup")):
        Person.objects.create(organisation_id=bologna)
    assert seal_events() == 1
    assert seal_events() == 0
    assert len(ids_of(bologna)) == 6
    assert list(breaks()) == []


@pytest.mark.parametrize(
    ("tamper", "positions"),
    [
        (lambda ids: f"update {TABLE} set act = 'read' where id = {ids[2]}", [3]),
        (lambda ids: f"update {TABLE} set actor_id = null where id = {ids[3]}", [4]),
        (
            lambda ids: f"update {TABLE} set at = at + interval '1 second' where id = {ids[0]}",
            [1],
        ),
        (
            lambda ids: (
                f"delete from core_auditseal where event_id = {ids[1]};"
                f" delete from {TABLE} where id = {ids[1]}"
            ),
            [2, 3],
        ),
        (
            lambda ids: (
                f"update core_auditseal set digest = 'x' where position = 2 and event_id = {ids[1]}"
            ),
            [2, 3],
        ),
    ],
    ids=["changed", "blamed on nobody", "moved in time", "removed", "seal changed"],
)
def test_chain_breaks_where_something_was_done(
    bologna: UUID, tamper: Callable[[list[int]], str], positions: list[int]
) -> None:
    as_owner(tamper(ids_of(bologna)))
    found = [b for b in breaks() if b.organisation_id == bologna]
    assert [b.position for b in found] == positions
