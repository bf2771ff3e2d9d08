"""Many ids in one query, many rows in one statement; row-level security and audit as ever."""

from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from amir.core.access.acting import acting_as
from amir.core.access.edges import open_edge
from amir.core.actor import Actor, platform
from amir.core.many import among, insert_streamed
from amir.core.models import AuditEvent
from amir.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def bologna() -> UUID:
    return uuid4()


@pytest.fixture
def elena(bologna: UUID) -> Actor:
    """Elena coordinates."""
    actor = Actor(account_id=uuid4())
    with acting_as(platform("setup")):
        open_edge(actor=actor.account_id, kind="membership", field_set="people",  # type: ignore[arg-type]
                  organisation=bologna)  # fmt: skip
    return actor


def test_rows_are_inserted_some_at_a_time_and_audited_so(bologna: UUID, elena: Actor) -> None:
    people = (Person(organisation_id=bologna, is_invented=True) for _ in range(5))
    with acting_as(elena), CaptureQueriesContext(connection) as held:
        assert insert_streamed(people, batch=2) == 5
    assert len([query for query in held if "insert into" in query["sql"]]) == 3
    with acting_as(platform("sealing")):
        events = AuditEvent.objects.filter(table_name="people_person").order_by("id")
        assert [len(event.row_ids) for event in events] == [2, 2, 1]
    with acting_as(elena):
        assert [p.is_invented for p in Person.objects.all()] == [True] * 5


def test_rows_of_somebody_else_are_refused(elena: Actor) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(elena):
        insert_streamed([Person(organisation_id=uuid4())])


def test_nothing_is_inserted_of_nothing(elena: Actor) -> None:
    with acting_as(elena):
        assert insert_streamed([]) == 0


def test_ids_are_one_parameter(bologna: UUID, elena: Actor) -> None:
    people = [Person(organisation_id=bologna) for _ in range(4)]
    with acting_as(elena):
        insert_streamed(people)
        wanted = {p.pk for p in people[:3]}
        assert {p.pk for p in Person.objects.filter(pk__in=among(wanted))} == wanted
        assert not Person.objects.filter(pk__in=among([])).exists()
