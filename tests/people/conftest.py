"""People of these tests: Elena coordinates in Bologna."""

from uuid import UUID, uuid4

import pytest
from django.conf import settings

from amir.core.access.acting import acting_as
from amir.core.access.edges import open_edge
from amir.core.actor import Actor, Seat, platform
from amir.core.secrets.keys import create_missing_keys, key_folder

COORDINATES = frozenset(
    {"people.register", "people.change", "people.issue_card", "people.change_contact"}
)


@pytest.fixture(autouse=True, scope="session")
def keys() -> None:
    """The key files of the home in which tests run."""
    assert settings.AMIR_KEYS
    create_missing_keys(key_folder())


@pytest.fixture
def bologna() -> UUID:
    return uuid4()


def coordinator_in(organisation_id: UUID) -> Actor:
    """A coordinator with the edge that the database asks for."""
    actor = Actor(account_id=uuid4(), seats=(Seat(organisation_id, "coordinator", COORDINATES),))
    with acting_as(platform("setup")):
        open_edge(
            actor=actor.account_id or uuid4(),
            kind="membership",
            field_set="people",
            organisation=organisation_id,
        )
    return actor


@pytest.fixture
def elena(db: None, bologna: UUID) -> Actor:
    return coordinator_in(bologna)
