"""Choosing: what must be there, who decides, what the person reads."""

from datetime import date, timedelta

import pytest

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.messages.models import Delivery
from amir.organisations.models import Organisation
from amir.participants.actions import make_ready, take_step
from amir.participants.lifecycle import State
from amir.participants.models import Participant, Screening
from amir.participants.queries import standings_of
from amir.participants.readiness import Evidence, Standing
from amir.recruiting import actions
from amir.recruiting.actions.deciding import Wanted
from amir.recruiting.describing import default_criteria
from amir.recruiting.models import Referral, Verdict
from amir.recruiting.queries import my_verdict
from amir.recruiting.rules import counts_until
from tests.consortium import SETUP, Consortium, actor_of, also

from .conftest import Roles, apply

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def fit(side: str) -> dict[str, str]:
    """Every criterion answered as it must be."""
    items = default_criteria(side)
    return {item["key"]: "yes" if item["kind"] == "must" else "no" for item in items}


def prepare(elena: Actor, mentor: Participant) -> None:
    """An interview and two references."""
    today = clock.today()
    actions.record_interview(elena, participant=mentor, held_on=today, mode="face", minutes=45)
    for name in ("Rosa", "Ali"):
        asked = actions.ask_reference(elena, participant=mentor, name=name)
        actions.receive_reference(elena, reference=asked, outcome="good", received_on=today)


def accept(elena: Actor, participant: Participant) -> Verdict:
    """Accept somebody who fits."""
    wanted = Wanted("accept", fit(participant.side))
    return actions.decide_application(elena, participant=participant, wanted=wanted)


def test_mentor_is_accepted_with_interview_references_and_criteria(
    elena: Actor, amina: Participant
) -> None:
    with acting_as(elena):
        with pytest.raises(Refused):
            accept(elena, amina)
        prepare(elena, amina)
        accept(elena, amina)
        amina.refresh_from_db()
        assert amina.state == State.ACCEPTED
        assert Screening.objects.get(participant=amina).decided_by == elena.account_id
        sent = Delivery.objects.filter(account_id=amina.person_id, template="application_decided")
        assert sent.count() == 1


def test_nobody_is_accepted_past_the_page_of_their_application(
    elena: Actor, amina: Participant
) -> None:
    with acting_as(elena):
        with pytest.raises(Refused, match="applied with our form"):
            take_step(elena, participant=amina, step="accept")
        taken = make_ready(elena, participants=[amina])
        assert taken.done == []


def test_refusal_needs_criterion_and_reason_and_is_read_in_their_language(
    elena: Actor, roles: Roles
) -> None:
    yusuf = apply(roles.mentee, language="it")
    with acting_as(elena):
        for wanted in (
            Wanted("refuse", {}),
            Wanted("refuse", {}, criterion="time"),
            Wanted("refuse", {}, criterion="unknown", reason="no_time"),
        ):
            with pytest.raises(Refused):
                actions.decide_application(elena, participant=yusuf, wanted=wanted)
        wanted = Wanted("refuse", {"time": "no"}, criterion="time", reason="no_time")
        actions.decide_application(elena, participant=yusuf, wanted=wanted)
        said = Screening.objects.get(participant=yusuf).reason
    assert said != "A match needs more time than you have now."
    with acting_as(Actor(account_id=yusuf.person_id)):
        mine = my_verdict(yusuf)
        assert mine is not None
        assert (mine.ruling, mine.criterion, mine.reason) == ("refuse", "time", "no_time")


def test_waiting_list_leaves_the_application_open(elena: Actor, yusuf: Participant) -> None:
    with acting_as(elena):
        wanted = Wanted("wait", {}, criterion="time", reason="full")
        actions.decide_application(elena, participant=yusuf, wanted=wanted)
        yusuf.refresh_from_db()
        assert yusuf.state == State.APPLICANT


def test_criteria_that_changed_meanwhile_are_not_decided_by(
    elena: Actor, roles: Roles, yusuf: Participant
) -> None:
    with acting_as(elena):
        actions.write_criteria(
            elena, opening=roles.mentee,
            items=[{"key": "", "kind": "must", "label": "Lives in Bologna"}],
        )  # fmt: skip
        with pytest.raises(Refused, match="changed meanwhile"):
            actions.decide_application(
                elena, participant=yusuf, criteria_version=0,
                wanted=Wanted("wait", {}, criterion="time", reason="full"),
            )  # fmt: skip


def test_minor_is_accepted_by_two_people(
    consortium: Consortium, elena: Actor, roles: Roles
) -> None:
    guardian = {"name": "Huda", "phone": "+39340777009", "agrees": True,
                "birth_year": clock.today().year - 16}  # fmt: skip
    with pytest.raises(Refused):
        apply(roles.mentee, adult="no", guardian=guardian)
    with acting_as(SETUP):
        Organisation.objects.filter(pk=consortium.casa.pk).update(takes_minors=True)
    with pytest.raises(Refused):
        apply(roles.mentee, adult="no")
    sami = apply(roles.mentee, adult="no", guardian=guardian)
    also(consortium.carla, consortium.casa, "coordinator", "Carla")
    carla = actor_of(consortium.carla)
    with acting_as(elena):
        actions.record_interview(
            elena, participant=sami, held_on=clock.today(), mode="face", minutes=30
        )
        assert accept(elena, sami).is_first_of_two
        assert accept(elena, sami).is_first_of_two, "the same person does not count twice"
        sami.refresh_from_db()
        assert sami.state == State.APPLICANT
    with acting_as(carla):
        accept(carla, sami)
        sami.refresh_from_db()
        assert sami.state == State.ACCEPTED


def test_check_against_somebody_denies_and_keeps_no_certificate(
    elena: Actor, amina: Participant
) -> None:
    with acting_as(elena):
        actions.record_check(
            elena, participant=amina, kind="Casellario", country="it", result="against",
            seen_on=clock.today(),
        )  # fmt: skip
        held = standings_of([amina])[amina.pk]
    assert held[Evidence.SCREENING] is Standing.DENIED


@pytest.mark.parametrize(
    ("seen", "months", "until"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 6, 3), 36, date(2028, 6, 3)),
        (date(2025, 12, 31), 12, date(2026, 12, 31)),
    ],
)
def test_check_counts_until_the_same_day_of_a_later_month(
    seen: date, months: int, until: date
) -> None:
    assert counts_until(seen, months) == until


def test_referrer_is_told_once_somebody_arrived(elena: Actor, yusuf: Participant) -> None:
    with acting_as(elena):
        actions.record_referral(
            elena, participant=yusuf, heard="office", referrer="Sportello", contact="a@b.it"
        )
        held = Referral.objects.get(participant=yusuf)
        assert (held.referrer, held.acknowledged_on) == ("Sportello", None)
        actions.acknowledge_referral(elena, referral=held)
        assert Referral.objects.get(participant=yusuf).acknowledged_on == clock.today()


def test_nobody_else_writes_about_an_applicant(consortium: Consortium, yusuf: Participant) -> None:
    for account in (consortium.kostas, consortium.nour, consortium.carla):
        actor = actor_of(account)
        with acting_as(actor), pytest.raises(NotAllowed):
            actions.record_interview(
                actor, participant=yusuf, held_on=clock.today(), mode="face", minutes=30
            )


def test_days_to_come_are_refused(elena: Actor, yusuf: Participant) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with acting_as(elena), pytest.raises(Refused):
        actions.record_interview(
            elena, participant=yusuf, held_on=tomorrow, mode="face", minutes=30
        )
