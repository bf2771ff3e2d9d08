"""M01-M13, M42, M44, M48: each fails when its rule is switched off."""

from datetime import timedelta

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.participants.actions import make_ready
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import standings_of
from amir.participants.readiness import is_ready
from amir.recruiting import actions
from amir.recruiting.actions.deciding import Wanted
from amir.recruiting.actions.sending import Consented
from amir.recruiting.describing import default_criteria
from amir.recruiting.enums import Intake
from amir.recruiting.models import Connection, Stakeholder, Verdict
from amir.recruiting.queries import description_of, lapsing_checks
from tests.consortium import Consortium
from tests.recruiting import conftest as people
from tests.recruiting.conftest import ANSWERS, Roles, begun
from tests.recruiting.test_screening import accept, fit, prepare

places, elena = people.places, people.elena
roles, amina, yusuf = people.roles, people.amina, people.yusuf
pytestmark = pytest.mark.django_db(databases=["default", "aside"])
TEXTS = dict.fromkeys(("benefits", "tasks", "support", "challenges", "eligibility"), "Words.")
TOPICS = [
    "role", "boundaries", "confidentiality", "culture", "safeguarding", "trauma", "services",
    "closure",
]  # fmt: skip


def train(elena: Actor, participant: Participant, modules: list[str], minutes: int) -> None:
    actions.record_modules(
        elena, participant=participant, modules=modules, minutes=minutes,
        passed_on=clock.today(), source="Course list",
    )  # fmt: skip


def check(elena: Actor, participant: Participant, *, days_ago: int = 0) -> None:
    actions.record_check(
        elena, participant=participant, kind="Casellario", country="IT", result="clear",
        seen_on=clock.today() - timedelta(days=days_ago),
    )  # fmt: skip


def test_m01_role_is_described_in_all_its_parts_per_language(elena: Actor, roles: Roles) -> None:
    with acting_as(elena):
        for part in TEXTS:
            with pytest.raises(Refused):
                actions.describe_role(
                    elena, opening=roles.mentor, language="ar", texts=TEXTS | {part: " "}
                )
        actions.describe_role(elena, opening=roles.mentor, language="ar", texts=TEXTS)
        assert description_of(roles.mentor, "ar") == TEXTS
        assert description_of(roles.mentor, "it") != TEXTS


def test_m02_decision_is_by_versioned_criteria_with_criterion_and_decider(
    elena: Actor, roles: Roles, amina: Participant
) -> None:
    with acting_as(elena):
        written = actions.write_criteria(
            elena, opening=roles.mentor, items=default_criteria("mentor")
        )
        prepare(elena, amina)
        unsettled = Wanted("accept", fit("mentor") | {"settled": "no"})
        with pytest.raises(Refused):
            actions.decide_application(elena, participant=amina, wanted=unsettled)
        verdict = accept(elena, amina)
        held = Verdict.objects.get(pk=verdict.pk)
    assert (held.criteria_version, held.criterion) == (written.version, "adult")
    assert (held.decided_by, held.answers["settled"]) == (elena.account_id, "yes")


def test_m03_staff_fill_in_an_application_and_nobody_else_in_their_name(
    elena: Actor, roles: Roles, amina: Participant
) -> None:
    with acting_as(elena):
        made = actions.begin(elena, opening=roles.mentee, language="ar", channel=Intake.HELPED)
    assert (made.enquiry.channel, made.enquiry.helped_by) == ("helped", elena.account_id)
    somebody = Actor(account_id=amina.person_id)
    with acting_as(somebody), pytest.raises(NotAllowed):
        actions.begin(somebody, opening=roles.mentee, language="ar", channel=Intake.HELPED)


def test_m04_nobody_is_accepted_before_an_interview(elena: Actor, yusuf: Participant) -> None:
    with acting_as(elena):
        with pytest.raises(Refused):
            accept(elena, yusuf)
        actions.record_interview(
            elena, participant=yusuf, held_on=clock.today(), mode="video", minutes=40
        )
        accept(elena, yusuf)
        yusuf.refresh_from_db()
        assert yusuf.state == State.ACCEPTED


def test_m05_lapsed_check_allows_no_match_and_warns(elena: Actor, amina: Participant) -> None:
    with acting_as(elena):
        prepare(elena, amina)
        accept(elena, amina)
        train(elena, amina, TOPICS, 30)
        check(elena, amina)
        assert is_ready(standings_of([amina])[amina.pk])
        with clock.stopped_at(clock.now() + timedelta(days=3 * 366)):
            assert not is_ready(standings_of([amina])[amina.pk])
            assert [row.participant_id for row in lapsing_checks([amina.organisation_id])] == [
                amina.pk
            ]


def test_m06_mentor_needs_two_references_that_recommend(elena: Actor, amina: Participant) -> None:
    with acting_as(elena):
        today = clock.today()
        actions.record_interview(elena, participant=amina, held_on=today, mode="face", minutes=40)
        for name, outcome in (("Rosa", "good"), ("Ali", "doubts"), ("Mei", "good")):
            with pytest.raises(Refused):
                accept(elena, amina)
            asked = actions.ask_reference(elena, participant=amina, name=name)
            actions.receive_reference(elena, reference=asked, outcome=outcome, received_on=today)
        accept(elena, amina)


