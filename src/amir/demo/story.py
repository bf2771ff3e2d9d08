"""What happens at each partner: a list, signed evidence, a plan, questions and answers."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import override

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.tasks import run_here
from amir.mentoring.actions import accept_proposals, answer_own, start_plan
from amir.mentoring.actions.planning import SOLVE
from amir.mentoring.models import Asking, Plan, Proposal
from amir.participants.actions import attest, make_ready
from amir.participants.enums import EvidenceKind
from amir.participants.lists.actions import bring_in, bring_list
from amir.participants.lists.running import BRING, READ
from amir.participants.models import Participant, PeopleList
from amir.participants.queries import participants_visible_to
from amir.programmes import actions as programmes
from amir.programmes.models import Programme

from .facts import cast
from .lists import invented_list
from .moments import person
from .world import actor_for, organisation_id

# Of the pairs that are asked, in order: who says what. The rest has not answered yet.
SAID = ("yes", "yes", "yes", "no", "yes", "yes", "", "yes", "yes", "")
ASKED_SHARE = 2 / 3


def coordinator_of(partner: str) -> Actor:
    """Whoever coordinates at a partner."""
    crew = cast()["crew"]["coordinator"]
    return actor_for(crew.get(partner, "Elena Ferri"), partner)


def bring_group(facts: dict[str, Any], group: dict[str, Any]) -> None:
    """The partner's coordinator opens a cohort and brings the list; undated consent is signed."""
    coordinator = coordinator_of(group["partner"])
    at = organisation_id(group["partner"])
    with acting_as(coordinator), override("en"):
        programme = Programme.objects.get(key=facts["key"])
        if PeopleList.objects.filter(organisation_id=at).exists():
            return
        programmes.open_cohort(
            coordinator, organisation_id=at, programme_id=programme.pk, name=group["cohort"]
        )
        brought = bring_list(
            coordinator,
            organisation_id=at,
            name=f"{group['cohort']}.csv",
            content=invented_list(group, today=clock.today()),
            programme_id=programme.pk,
        )
        run_here(READ, coordinator, brought.work_id, list_id=str(brought.pk))
        brought.refresh_from_db()
        work = bring_in(coordinator, people_list=brought)
        run_here(BRING, coordinator, work.pk, list_id=str(brought.pk))
        _sign(coordinator, at)
        everybody = participants_visible_to(coordinator).filter(organisation_id=at)
        make_ready(coordinator, participants=list(everybody))


def _sign(coordinator: Actor, at: UUID) -> None:
    """Half of those whose consent has no day were asked again, and the coordinator vouches."""
    lacking = participants_visible_to(coordinator).filter(organisation_id=at)
    lacking = lacking.exclude(evidence__kind=EvidenceKind.CONSENTED).order_by("created_at", "pk")
    people: list[Participant] = list(lacking)[::2]
    if people:
        attest(
            coordinator,
            participants=people,
            kinds=[EvidenceKind.CONSENTED],
            dated_on=clock.today(),
            statement="They signed the consent form in front of me.",
        )


def plan_group(facts: dict[str, Any], group: dict[str, Any]) -> None:
    """The coordinator has a plan worked out and asks both sides of most pairs; people answer."""
    coordinator = coordinator_of(group["partner"])
    at = organisation_id(group["partner"])
    with acting_as(coordinator), override("en"):
        programme = Programme.objects.get(key=facts["key"])
        if Plan.objects.filter(organisation_id=at, as_of__gte=brought_on(at)).exists():
            return
        plan = start_plan(coordinator, organisation_id=at, programme_id=programme.pk)
        run_here(SOLVE, coordinator, plan.work_id, plan_id=str(plan.pk))
        plan.refresh_from_db()
        ranked = Proposal.objects.filter(plan=plan).order_by("-points", "mentee__created_at")
        proposals = list(ranked)
        chosen = proposals[: round(len(proposals) * ASKED_SHARE)]
        if not chosen:
            return
        asked = accept_proposals(coordinator, plan=plan, proposals=chosen)
    for number, each in enumerate(asked):
        said = SAID[number // 2 % len(SAID)]
        if said:
            answer_as_asked(each.asking, said)


def brought_on(at: UUID) -> date:
    """The day on which a partner's list was brought."""
    brought = PeopleList.objects.filter(organisation_id=at).earliest("created_at")
    return clock.day_of(brought.created_at)


def answer_as_asked(asking: Asking, said: str) -> None:
    """Whoever was asked answers."""
    with acting_as(person(asking.person_id)) as asked:
        answer_own(asked, asking=asking, answer=said)
