"""People of these tests: Elena and Sofia coordinate in Bologna, Nikos in Athens."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor, platform
from amir.organisations.actions import create_organisation, create_staff
from amir.organisations.roles import PURPOSES
from amir.participants.actions import register_participant
from amir.participants.models import Participant
from amir.people.actions import register_person

Register = Callable[..., Participant]
DAY = date(2025, 6, 2)


def organisation(name: str, country: str) -> UUID:
    setup = platform("setup", PURPOSES["setup"])
    with acting_as(setup):
        return create_organisation(setup, name=name, country=country, language="it").id


def staff(organisation_id: UUID, name: str, role: str = "coordinator") -> Actor:
    """A colleague, as an actor with all that the role opens."""
    setup = platform("setup", PURPOSES["setup"])
    with acting_as(setup):
        membership = create_staff(
            setup, organisation_id=organisation_id, role=role, shown_name=name
        )
    with acting_as(Actor(account_id=membership.account_id)):
        return load_actor(membership.account_id)


@pytest.fixture
def bologna(db: None) -> UUID:
    return organisation("Casa di Bologna", "IT")


@pytest.fixture
def elena(bologna: UUID) -> Actor:
    return staff(bologna, "Elena")


@pytest.fixture
def sofia(bologna: UUID) -> Actor:
    return staff(bologna, "Sofia")


@pytest.fixture
def nikos(db: None) -> Actor:
    return staff(organisation("Spiti Athinas", "GR"), "Nikos")


@pytest.fixture
def register(bologna: UUID) -> Register:
    """Take somebody up in Bologna; to be called inside `acting_as`."""

    def take_up(actor: Actor, name: str, side: str, **more: object) -> Participant:
        person = register_person(actor, organisation_id=bologna, preferred_name=name, language="ar")
        return register_participant(actor, person=person, side=side, **more)  # type: ignore[arg-type]

    return take_up


@pytest.fixture
def amina(elena: Actor, register: Register) -> Participant:
    with acting_as(elena):
        return register(elena, "Amina", "mentor", needs=("work",), received_on=DAY)


@pytest.fixture
def yusuf(elena: Actor, register: Register) -> Participant:
    with acting_as(elena):
        return register(elena, "Yusuf", "mentee", needs=("housing",), received_on=DAY)
