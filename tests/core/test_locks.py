"""The fourth lock: what PostgreSQL shows to whom, whatever a query forgets."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from amir.core import clock
from amir.core.access.acting import acting_as, acting_now
from amir.core.access.edges import close_edges, open_edge
from amir.core.actor import VISITOR, Actor, platform
from amir.core.models import AccessEdge, AuditEvent
from amir.people.models import Calling, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bologna() -> UUID:
    return uuid4()


@pytest.fixture
def elena(bologna: UUID) -> Iterator[Actor]:
    """Elena coordinates in Bologna."""
    actor = Actor(account_id=uuid4())
    with acting_as(platform("setup")):
        open_edge(
            actor=actor.account_id or uuid4(),
            kind="membership",
            field_set="people",
            organisation=bologna,
        )
    return actor


def yusuf_in(organisation_id: UUID) -> Person:
    person = Person.objects.create(organisation_id=organisation_id)
    Calling.objects.create(
        person=person, organisation_id=organisation_id, preferred_name="Yusuf", language="ar"
    )
    return person


def test_rows_are_seen_by_members_of_the_organisation_only(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf_in(bologna)
        assert Person.objects.count() == 1
    with acting_as(Actor(account_id=uuid4())):
        assert Person.objects.count() == 0
    with acting_as(VISITOR):
        assert Person.objects.count() == 0
    assert Person.objects.count() == 0
    assert acting_now() == VISITOR


def test_rows_of_another_organisation_cannot_be_added(elena: Actor) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(elena):
        Person.objects.create(organisation_id=uuid4())


def test_keys_cannot_point_into_another_organisation(bologna: UUID, elena: Actor) -> None:
    athens = uuid4()
    with acting_as(platform("setup")):
        open_edge(actor=elena.account_id, kind="membership", field_set="people",  # type: ignore[arg-type]
                  organisation=athens)  # fmt: skip
    with pytest.raises(IntegrityError), acting_as(elena):
        yusuf = Person.objects.create(organisation_id=bologna)
        Calling.objects.create(person=yusuf, organisation_id=athens, preferred_name="Yusuf")
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_edges_open_one_field_set_until_they_are_closed(bologna: UUID, elena: Actor) -> None:
    amina = Actor(account_id=uuid4())
    with acting_as(elena):
        yusuf = yusuf_in(bologna)
        open_edge(actor=amina.account_id, kind="match", field_set="calling",  # type: ignore[arg-type]
                  organisation=bologna, subject=yusuf.id)  # fmt: skip
    with acting_as(amina):
        assert [c.preferred_name for c in Calling.objects.all()] == ["Yusuf"]
    with acting_as(elena):
        assert close_edges(kind="match", subject=yusuf.id) == 1
    with acting_as(amina):
        assert list(Calling.objects.all()) == []


def test_edge_that_would_begin_later_can_be_closed_before(bologna: UUID, elena: Actor) -> None:
    """Also what a clock that was set back left in the future."""
    amina = Actor(account_id=uuid4())
    later = clock.now() + timedelta(hours=1)
    with acting_as(elena):
        yusuf = yusuf_in(bologna)
        open_edge(actor=amina.account_id, kind="match", field_set="calling",  # type: ignore[arg-type]
                  organisation=bologna, subject=yusuf.id, since=later)  # fmt: skip
        assert close_edges(kind="match", subject=yusuf.id) == 1
        assert close_edges(kind="match", subject=yusuf.id) == 0


def test_edges_cannot_be_read_by_the_app(elena: Actor) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(elena):
        AccessEdge.objects.count()


def test_changes_are_written_down_once_a_statement(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf = yusuf_in(bologna)
        Calling.objects.bulk_create(
            [
                Calling(person=Person.objects.create(organisation_id=bologna),
                        organisation_id=bologna, preferred_name=name)
                for name in ("Amina", "Nour")
            ]
        )  # fmt: skip
        Calling.objects.filter(person=yusuf).update(language="it")
    with acting_as(Actor(account_id=yusuf.id)):
        events = AuditEvent.objects.filter(table_name="people_calling").order_by("id")
        assert [(e.act, len(e.row_ids), e.columns) for e in events] == [
            ("insert", 1, None),
            ("update", 1, ["language"]),
        ]


def test_reading_somebody_is_written_down(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf = yusuf_in(bologna)
        assert len(Calling.objects.all()) == 1
    with acting_as(Actor(account_id=yusuf.id)):
        seen = AuditEvent.objects.filter(act="read").values_list("actor_id", "subjects")
        assert list(seen) == [(elena.account_id, [yusuf.id])]


def test_audit_cannot_be_changed(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf_in(bologna)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            AuditEvent.objects.update(act="nothing")


@pytest.mark.parametrize(
    ("kind", "lasting", "has_receipt", "is_allowed"),
    [
        ("grant", timedelta(days=90), True, True),
        ("grant", timedelta(days=91), True, False),
        ("grant", timedelta(days=9), False, False),
        ("grant", None, True, False),
        ("emergency", timedelta(hours=3), False, True),
        ("emergency", timedelta(hours=3, seconds=1), False, False),
        ("emergency", None, False, False),
    ],
)
def test_grants_and_emergencies_end(
    kind: str, lasting: timedelta | None, has_receipt: bool, is_allowed: bool
) -> None:
    since = clock.now()
    refused = nullcontext() if is_allowed else pytest.raises(IntegrityError)
    with refused, acting_as(platform("setup")):
        open_edge(
            actor=uuid4(), kind=kind, field_set="contact", subject=uuid4(), since=since,
            until=since + lasting if lasting else None,
            receipt=uuid4() if has_receipt else None,
        )  # fmt: skip
