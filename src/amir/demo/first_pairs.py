"""How the first pairs of Bologna come together: a plan, two yes, a first meeting, an agreement."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.tasks import run_here
from amir.mentoring import actions
from amir.mentoring.actions.planning import SOLVE
from amir.mentoring.models import Match, Plan, Proposal
from amir.mentoring.terms import RULES
from amir.people.queries import callings_of
from amir.programmes.models import Programme

from .facts import first_year
from .moments import days_ago, on_day, person
from .story import answer_as_asked, coordinator_of
from .world import organisation_id

PLACE = "Biblioteca Salaborsa, Bologna"


def match_first(facts: dict[str, Any]) -> None:
    """Everybody of the first year gets their other half; nothing if they have."""
    told = first_year()
    elena, at = coordinator_of(told["partner"]), organisation_id(told["partner"])
    with on_day(told["paired"], elena):
        programme = Programme.objects.get(key=facts["key"])
        if Plan.objects.filter(organisation_id=at, as_of__lte=clock.today()).exists():
            return
        plan = actions.start_plan(elena, organisation_id=at, programme_id=programme.pk)
        run_here(SOLVE, elena, plan.work_id, plan_id=str(plan.pk))
        plan.refresh_from_db()
        proposals = Proposal.objects.filter(plan=plan).order_by("mentee__created_at")
        asked = actions.accept_proposals(elena, plan=plan, proposals=list(proposals))
    for number, each in enumerate(asked):
        with on_day(told["paired"] - 1, elena, minutes=number):
            answer_as_asked(each.asking, "yes")
    for key, match in first_matches(elena).items():
        _meet_and_sign(elena, match, pair_of(key))


def first_matches(elena: Actor) -> dict[str, Match]:
    """The matches of the first year, by the names that the story gives them."""
    told = first_year()
    keys = {pair["mentee"]["name"]: pair["key"] for pair in told["pairs"]}
    began = days_ago(told["paired"] - 1)
    with acting_as(elena):
        found = list(Match.objects.filter(
            organisation_id=organisation_id(told["partner"]), agreed_on__lte=began,
        ).select_related("mentee", "mentor"))  # fmt: skip
        names = callings_of(elena, [match.mentee_person_id for match in found])
    return {keys[names[match.mentee_person_id].preferred_name]: match for match in found}


def pair_of(key: str) -> dict[str, Any]:
    """What the story tells of a pair."""
    return next(pair for pair in first_year()["pairs"] if pair["key"] == key)


def sides_of(match: Match) -> dict[str, UUID]:
    """The two people of a match, by side."""
    return {"mentee": match.mentee_person_id, "mentor": match.mentor_person_id}


def _meet_and_sign(elena: Actor, match: Match, pair: dict[str, Any]) -> None:
    """A first meeting with Elena, and what the two agree on; they sign on the day after."""
    began = first_year()["paired"] - 1
    with on_day(began, elena):
        actions.plan_first_meeting(
            elena, match=match, starts_at=clock.now() + timedelta(days=1), place_kind="public",
            place=PLACE,
        )  # fmt: skip
    with on_day(began - 1, elena):
        actions.note_first_meeting(elena, match=match, held_on=clock.today())
        actions.write_agreement(
            elena, match=match, channel=pair["channel"], place_kind="public",
            frequency="weekly", minutes=60, months=pair["months"],
        )  # fmt: skip
    for side, person_id in sides_of(match).items():
        with on_day(began - 2, person(person_id)) as signing:
            actions.sign_agreement(
                signing, match=match, accepted=list(RULES), language=pair[side]["language"]
            )
