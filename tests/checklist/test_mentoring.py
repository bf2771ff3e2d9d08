"""The rules of the checklist from a proposal to an agreement, and those of protection.

M08, M14-M19, M30-M32, M45 and M47. Each test fails when its rule is off: see switches.py.
"""

from datetime import timedelta

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor, platform
from amir.core.errors import Refused
from amir.mentoring.actions import (
    add_interpreter,
    answer,
    answer_helper,
    ask_helper,
    bind_interpreter,
    book_interpreter,
    expire_askings,
    hold_unsigned,
    leave_match,
    plan_first_meeting,
    remind_of_first_meetings,
    share_number,
    sign_agreement,
    write_agreement,
)
from amir.mentoring.models import Agreement, FirstMeeting, Match, Proposal, Signature
from amir.mentoring.rules import answering, keeping
from amir.mentoring.terms import RULES
from amir.participants.models import Participant
from amir.people.models import Calling, Contact
from amir.safeguarding.actions import add_entry, escalate_concerns
from amir.safeguarding.models import Concern, ConcernClock
from amir.safeguarding.rules import MINDING
from tests.mentoring.conftest import World, build
from tests.mentoring.matched import (
    AMINAS_PHONE,
    a_match,
    both_sign,
    lead_of,
    messages_to,
    reported,
    yusuf,
)

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
WEEKLY = {
    "channel": "calls", "place_kind": "public", "frequency": "weekly", "minutes": 60, "months": 6,
}  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    return build()


def say(token: str, word: str = "yes") -> str:
    with acting_as(VISITOR):
        return answer(VISITOR, token=token, answer=word).state


def a_pair(world: World, **mentor: object) -> Proposal:
    world.take_up("Amina", "mentor", **mentor)
    world.take_up("Yusuf", "mentee")
    return world.proposals(world.plan())[0]


def matches(world: World) -> int:
    with acting_as(world.elena):
        return Match.objects.count()


def test_m08_both_commit_to_six_months_and_every_week_at_least(world: World) -> None:
    match = a_match(world)
    with acting_as(world.elena) as elena:
        drafted = Agreement.objects.get(match=match)
        assert (drafted.months, drafted.frequency) == (6, "weekly")
        for less in ({"months": 5}, {"frequency": "fortnightly"}):
            with pytest.raises(Refused):
                write_agreement(elena, match=match, **{**WEEKLY, **less})  # type: ignore[arg-type]


def test_m14_a_person_decides_with_reasons_kept_and_both_say_yes(world: World) -> None:
    proposal = a_pair(world)
    assert proposal.reasons
    mentee, mentor = world.ask(proposal)
    assert say(mentee) == "waiting"
    with acting_as(world.elena):
        Proposal.objects.filter(pk=proposal.pk).update(decided_by=None)
    assert say(mentor) == "over"
    assert matches(world) == 0
    with acting_as(world.elena) as elena:
        Proposal.objects.filter(pk=proposal.pk).update(decided_by=elena.account_id)
    assert say(mentor) == "agreed"
    assert matches(world) == 1


def test_m15_places_are_counted_in_the_transaction_that_takes_them(world: World) -> None:
    amina = world.take_up("Amina", "mentor", capacity=3)
    for name in ("Yusuf", "Rahel", "Omar"):
        world.take_up(name, "mentee")
    plan = world.plan()
    tokens = [world.ask(proposal) for proposal in world.proposals(plan)]
    first, *later = tokens
    for token in first:
        say(token)
    with acting_as(world.elena):
        Participant.objects.filter(pk=amina.pk).update(capacity=1)
    for pair in later:
        for token in pair:
            say(token)
    assert matches(world) == 1
    with acting_as(world.elena):
        states = sorted(Proposal.objects.filter(plan=plan).values_list("state", flat=True))
    assert states == ["agreed", "expired", "expired"]


def test_m16_a_question_is_over_after_three_days_and_the_next_is_looked_for(world: World) -> None:
    world.take_up("Basma", "mentor")
    proposal = a_pair(world)
    mentee, _mentor = world.ask(proposal)
    with clock.stopped_at(clock.now() + timedelta(days=2)), acting_as(answering()) as nobody:
        assert expire_askings(nobody) == 0
    with clock.stopped_at(clock.now() + timedelta(days=4)):
        assert say(mentee) == "expired"
        with acting_as(answering()) as nobody:
            assert expire_askings(nobody) == 1
        [following] = world.proposals(world.plan())
        assert following.mentee_id == proposal.mentee_id
        assert following.mentor_id != proposal.mentor_id


