"""Registering, steps with their gates, two coordinators at once, and taking back."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.organisations.models import Membership
from amir.participants.actions import (
    NewEvidence,
    NewParticipant,
    change_participant,
    decide,
    make_ready,
    record_evidence,
    record_evidence_many,
    register_participants,
    take_back_steps,
    take_step,
    take_steps,
)
from amir.participants.lifecycle import State
from amir.participants.models import Application, Need, Participant, StateChange
from amir.participants.queries import history_of, participants_visible_to, screenings_of
from amir.people.actions import NewPerson, register_people

from .conftest import DAY, Register

pytestmark = pytest.mark.django_db


def prove(actor: Actor, participant: Participant, *kinds: str) -> None:
    for kind in kinds:
        record_evidence(
            actor, participant=participant, kind=kind, dated_on=DAY, source="paper in the folder"
        )


def states(actor: Actor) -> dict[UUID, str]:
    return dict(participants_visible_to(actor).values_list("pk", "state"))


def test_registering_keeps_application_needs_and_opens_part(
    elena: Actor, register: Register
) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee", needs=("housing", "work"), received_on=DAY)
        assert (yusuf.state, yusuf.waiting_since) == (State.APPLICANT, DAY)
        applications = Application.objects.values_list("received_on", "channel")
        assert list(applications) == [(DAY, "desk")]
        assert list(Need.objects.values_list("theme", "rank")) == [("housing", 1), ("work", 2)]
    with acting_as(Actor(account_id=yusuf.person_id)) as himself:
        assert [p.pk for p in participants_visible_to(himself)] == [yusuf.pk]
        # "part": who works in my organisation.
        assert Membership.objects.count() == 1


def test_registering_twice_on_a_side_is_refused(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina = register(elena, "Amina", "mentor")
        with pytest.raises(Refused, match="already takes part"):
            register_participants(elena, people=[NewParticipant(amina.person, "mentor")])
        register_participants(elena, people=[NewParticipant(amina.person, "mentee")])
        assert participants_visible_to(elena).count() == 2


def test_registering_elsewhere_is_not_allowed(
    elena: Actor, nikos: Actor, register: Register
) -> None:
    with acting_as(elena):
        amina = register(elena, "Amina", "mentor")
    with acting_as(nikos):
        assert list(participants_visible_to(nikos)) == []
        with pytest.raises(NotAllowed):
            register_participants(nikos, people=[NewParticipant(amina.person, "mentee")])
        with pytest.raises(NotAllowed):
            take_step(nikos, participant=amina, step="accept")
        with pytest.raises(NotAllowed):
            prove(nikos, amina, "trained")
        with pytest.raises(NotAllowed):
            change_participant(nikos, participant=amina, capacity=3)


def test_registering_two_hundred_takes_as_many_queries_as_two(elena: Actor, bologna: UUID) -> None:
    def count(number: int) -> int:
        new = [NewPerson(preferred_name=f"Person {n}", language="it") for n in range(number)]
        people = register_people(elena, organisation_id=bologna, people=new)
        with CaptureQueriesContext(connection) as queries:
            taken = register_participants(
                elena, people=[NewParticipant(p, "mentor", needs=("work",)) for p in people]
            )
            record_evidence_many(
                elena,
                records=[
                    NewEvidence(p, kind, DAY, "list.xlsx!2")
                    for p in taken
                    for kind in ("checked", "trained", "consented")
                ],
            )
            make_ready(elena, participants=taken)
        return len(queries)

    with acting_as(elena):
        assert count(2) == count(200) == 26
        assert set(states(elena).values()) == {State.AVAILABLE}


def test_mentor_is_not_trained_without_evidence(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina = register(elena, "Amina", "mentor")
        take_step(elena, participant=amina, step="accept")
        with pytest.raises(Refused, match="Trained"):
            take_step(elena, participant=amina, step="complete_training")
        prove(elena, amina, "trained")
        take_step(elena, participant=amina, step="complete_training")
        with pytest.raises(Refused, match=r"^Evidence is missing: Record checked, Consented\.$"):
            take_step(elena, participant=amina, step="make_available")
        prove(elena, amina, "checked", "consented")
        take_step(elena, participant=amina, step="make_available")
        assert [change.step for change in history_of(amina)] == [
            "accept", "complete_training", "make_available",
        ]  # fmt: skip
        assert (amina.state, amina.version) == (State.AVAILABLE, 4)


def test_mentee_needs_consent_only_and_no_training(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        take_step(elena, participant=yusuf, step="accept")
        prove(elena, yusuf, "consented")
        with pytest.raises(Refused, match="mentors only"):
            take_step(elena, participant=yusuf, step="complete_training")
        take_step(elena, participant=yusuf, step="make_available")
        assert states(elena)[yusuf.pk] == State.AVAILABLE


def test_expired_evidence_closes_the_gate(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina = register(elena, "Amina", "mentor")
        prove(elena, amina, "trained", "consented")
        record_evidence(
            elena, participant=amina, kind="checked", dated_on=DAY, expires_on=DAY, source="paper"
        )
        take_step(elena, participant=amina, step="accept")
        with pytest.raises(Refused, match=r"missing: Record checked\."):
            take_step(elena, participant=amina, step="make_available")


def test_steps_follow_the_lifecycle_only(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        with pytest.raises(Refused, match="“Ready for a match” is not possible now"):
            take_step(elena, participant=yusuf, step="make_available")
        with pytest.raises(Refused, match="no such step"):
            take_step(elena, participant=yusuf, step="promote")
        assert list(history_of(yusuf)) == []


def test_second_coordinator_overwrites_nothing(
    elena: Actor, sofia: Actor, register: Register
) -> None:
    with acting_as(elena):
        hers = register(elena, "Yusuf", "mentee")
        take_step(elena, participant=hers, step="refuse")
    with acting_as(sofia):
        stale = participants_visible_to(sofia).get()
        stale.version, stale.state = 1, State.APPLICANT
        with pytest.raises(Stale, match="Somebody else"):
            take_step(sofia, participant=stale, step="accept")
        with pytest.raises(Stale, match="Somebody else"):
            change_participant(sofia, participant=stale, capacity=2)
        assert states(sofia) == {hers.pk: State.REFUSED}


def test_bulk_moves_who_can_and_says_why_not(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina, yusuf = register(elena, "Amina", "mentor"), register(elena, "Yusuf", "mentee")
        take_step(elena, participant=yusuf, step="accept")
        taken = take_steps(elena, participants=[amina, yusuf], step="accept")
        assert taken.done == [amina]
        assert [(p.pk, why) for p, why in taken.refused] == [
            (yusuf.pk, "“Accept” is not possible now: the state is “Accepted”.")
        ]


def test_ready_people_go_all_the_way_and_back(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina, yusuf = register(elena, "Amina", "mentor"), register(elena, "Yusuf", "mentee")
        farid = register(elena, "Farid", "mentor")
        prove(elena, amina, "trained", "checked", "consented")
        prove(elena, yusuf, "consented")
        everybody = [amina, yusuf, farid]
        taken = make_ready(elena, participants=everybody)
        assert states(elena) == {
            amina.pk: State.AVAILABLE, yusuf.pk: State.AVAILABLE, farid.pk: State.APPLICANT,
        }  # fmt: skip
        assert [p.pk for p, _ in taken.refused] == [farid.pk]
        take_step(elena, participant=yusuf, step="leave", why="moved away")
        undone = take_back_steps(elena, batch=taken.batch)
        assert [p.pk for p in undone.done] == [amina.pk]
        assert [p.pk for p, _ in undone.refused] == [yusuf.pk]
        assert states(elena)[amina.pk] == State.APPLICANT


def test_bulk_can_be_taken_back_for_thirty_days(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina = register(elena, "Amina", "mentor")
        taken = take_steps(elena, participants=[amina], step="accept")
        later = clock.now() + timedelta(days=30, minutes=1)
        with clock.stopped_at(later), pytest.raises(Refused, match="cannot be found any more"):
            take_back_steps(elena, batch=taken.batch)
        with clock.stopped_at(later - timedelta(minutes=2)):
            assert len(take_back_steps(elena, batch=taken.batch).done) == 1


def test_leaving_closes_what_participants_see(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        take_step(elena, participant=yusuf, step="leave")
    with acting_as(Actor(account_id=yusuf.person_id)):
        assert Membership.objects.count() == 0
    with acting_as(elena):
        take_step(elena, participant=yusuf, step="return")
    with acting_as(Actor(account_id=yusuf.person_id)):
        assert Membership.objects.count() == 1


def test_refusal_needs_a_reason_and_is_kept(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        yusuf = register(elena, "Yusuf", "mentee")
        with pytest.raises(Refused, match="Say why"):
            decide(elena, participant=yusuf, decision="refuse")
        decide(elena, participant=yusuf, decision="refuse", reason="Lives in another city",
               criteria={"lives_here": "no"})  # fmt: skip
        kept = screenings_of(yusuf).values_list("decision", "reason", "criteria", "decided_by")
        assert list(kept) == [
            ("refuse", "Lives in another city", {"lives_here": "no"}, elena.account_id)
        ]


def test_changes_are_counted_and_keep_the_order_of_needs(elena: Actor, register: Register) -> None:
    with acting_as(elena):
        amina = register(elena, "Amina", "mentor", needs=("work",))
        change_participant(elena, participant=amina, capacity=3, needs=("finance", "work"))
        amina = participants_visible_to(elena).get()
        assert (amina.capacity, amina.version) == (3, 2)
        assert [n.theme for n in amina.needs.all()] == ["finance", "work"]
        with pytest.raises(Refused, match="between 0 and 20"):
            change_participant(elena, participant=amina, capacity=21)
        assert StateChange.objects.count() == 0
