"""Restricting and erasing: who may, what stands against it, and what it does to ways in."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction

from amir.core import drafts
from amir.core.access.acting import acting_as
from amir.core.access.erasing import ERASING, erase_rows
from amir.core.actor import Actor, platform
from amir.core.errors import NotAllowed, Refused
from amir.core.events import _listeners, listen
from amir.core.models import AuditEvent, Draft
from amir.people import actions
from amir.people.models import Account, Calling, Card, Contact, ContactLookup, Identity, Person
from tests.consortium import SETUP, Consortium, actor_of, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Consortium:
    return build()


def written_down(house: Consortium, name: str = "Yusuf") -> Person:
    with acting_as(actor_of(house.elena)) as elena:
        person: Person = actions.register_person(
            elena, organisation_id=house.casa.pk, preferred_name=name, full_name="Yusuf Warsame",
            language="so", phone="+390512193000", email="yusuf@example.org", birth_year=1999,
        )  # fmt: skip
    return person


def erase(house: Consortium, person: Person) -> None:
    with acting_as(actor_of(house.elena)) as elena:
        actions.erase_person(elena, person=person)


def test_erasing_leaves_a_line_without_a_name(house: Consortium) -> None:
    yusuf = written_down(house)
    erase(house, yusuf)
    with acting_as(actor_of(house.elena)):
        calling, contact = Calling.objects.get(pk=yusuf.pk), Contact.objects.get(pk=yusuf.pk)
        assert calling.preferred_name == f"#{yusuf.pk.hex[:6]}"
        assert (contact.phone, contact.email) == ("", "")
        identity = Identity.objects.get(pk=yusuf.pk)
        assert (identity.full_name, identity.birth_year) == ("", None)
        held = Person.objects.get(pk=yusuf.pk)
        assert (held.erased_at is not None, held.is_restricted) == (True, True)


def test_erasing_closes_every_way_in(house: Consortium) -> None:
    yusuf = written_down(house)
    with acting_as(actor_of(house.elena)) as elena:
        actions.issue_card(elena, person=yusuf)
    with acting_as(Actor(account_id=yusuf.pk)) as himself:
        drafts.save(himself, "anything", {"text": ["mine"]})
    erase(house, yusuf)
    account = Account.objects.get(pk=yusuf.pk)
    assert (account.is_active, account.pin) == (False, "")
    assert not ContactLookup.objects.filter(account_id=yusuf.pk).exists()
    assert not Card.objects.filter(account_id=yusuf.pk).exists()
    with acting_as(Actor(account_id=yusuf.pk)):
        assert (Draft.objects.count(), Calling.objects.count()) == (0, 0)


def test_erasing_is_audited_under_its_own_purpose(house: Consortium) -> None:
    yusuf = written_down(house)
    erase(house, yusuf)
    with acting_as(platform("sealing")):
        events = AuditEvent.objects.filter(purpose=ERASING, table_name="people_identity")
        assert list(events.values_list("act", "actor_id", "subjects")) == [
            ("update", house.elena, [yusuf.pk])
        ]


def test_nobody_is_erased_twice(house: Consortium) -> None:
    yusuf = written_down(house)
    erase(house, yusuf)
    with pytest.raises(Refused, match="were erased"):
        erase(house, yusuf)
    with acting_as(actor_of(house.elena)) as elena, pytest.raises(Refused, match="were erased"):
        actions.lift_restriction(elena, person=yusuf)


def strangers(house: Consortium, person: Person) -> list[UUID]:
    return [house.nour, house.ada, house.sara, house.carla, house.kostas, person.pk]


def test_only_coordinators_of_the_house_erase_and_restrict(house: Consortium) -> None:
    yusuf = written_down(house)
    for account_id in strangers(house, yusuf):
        actor = actor_of(account_id)
        for act in (actions.erase_person, actions.restrict_person, actions.lift_restriction):
            with acting_as(actor), pytest.raises(NotAllowed):
                act(actor, person=yusuf)


def test_staff_are_not_erased(house: Consortium) -> None:
    with acting_as(SETUP):
        sara = Person(pk=house.sara, organisation_id=house.casa.pk)
    with pytest.raises(NotAllowed, match="dismissed"):
        erase(house, sara)


@pytest.fixture
def objection() -> Iterator[None]:
    def object_to_it(actor: Actor, *, person: Person) -> None:
        raise Refused("A match runs.")

    listen("people.erasing", object_to_it)
    yield
    _listeners["people.erasing"].remove(object_to_it)


@pytest.mark.usefixtures("objection")
def test_a_room_above_can_stand_against_it(house: Consortium) -> None:
    yusuf = written_down(house)
    with pytest.raises(Refused, match="A match runs"):
        erase(house, yusuf)
    with acting_as(actor_of(house.elena)):
        assert Identity.objects.get(pk=yusuf.pk).full_name == "Yusuf Warsame"


def test_database_erases_for_its_purpose_and_in_the_own_house_only(house: Consortium) -> None:
    yusuf = written_down(house)
    elena, nour = actor_of(house.elena), actor_of(house.nour)
    with acting_as(elena), pytest.raises(ProgrammingError), transaction.atomic():
        erase_rows(yusuf.pk, {})
    with acting_as(replace(nour, purpose=ERASING)):
        assert set(erase_rows(yusuf.pk, {}).values()) == {0}
    with acting_as(elena):
        assert Identity.objects.get(pk=yusuf.pk).full_name == "Yusuf Warsame"


def test_restricting_is_taken_back(house: Consortium) -> None:
    yusuf = written_down(house)
    for act, is_restricted in (
        (actions.restrict_person, True),
        (actions.restrict_person, True),
        (actions.lift_restriction, False),
    ):
        with acting_as(actor_of(house.elena)) as elena:
            act(elena, person=yusuf)
            assert Person.objects.get(pk=yusuf.pk).is_restricted is is_restricted
