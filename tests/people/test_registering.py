"""Writing people down, reading and changing them."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.edges import open_edge
from amir.core.actor import Actor, Seat, platform
from amir.core.errors import NotAllowed, Refused
from amir.core.models import AuditEvent
from amir.people.actions import (
    NewPerson,
    change_people,
    change_person,
    register_people,
    register_person,
)
from amir.people.models import Account, ContactLookup, Person
from amir.people.queries import (
    callings_of,
    contact_changes_visible_to,
    contacts_of,
    identities_of,
    people_visible_to,
)

PHONE = "+39 051 1234567"


def test_register_person_makes_everything_that_a_person_has(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf = register_person(
            elena,
            organisation_id=bologna,
            preferred_name="Yusuf",
            full_name="Yusuf Haddad",
            language="ar",
            born_on=date(1999, 4, 2),
            phone=PHONE,
            email="Yusuf@Example.org",
            facts={"fields": ["work"]},
        )
        contact = contacts_of(elena, [yusuf.id])[yusuf.id]
        identity = identities_of(elena, [yusuf.id])[yusuf.id]
    assert (contact.phone, contact.email) == ("+390511234567", "yusuf@example.org")
    assert (identity.full_name, identity.birth_year) == ("Yusuf Haddad", 1999)
    assert ContactLookup.objects.filter(account_id=yusuf.id).count() == 2
    with acting_as(Actor(account_id=yusuf.id)) as himself:
        assert callings_of(himself, [yusuf.id])[yusuf.id].preferred_name == "Yusuf"


def test_register_people_takes_the_same_queries_for_many(bologna: UUID, elena: Actor) -> None:
    def queries_for(number: int) -> int:
        new = [
            NewPerson(preferred_name=f"Amina {n}", language="en", phone=f"+3905199{number}{n:03}")
            for n in range(number)
        ]
        with acting_as(elena), CaptureQueriesContext(connection) as captured:
            assert len(register_people(elena, organisation_id=bologna, people=new)) == number
        return len(captured)

    assert queries_for(2) == queries_for(60)


def test_register_is_refused_without_the_permission(bologna: UUID, elena: Actor) -> None:
    nour = Actor(account_id=uuid4(), seats=(Seat(bologna, "funder", frozenset()),))
    for actor, organisation_id in ((nour, bologna), (elena, uuid4())):
        with pytest.raises(NotAllowed), acting_as(actor):
            register_person(
                actor, organisation_id=organisation_id, preferred_name="Yusuf", language="ar"
            )
    assert Account.objects.count() == 0


def test_register_is_open_to_setting_up_and_to_applications(bologna: UUID) -> None:
    for purpose in ("setup", "application"):
        with acting_as(platform(purpose, ["people.register"])) as actor:
            register_person(actor, organisation_id=bologna, preferred_name="Yusuf", language="ar")
    assert Account.objects.count() == 2


def test_register_refuses_a_person_without_a_name(bologna: UUID, elena: Actor) -> None:
    with pytest.raises(Refused) as refused, acting_as(elena):
        register_person(elena, organisation_id=bologna, preferred_name=" ", language="ar")
    assert refused.value.field == "preferred_name"


def test_people_on_one_phone_get_different_symbols(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        two = register_people(
            elena,
            organisation_id=bologna,
            people=[NewPerson(preferred_name=n, language="ar", phone=PHONE) for n in ("A", "B")],
        )
        third = register_person(
            elena, organisation_id=bologna, preferred_name="C", language="ar", phone=PHONE
        )
        callings = callings_of(elena, [*(person.id for person in two), third.id])
    assert len({calling.symbol for calling in callings.values()}) == 3


def test_phone_that_is_none_is_kept_but_is_no_way_in(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf = register_person(
            elena, organisation_id=bologna, preferred_name="Yusuf", language="ar", phone="ask Ali"
        )
        assert contacts_of(elena, [yusuf.id])[yusuf.id].phone == "ask Ali"
    assert ContactLookup.objects.count() == 0


@pytest.mark.parametrize(
    ("born_on", "birth_year", "expected"),
    [
        (date(2008, 11, 22), None, False),
        (date(2008, 11, 23), None, True),
        (None, 2008, True),
        (None, 2007, False),
        (None, None, False),
    ],
)
def test_minors_are_marked_and_doubt_protects(
    bologna: UUID, elena: Actor, born_on: date | None, birth_year: int | None, expected: bool
) -> None:
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)), acting_as(elena):
        yusuf = register_person(
            elena,
            organisation_id=bologna,
            preferred_name="Yusuf",
            language="ar",
            born_on=born_on,
            birth_year=birth_year,
        )
    assert yusuf.is_minor is expected


def test_reading_is_limited_to_what_was_opened(bologna: UUID, elena: Actor) -> None:
    amina = Actor(account_id=uuid4())
    with acting_as(elena):
        yusuf = register_person(
            elena, organisation_id=bologna, preferred_name="Yusuf", language="ar", phone=PHONE
        )
        open_edge(
            actor=amina.account_id or uuid4(),
            kind="match",
            field_set="calling",
            organisation=bologna,
            subject=yusuf.id,
        )
    with acting_as(amina):
        assert list(callings_of(amina, [yusuf.id])) == [yusuf.id]
        assert contacts_of(amina, [yusuf.id]) == {}
        assert list(people_visible_to(amina)) == [yusuf]
    with acting_as(Actor(account_id=uuid4())) as nour:
        assert callings_of(nour, [yusuf.id]) == {}
        assert list(people_visible_to(nour)) == []


def test_reading_needs_whoever_acts(bologna: UUID, elena: Actor) -> None:
    with pytest.raises(ValueError, match="acting_as"):
        callings_of(elena, [uuid4()])


def test_reading_a_field_set_is_written_down_once(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf = register_person(
            elena, organisation_id=bologna, preferred_name="Yusuf", language="ar"
        )
        callings_of(elena, [yusuf.id])
    with acting_as(Actor(account_id=yusuf.id)):
        read = AuditEvent.objects.filter(act="read").values_list("actor_id", "table_name")
        assert list(read) == [(elena.account_id, "people_calling")]


def test_change_person_changes_what_is_named(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf = register_person(
            elena, organisation_id=bologna, preferred_name="Yusuf", language="ar", place="Bologna"
        )
        change_person(elena, person=yusuf, preferred_name="Yussuf", born_on=date(2015, 1, 1))
        assert callings_of(elena, [yusuf.id])[yusuf.id].preferred_name == "Yussuf"
        assert Person.objects.get(id=yusuf.id).is_minor is True


def test_change_people_takes_the_same_queries_for_many(bologna: UUID, elena: Actor) -> None:
    def queries_for(number: int) -> int:
        new = [NewPerson(preferred_name=f"Amina {n}", language="en") for n in range(number)]
        with acting_as(elena):
            people = register_people(elena, organisation_id=bologna, people=new)
            with CaptureQueriesContext(connection) as captured:
                change_people(
                    elena,
                    organisation_id=bologna,
                    changes={p.id: {"place": "Imola", "language": "so"} for p in people},
                )
        return len(captured)

    assert queries_for(2) == queries_for(40)


def test_change_is_refused_to_strangers_and_across_organisations(
    bologna: UUID, elena: Actor
) -> None:
    with acting_as(elena):
        yusuf = register_person(
            elena, organisation_id=bologna, preferred_name="Yusuf", language="ar"
        )
    with acting_as(Actor(account_id=uuid4())) as nour, pytest.raises(NotAllowed):
        change_person(nour, person=yusuf, preferred_name="Nour")
    with acting_as(elena), pytest.raises(Refused):
        change_people(elena, organisation_id=uuid4(), changes={yusuf.id: {"place": "Imola"}})


def test_people_change_their_own_name_but_not_their_contact(bologna: UUID, elena: Actor) -> None:
    with acting_as(elena):
        yusuf = register_person(
            elena, organisation_id=bologna, preferred_name="Yusuf", language="ar"
        )
    with acting_as(Actor(account_id=yusuf.id)) as himself:
        change_person(himself, person=yusuf, preferred_name="Joe")
        assert callings_of(himself, [yusuf.id])[yusuf.id].preferred_name == "Joe"
        with pytest.raises(NotAllowed):
            change_person(himself, person=yusuf, phone=PHONE)


def test_new_contact_waits_for_a_second_person_once_somebody_has_signed_in(
    bologna: UUID, elena: Actor
) -> None:
    with acting_as(elena):
        yusuf, amina = register_people(
            elena,
            organisation_id=bologna,
            people=[
                NewPerson(preferred_name=name, language="ar", phone=f"+39051{number}")
                for name, number in (("Yusuf", "1234567"), ("Amina", "7654321"))
            ],
        )
        Account.objects.filter(id=amina.id).update(last_login=clock.now())
        before = {row.account_id: bytes(row.digest) for row in ContactLookup.objects.all()}
        changes = {
            person.id: {"phone": f"+39051555000{n}", "channel": "sms"}
            for n, person in enumerate((yusuf, amina))
        }
        change_people(elena, organisation_id=bologna, changes=changes)
        after = {row.account_id: bytes(row.digest) for row in ContactLookup.objects.all()}
        contacts = contacts_of(elena, [yusuf.id, amina.id])
        asked = list(contact_changes_visible_to(elena).values_list("person_id", "contact"))
    assert (contacts[yusuf.id].phone, contacts[amina.id].phone) == (
        "+390515550000",
        "+390517654321",
    )
    assert contacts[amina.id].channel == "sms"
    assert asked == [(amina.id, "+390515550001")]
    assert before[amina.id] == after[amina.id]
    assert before[yusuf.id] != after[yusuf.id]
