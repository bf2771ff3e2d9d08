"""People who are asked: Yusuf and Amina, whom Elena coordinates, in a programme of Carla's."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.instruments import actions
from amir.instruments.enums import Moment
from amir.instruments.models import Round
from amir.instruments.queries import definition_of
from amir.mentoring.models import Match
from amir.participants.actions import register_participant
from amir.participants.models import Participant
from amir.people.actions import register_person
from tests.consortium import Consortium, actor_of, build
from tests.mentoring.conftest import World
from tests.mentoring.conftest import build as build_world
from tests.mentoring.test_answers import a_pair, say


@dataclass
class House:
    """A consortium and those who take part in it."""

    consortium: Consortium
    people: dict[str, Participant] = field(default_factory=dict)

    def take_up(self, name: str, side: str = "mentee") -> Participant:
        """Somebody whom Elena registers in the programme."""
        elena = actor_of(self.consortium.elena)
        with acting_as(elena):
            person = register_person(
                elena, organisation_id=self.consortium.casa.pk, preferred_name=name, language="en"
            )
            self.people[name] = register_participant(
                elena, person=person, side=side, programme_id=self.consortium.programme.pk
            )
        return self.people[name]

    def ask(self, name: str, instrument: str, moment: str = Moment.EXTRA) -> Round:
        """Elena asks somebody."""
        elena = actor_of(self.consortium.elena)
        with acting_as(elena):
            return actions.open_round(
                elena, participant=self.people[name], instrument=instrument, moment=moment
            )


def oneself(participant: Participant) -> Actor:
    return Actor(account_id=participant.person_id)


def reply(asked: Round, value: int | None) -> None:
    """The person of the round gives the same answer to every question."""
    person = Actor(account_id=asked.person_id)
    with acting_as(person):
        for item in definition_of(asked).items:
            actions.answer(person, asked=asked, item=item.key, value=value)


def agreed_match(world: World) -> Match:
    """Yusuf and Amina, who both said yes."""
    proposal = a_pair(world)
    for token in world.ask(proposal):
        say(token, "yes")
    with acting_as(world.elena):
        return Match.objects.select_related("mentee", "mentor").get()


@pytest.fixture
def house(db: None) -> House:
    made = House(build())
    made.take_up("Yusuf")
    made.take_up("Amina", "mentor")
    return made


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def rounds_of() -> Callable[[World, UUID], list[Round]]:
    """The rounds of a match as Elena reads them."""

    def found(world: World, match_id: UUID) -> list[Round]:
        with acting_as(world.elena):
            return list(Round.objects.filter(match_id=match_id).order_by("due_on", "side"))

    return found
