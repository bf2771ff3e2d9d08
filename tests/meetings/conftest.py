"""People of these tests: Amina mentors Yusuf, Elena coordinates, Nour works elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor, load_actor
from amir.meetings.actions import Receipt, Told, log_meeting, make_link
from amir.meetings.actions.linking import Made
from amir.meetings.enums import Source
from amir.mentoring.actions import answer
from amir.mentoring.models import Match
from tests.mentoring.conftest import World, browser, build, world

__all__ = ["browser", "build", "world"]


@pytest.fixture(autouse=True)
def mail_folder(settings: object, tmp_path: Path) -> Path:
    """Messages are files of this test alone."""
    settings.AMIR_MAIL_FOLDER = tmp_path / "mail"  # type: ignore[attr-defined]
    return tmp_path / "mail"


@dataclass
class Pair:
    """Yusuf and Amina, who agreed to meet, and Elena's organisation."""

    world: World
    match: Match
    yusuf: Actor
    amina: Actor

    @property
    def elena(self) -> Actor:
        return self.world.elena

    def link(self, who: str = "amina") -> Made:
        """A link that Elena hands over."""
        person_id = getattr(self, who).account_id
        with acting_as(self.elena) as elena:
            return make_link(elena, match=self.match, person_id=person_id, language="en")

    def log(self, told: Told, who: str = "amina", client_id: UUID | None = None) -> Receipt:
        """A meeting as one of the two tells it."""
        with acting_as(getattr(self, who)) as person:
            return log_meeting(
                person, match=self.match, told=told, client_id=client_id or uuid4(),
                source=Source.PAGE,
            )  # fmt: skip


def pair_of(world: World, mentee: str = "Yusuf", mentor: str = "Amina", **more: object) -> Pair:
    """Two people for whom a plan, an acceptance and two yes made a match."""
    theirs = {"phone": "+393331112222", "email": "amina@example.org"}
    world.take_up(mentor, "mentor", **(theirs | more))
    world.take_up(mentee, "mentee", email="yusuf@example.org")
    [proposal] = world.proposals(world.plan())
    for token in world.ask(proposal):
        with acting_as(VISITOR):
            answer(VISITOR, token=token, answer="yes")
    with acting_as(world.elena):
        match = Match.objects.get(proposal=proposal)
    return Pair(world, match, *map(_loaded, (match.mentee_person_id, match.mentor_person_id)))


def _loaded(account_id: object) -> Actor:
    with acting_as(Actor(account_id=account_id)):  # type: ignore[arg-type]
        return load_actor(account_id)  # type: ignore[arg-type]


@pytest.fixture
def pair(world: World) -> Pair:
    """See `Pair`."""
    return pair_of(world)


@pytest.fixture
def on_day(pair: Pair) -> Callable[[int], date]:
    """A day so many days after both agreed."""
    return lambda days: pair.match.agreed_on + timedelta(days=days)


def moment(day: date) -> datetime:
    """Noon of a day."""
    return clock.now().replace(year=day.year, month=day.month, day=day.day, hour=11)