def test_m17_the_first_meeting_has_a_date_a_place_and_a_coordinator(world: World) -> None:
    match = a_match(world)
    when = {"match": match, "starts_at": clock.now() + timedelta(days=3), "place_kind": "office"}
    with acting_as(world.elena) as elena:
        with pytest.raises(Refused):
            plan_first_meeting(elena, **when, coordinator_id=match.mentor_person_id)  # type: ignore[arg-type]
        plan_first_meeting(elena, **when, place="Via Emilia 1")  # type: ignore[arg-type]
        meeting = FirstMeeting.objects.get()
        assert (meeting.place, meeting.coordinator_id) == ("Via Emilia 1", elena.account_id)
    before = clock.now() + timedelta(days=2, hours=1)
    with clock.stopped_at(before), acting_as(keeping()) as nobody:
        assert remind_of_first_meetings(nobody) == 1
    assert "first_meeting_soon" in messages_to(world, AMINAS_PHONE)


def test_m18_an_agreement_is_signed_by_both_in_time_with_a_trial_period(world: World) -> None:
    match = a_match(world)
    with clock.stopped_at(clock.now() + timedelta(days=22)), acting_as(keeping()) as nobody:
        assert hold_unsigned(nobody) == 1
    with yusuf(match) as person:
        sign_agreement(person, match=match, accepted=RULES.keys())
    with acting_as(world.elena):
        assert Agreement.objects.get().signed_on is None
        assert Match.objects.get().state == "on_hold"
    both_sign(match)
    with acting_as(world.elena):
        agreement = Agreement.objects.get()
        assert agreement.signed_on == clock.today()
        assert agreement.trial_until == clock.today() + timedelta(days=60)
        assert Match.objects.get().state == "running"
    with yusuf(match) as person:
        leave_match(person, match=match)
    with acting_as(world.elena):
        assert Match.objects.get().reason == "trial"


def test_m19_nobody_signs_without_accepting_every_rule(world: World) -> None:
    match = a_match(world)
    assert RULES.keys() == {"money", "pay", "home", "advice", "report"}
    for left_out in RULES:
        with yusuf(match) as person, pytest.raises(Refused):
            sign_agreement(person, match=match, accepted=RULES.keys() - {left_out})
    with yusuf(match) as person:
        sign_agreement(person, match=match, accepted=RULES.keys())
    with acting_as(world.elena):
        assert set(Signature.objects.get().rules) == RULES.keys()


def test_m30_a_concern_has_a_clock_and_only_leads_read_it(world: World) -> None:
    match, sara = a_match(world), lead_of(world)
    concern = reported(world, match.mentor_person_id)
    with acting_as(world.elena):
        assert Concern.objects.count() == ConcernClock.objects.count() == 0
    with acting_as(sara):
        due = ConcernClock.objects.get(concern_id=concern.pk).due_at
    assert clock.now() + timedelta(days=1) < due < clock.now() + timedelta(days=8)
    with clock.stopped_at(due), acting_as(platform(MINDING)) as nobody:
        assert escalate_concerns(nobody) == 1
    with acting_as(sara):
        assert ConcernClock.objects.get().times_told == 1


def test_m31_the_pair_pauses_while_a_concern_is_open(world: World) -> None:
    match, sara = a_match(world), lead_of(world)
    concern = reported(world, match.mentor_person_id)
    with acting_as(world.elena):
        assert Match.objects.get().suspended_at is not None
    with acting_as(sara):
        add_entry(sara, concern=concern, text="Called", state="closed")
    with acting_as(world.elena):
        assert Match.objects.get().suspended_at is None


def test_m32_numbers_are_hidden_until_both_consent(world: World) -> None:
    match = a_match(world)

    def seen() -> bool:
        with yusuf(match):
            return AMINAS_PHONE in set(Contact.objects.values_list("phone", flat=True))

    assert not seen()
    with acting_as(Actor(account_id=match.mentor_person_id)) as amina:
        share_number(amina, match=match)
    assert not seen()
    with yusuf(match) as person:
        share_number(person, match=match)
    assert seen()


def test_m45_an_interpreter_is_bound_to_confidentiality_before_a_booking(world: World) -> None:
    match = a_match(world)
    booking = {"match": match, "starts_at": clock.now() + timedelta(days=1), "minutes": 60,
               "mode": "there"}  # fmt: skip
    with acting_as(world.elena) as elena:
        rahma = add_interpreter(
            elena, organisation_id=world.organisation_id, name="Rahma", languages=["so", "it"]
        )
        with pytest.raises(Refused):
            book_interpreter(elena, interpreter=rahma, **booking)  # type: ignore[arg-type]
        bind_interpreter(elena, interpreter=rahma, bound_on=clock.today())
        assert book_interpreter(elena, interpreter=rahma, **booking).interpreter == rahma  # type: ignore[arg-type]


def test_m47_a_peer_and_a_host_mentor_help_one_person_together(world: World) -> None:
    match = a_match(world)
    chiara = world.take_up("Chiara", "mentor")
    with acting_as(world.elena) as elena:
        helper = ask_helper(elena, match=match, kind="host", mentor=chiara)
    with acting_as(Actor(account_id=chiara.person_id)) as person:
        answer_helper(person, helper=helper, answer="yes", accepted=RULES.keys())
    with yusuf(match):
        names = set(Calling.objects.values_list("preferred_name", flat=True))
    assert names == {"Yusuf", "Amina", "Chiara"}
