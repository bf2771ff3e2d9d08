"""A year of pairs, told through acts: on every looked-at day the page equals the oracle.

100 pairs in the suite, within a minute; 500 in `--long`. The story is the same every time.
"""

import random
from collections import Counter
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from amir.care import actions
from amir.care.today import Ringing, ringing
from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.meetings import actions as meetings
from amir.meetings.enums import Source
from amir.mentoring import actions as mentoring
from amir.mentoring.models import Match, Wish
from amir.participants.actions import (
    NewParticipant,
    make_ready,
    record_evidence,
    register_participants,
)
from amir.participants.models import Participant
from amir.people.actions import NewPerson, register_people
from amir.recruiting.actions import record_referral

from .conftest import World, at, matched
from .oracle import Key, expected
from .test_contacts import CALM

BEGIN = date(2025, 1, 7)
WEEKS = 53
EVIDENCE = {"mentee": ("consented",), "mentor": ("checked", "trained", "consented")}
SEEN = {
    "contact_mentee", "contact_mentor", "contact_referrer", "check_expiring", "wish", "waiting",
    "support", "wellbeing", "unanswered", "silent", "goalless", "goal_overdue",
}  # fmt: skip


class Year:
    """The story: what a coordinator does in the weeks, by dice that fall the same every time."""

    def __init__(self, world: World, pairs: int) -> None:
        self.world, self.dice = world, random.Random(pairs)  # noqa: S311  dice
        with clock.stopped_at(at(BEGIN)):
            self._take_up(pairs)
            self.matches = {match.pk: match for match in matched(world)}
        assert len(self.matches) == pairs
        self.rang: Counter[str] = Counter()

    def _take_up(self, pairs: int) -> None:
        """As many mentees as mentors, of whom every fifth mentee was sent by a service."""
        with acting_as(self.world.elena) as elena:
            for side in ("mentee", "mentor"):
                people = register_people(
                    elena,
                    organisation_id=self.world.organisation_id,
                    people=[
                        NewPerson(
                            preferred_name=f"{side} {number}", language="so", country="IT",
                            place="Modena", latitude=44.647, longitude=10.925,
                            languages={"so": "native"}, availability=["tue-eve"],
                        )
                        for number in range(pairs)
                    ],
                )  # fmt: skip
                taken = register_participants(
                    elena,
                    people=[
                        NewParticipant(
                            person=person, side=side, needs=("work",), channel="poster",
                        )
                        for person in people
                    ],
                )  # fmt: skip
                for sent in taken[::5] if side == "mentee" else ():
                    record_referral(elena, participant=sent, heard="service", referrer="A school")
                self._prove(elena, taken, side)

    def _prove(self, elena: Actor, taken: list[Participant], side: str) -> None:
        for participant in taken:
            for kind in EVIDENCE[side]:
                ends = BEGIN + timedelta(days=self.dice.randint(30, 700))
                record_evidence(
                    elena, participant=participant, kind=kind, dated_on=BEGIN, source="Folder",
                    expires_on=ends if kind == "checked" else None,
                )  # fmt: skip
        make_ready(elena, participants=taken)

    def week(self, number: int) -> set[Key]:
        """What rings at the beginning of a week; afterwards the coordinator works."""
        day = BEGIN + timedelta(days=7 * number + self.dice.randint(0, 2))
        with clock.stopped_at(at(day)), acting_as(self.world.elena) as elena:
            rings = ringing(elena)
            self.rang.update(each.alarm.key for each in rings)
            for each in rings:
                self._answer(elena, each, day)
            self._happen(elena)
            after = {each.key for each in ringing(elena)}
            with connection.cursor() as cursor:
                assert after == expected(cursor, day)
        return after

    def _answer(self, elena: Actor, each: Ringing, day: date) -> None:
        thrown = self.dice.random()
        kind, due = each.alarm.key, each.due
        if thrown < 0.03:
            actions.dismiss_alarm(elena, ringing=each, reason="Not now.")
        elif kind.startswith("contact_") and thrown < 0.75:
            self._speak(elena, self.matches[due.thing_id], kind.removeprefix("contact_"), day)
        elif kind == "wellbeing" and thrown < 0.5:
            mentor = Participant.objects.get(pk=due.participant_id)
            actions.note_wellbeing(elena, participant=mentor, state="good")
        elif kind == "check_expiring" and thrown < 0.3:
            mentor = Participant.objects.get(pk=due.participant_id)
            record_evidence(
                elena, participant=mentor, kind="checked", dated_on=day, source="Folder",
                expires_on=day + timedelta(days=400),
            )  # fmt: skip
        elif kind == "wish" and thrown < 0.6:
            person_id = Participant.objects.values_list("person_id", flat=True).get(
                pk=due.participant_id
            )
            for wish in Wish.objects.filter(person_id=person_id, settled_at=None):
                mentoring.settle_wish(elena, wish=wish)

    def _speak(self, elena: Actor, match: Match, whom: str, day: date) -> None:
        is_reached = self.dice.random() < 0.9
        back = min(self.dice.randint(0, 4), (day - match.agreed_on).days)
        actions.log_contact(
            elena, match=match, whom=whom, held_on=day - timedelta(days=back),
            minutes=10 if is_reached else 0, channel="phone", nature="check_in",
            safety=CALM, is_reached=is_reached,
        )  # fmt: skip

    def _happen(self, elena: Actor) -> None:
        """Some come to a group, somebody asks to be called, a pair ends or rests."""
        live = [match for match in self.matches.values() if match.is_live]
        came = self.dice.sample([match.mentor_id for match in live], k=len(live) // 7)
        actions.record_gathering(
            elena, organisation_id=self.world.organisation_id, title="Mentors meet",
            kind=self.dice.choice(["group", "training", "exchange", "community"]),
            held_on=clock.today(), participants=set(came),
        )  # fmt: skip
        asking = self.dice.choice(live)
        with acting_as(Actor(account_id=asking.mentee_person_id)) as person:
            mentoring.wish(person, organisation_id=asking.organisation_id, kind="call")
        for match in self.dice.sample(live, k=len(live) // 3):
            self._meet(match)
        for match in self.dice.sample(live, k=1):
            due_on = clock.today() + timedelta(days=self.dice.randint(7, 60))
            meetings.add_goal(elena, match=match, title="A job interview", due_on=due_on)
        ending, resting = self.dice.sample(live, k=2)
        if self.dice.random() < 0.4:
            mentoring.end_match(elena, match=ending, why="Found work")
        step = "resume" if resting.state == "on_hold" else "hold"
        if resting.pk != ending.pk and resting.state in ("running", "on_hold"):
            mentoring.take_match_step(elena, match=resting, step=step, why="Travels")
        for match in (ending, resting):
            self.matches[match.pk] = Match.objects.select_related("mentee").get(pk=match.pk)

    def _meet(self, match: Match) -> None:
        """The mentor writes down a meeting of the last days."""
        back = min(self.dice.randint(0, 6), (clock.today() - match.agreed_on).days)
        with acting_as(Actor(account_id=match.mentor_person_id)) as mentor:
            met = meetings.Told(clock.today() - timedelta(days=back), 60)
            meetings.log_meeting(
                mentor, match=match, told=met, client_id=uuid4(), source=Source.PAGE
            )


def told(world: World, pairs: int) -> Year:
    year = Year(world, pairs)
    rang = [len(year.week(number)) for number in range(WEEKS)]
    assert min(rang) > 0
    assert year.rang.keys() >= SEEN - {"unanswered"}
    return year


@pytest.mark.django_db
def test_a_year_of_100_pairs_rings_as_the_oracle_says(world: World) -> None:
    year = told(world, 100)
    assert sum(year.rang.values()) > 1_000


@pytest.mark.long
@pytest.mark.django_db
def test_a_year_of_500_pairs_rings_as_the_oracle_says(world: World) -> None:
    year = told(world, 500)
    assert sum(year.rang.values()) > 5_000
