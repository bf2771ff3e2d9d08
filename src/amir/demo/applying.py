"""How Bologna began: the roles are opened, people apply, and are chosen and trained."""

from datetime import timedelta
from typing import Any

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor
from amir.participants.actions import change_participant, make_ready
from amir.participants.enums import Side
from amir.participants.models import Participant
from amir.programmes.models import Programme
from amir.programmes.queries import settings_of
from amir.recruiting import actions
from amir.recruiting.actions.applying import Answers, Begun
from amir.recruiting.actions.deciding import Wanted
from amir.recruiting.actions.sending import Consented
from amir.recruiting.enums import Intake
from amir.recruiting.models import Opening
from amir.recruiting.queries import criteria_of, opening_of
from amir.recruiting.rules import MODULES, MUST, NO, ORIENTATION, YES

from .facts import first_year
from .moments import on_day
from .story import coordinator_of
from .world import organisation_id

# Given out to nobody: the ranges that lists use, with another third group.
PHONE = "+39 340 001 {:04d}"
COUNTRY = "IT"


def apply_and_be_chosen(facts: dict[str, Any]) -> None:
    """Everybody of the first year, from the poster to "ready for a match"; nothing if told."""
    told = first_year()
    elena = coordinator_of(told["partner"])
    with acting_as(elena):
        if Opening.objects.filter(organisation_id=organisation_id(told["partner"])).exists():
            return
    roles = _open_roles(facts, elena)
    people = [(side, pair[side]) for pair in told["pairs"] for side in Side.values]
    for number, (side, who) in enumerate(people):
        participant = _apply(elena, roles[side], who, number)
        _choose(elena, participant, who, number)
    with on_day(told["paired"] + 1, elena):
        at = organisation_id(told["partner"])
        chosen = Participant.objects.filter(organisation_id=at).order_by("created_at", "pk")
        make_ready(elena, participants=list(chosen))


def _open_roles(facts: dict[str, Any], elena: Actor) -> dict[str, Opening]:
    told = first_year()
    at = organisation_id(told["partner"])
    with on_day(told["opened"], elena):
        programme = Programme.objects.get(key=facts["key"])
        actions.tell_stakeholder(
            elena, organisation_id=at, programme_id=programme.pk, informed_on=clock.today(),
            **told["stakeholder"],
        )  # fmt: skip
        return {
            side: actions.open_role(
                elena, organisation_id=at, programme_id=programme.pk, side=side
            )
            for side in Side.values
        }  # fmt: skip


def _apply(elena: Actor, role: Opening, who: dict[str, Any], number: int) -> Participant:
    """Question by question on the own phone, or together with Elena."""
    actor = elena if who.get("helped") else VISITOR
    with on_day(first_year()["applied"], actor, minutes=20 * number):
        channel = Intake.HELPED if who.get("helped") else Intake.OWN
        begun: Begun = actions.begin(actor, opening=role, language=who["language"], channel=channel)
        for step, answer in _answers(who, number).items():
            actions.keep_answer(begun.enquiry, step=step, answer=answer)
        consented = Consented(
            agreed=True, understood="explained", explained_by=first_year()["interpreter"]
        )
        return actions.send(begun.enquiry, consented=consented)


def _answers(who: dict[str, Any], number: int) -> Answers:
    return {
        "name": who["name"], "phone": PHONE.format(number), "adult": YES,
        "languages": who["speaks"], "place": who["town"], "themes": who["themes"],
        "time": ["evenings", "weekends"], "years": who["years"],
        "heard": {"heard": who["heard"], "referrer": who.get("referrer", "")},
    }  # fmt: skip


def _choose(elena: Actor, participant: Participant, who: dict[str, Any], number: int) -> None:
    """Interview, references and record check, training or orientation, and the decision."""
    with on_day(first_year()["screened"], elena, minutes=20 * number):
        today = clock.today()
        actions.record_interview(
            elena, participant=participant, held_on=today, mode="face", minutes=40
        )
        modules = [ORIENTATION]
        if participant.side == Side.MENTOR:
            _look_into(elena, participant)
            modules = settings_of(participant.programme_id)[MODULES.key]
            change_participant(elena, participant=participant, capacity=who.get("places", 1))
        _version, criteria = criteria_of(opening_of(participant))
        answers = {each["key"]: YES if each["kind"] == MUST else NO for each in criteria}
        actions.decide_application(elena, participant=participant, wanted=Wanted("accept", answers))
        actions.record_modules(
            elena, participant=participant, modules=modules, passed_on=today,
            **first_year()["training"],
        )  # fmt: skip


def _look_into(elena: Actor, mentor: Participant) -> None:
    """Two people recommend a mentor, and the record check says nothing against them."""
    today = clock.today()
    for name in ("Parish office", "Adult school"):
        reference = actions.ask_reference(
            elena, participant=mentor, name=name, requested_on=today - timedelta(days=4)
        )
        actions.receive_reference(elena, reference=reference, outcome="good", received_on=today)
    actions.record_check(
        elena, participant=mentor, kind="Casellario giudiziale", country=COUNTRY, seen_on=today,
        result="clear",
    )  # fmt: skip
