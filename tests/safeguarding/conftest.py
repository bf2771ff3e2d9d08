"""A consortium, and Yusuf who is mentored in Bologna."""

from uuid import UUID

import pytest
from django.test import Client

from amir.core.access.acting import acting_as
from amir.participants.actions import register_participant
from amir.participants.models import Participant
from amir.people.actions import register_person
from tests.consortium import Consortium, actor_of, build, signed_in


@pytest.fixture
def world(db: None) -> Consortium:
    return build()


@pytest.fixture
def yusuf(world: Consortium) -> Participant:
    elena = actor_of(world.elena)
    with acting_as(elena):
        person = register_person(
            elena,
            organisation_id=world.casa.pk,
            preferred_name="Yusuf",
            language="ar",
            phone="+390511234567",
        )
        return register_participant(elena, person=person, side="mentee")


@pytest.fixture
def yusufs_phone(yusuf: Participant) -> Client:
    return signed_in(yusuf.person_id)


def browser(account_id: UUID) -> Client:
    return signed_in(account_id)
