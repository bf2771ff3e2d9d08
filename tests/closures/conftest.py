"""Yusuf and Amina, whose match ends; Elena coordinates, Nour works elsewhere."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from amir.closures import actions
from amir.closures.models import Closure
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.mentoring.models import Match
from amir.participants.models import Participant
from tests.instruments.conftest import agreed_match
from tests.mentoring.conftest import World, build

PARTS = ("mentee", "mentor")


@dataclass
class Pair:
    """A match and the world it is in."""

    world: World
    match: Match

    @property
    def elena(self) -> Actor:
        return self.world.elena

    @property
    def yusuf(self) -> Actor:
        return Actor(account_id=self.match.mentee_person_id)

    @property
    def amina(self) -> Actor:
        return Actor(account_id=self.match.mentor_person_id)

    @property
    def mentor(self) -> Participant:
        with acting_as(self.elena):
            return Participant.objects.get(pk=self.match.mentor_id)

    def begin(self, reason: str = "planned", asked_by: str = "both") -> Closure:
        with acting_as(self.elena) as elena:
            return actions.begin_closure(
                elena, match=self.match, is_planned=reason == "planned", reason=reason,
                asked_by=asked_by, why="Half a year is over",
            )  # fmt: skip

    def fill_in(self, closure: Closure) -> None:
        """Every part but the reason."""
        with acting_as(self.elena) as elena:
            for side in PARTS:
                actions.record_interview(
                    elena, closure=closure, side=side, held_on=clock.today(), how_it_was="good",
                    said="We laughed", again="yes",
                )  # fmt: skip
            actions.record_meeting(elena, closure=closure, met_on=clock.today())
            actions.agree_on_after(
                elena, closure=closure, next_steps="The flat is still to find",
                handed_to="Housing desk", contact_after="as_they_like",
                responsible_until=clock.today() + timedelta(days=30),
            )  # fmt: skip

    def end(self) -> Closure:
        """Closed as it should be."""
        closure = self.begin()
        self.fill_in(closure)
        with acting_as(self.elena) as elena:
            actions.finish_closure(elena, closure=closure)
        return closure

    def now(self) -> Match:
        with acting_as(self.elena):
            return Match.objects.select_related("mentee", "mentor").get(pk=self.match.pk)


def made_pair() -> Pair:
    world = build()
    return Pair(world, agreed_match(world))


@pytest.fixture
def pair(db: None) -> Pair:
    return made_pair()