def test_m07_specialist_help_leads_to_a_service_that_acknowledges(
    elena: Actor, yusuf: Participant
) -> None:
    with acting_as(elena):
        bare = Wanted("route", {"crisis": "yes"}, criterion="crisis", reason="specialist")
        with pytest.raises(Refused):
            actions.decide_application(elena, participant=yusuf, wanted=bare)
        wanted = Wanted(
            "route", {"crisis": "yes"}, criterion="crisis", reason="specialist",
            service="Centro donna", service_contact="051 000",
        )  # fmt: skip
        verdict = actions.decide_application(elena, participant=yusuf, wanted=wanted)
        yusuf.refresh_from_db()
        assert yusuf.state == State.APPLICANT, "not a rejection"
        actions.acknowledge_route(elena, verdict=verdict)
        assert Verdict.objects.get(pk=verdict.pk).acknowledged_on == clock.today()


def test_m09_consent_that_was_not_given_or_not_understood_does_not_count(roles: Roles) -> None:
    english, arabic = begun(roles.mentee, ANSWERS), begun(roles.mentee, ANSWERS, "ar")
    for enquiry, consented in (
        (english, Consented(agreed=False)),
        (arabic, Consented(agreed=True)),
    ):
        with pytest.raises(Refused):
            actions.send(enquiry, consented=consented)
    actions.send(arabic, consented=Consented(agreed=True, understood="myself"))


def test_m10_mentor_is_not_available_before_the_training_is_complete(
    elena: Actor, amina: Participant
) -> None:
    with acting_as(elena):
        prepare(elena, amina)
        accept(elena, amina)
        check(elena, amina)
        train(elena, amina, TOPICS, 10)
        amina.refresh_from_db()
        assert make_ready(elena, participants=[amina]).done == [], "80 minutes are too few"
        train(elena, amina, TOPICS, 20)
        assert make_ready(elena, participants=[amina]).done == [amina]


def test_m11_training_holds_every_required_topic(elena: Actor, amina: Participant) -> None:
    with acting_as(elena):
        prepare(elena, amina)
        accept(elena, amina)
        check(elena, amina)
        train(elena, amina, TOPICS[:-1], 60)
        amina.refresh_from_db()
        assert make_ready(elena, participants=[amina]).done == [], "saying goodbye is missing"
        train(elena, amina, TOPICS[-1:], 60)
        assert make_ready(elena, participants=[amina]).done == [amina]


def test_m12_mentor_alone_says_what_they_can_before_and_after(
    elena: Actor, amina: Participant, yusuf: Participant
) -> None:
    with acting_as(elena), pytest.raises(NotAllowed):
        actions.evaluate_oneself(elena, participant=amina, moment="before", marks={"role": 5})
    themself = Actor(account_id=amina.person_id)
    with acting_as(themself):
        for moment, mark in (("before", 2), ("after", 4)):
            held = actions.evaluate_oneself(
                themself, participant=amina, moment=moment, marks={"role": mark}
            )
            assert (held.moment, held.marks) == (moment, {"role": mark})


def test_m13_mentee_is_not_available_before_the_orientation(
    elena: Actor, yusuf: Participant
) -> None:
    with acting_as(elena):
        actions.record_interview(
            elena, participant=yusuf, held_on=clock.today(), mode="face", minutes=40
        )
        accept(elena, yusuf)
        yusuf.refresh_from_db()
        assert make_ready(elena, participants=[yusuf]).done == []
        train(elena, yusuf, ["orientation"], 45)
        assert make_ready(elena, participants=[yusuf]).done == [yusuf]


def test_m42_offices_that_were_told_are_written_down_by_name(
    consortium: Consortium, elena: Actor
) -> None:
    told = {"organisation_id": consortium.casa.pk, "programme_id": consortium.programme.pk,
            "contact": "Ms Rossi", "informed_on": clock.today()}  # fmt: skip
    with acting_as(elena):
        with pytest.raises(Refused):
            actions.tell_stakeholder(elena, office=" ", **told)
        actions.tell_stakeholder(elena, office="Sportello", **told)
        assert [row.office for row in Stakeholder.objects.all()] == ["Sportello"]


def test_m44_unfinished_and_refused_are_forgotten(
    elena: Actor, roles: Roles, yusuf: Participant
) -> None:
    begun(roles.mentor, {"name": "Rima"})
    with acting_as(elena):
        wanted = Wanted("refuse", {}, criterion="time", reason="no_time")
        actions.decide_application(elena, participant=yusuf, wanted=wanted)
    with clock.stopped_at(clock.now() + timedelta(days=200)):
        assert (actions.forget_unfinished(), actions.forget_refused()) == (1, 1)


def test_m48_support_with_phone_and_data_is_written_down(elena: Actor, yusuf: Participant) -> None:
    with acting_as(elena):
        told = {"participant": yusuf, "given_on": clock.today(), "worth_cents": 1_000}
        with pytest.raises(Refused):
            actions.record_connection(elena, support="gold", **told)
        actions.record_connection(elena, support="data", **told)
        assert [row.support for row in Connection.objects.all()] == ["data"]
