"""People come, change and leave: what the best plan would be now is worked out beside the plan."""

import logging
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.models import Work
from amir.core.permissions import may
from amir.core.tasks import defer
from amir.participants.models import Participant

from ..arriving import Today, against, best_run
from ..enums import PlanState
from ..instance import Elsewhere
from ..kept import SMALL, Run, pack, unpack
from ..models import KeptRun, Plan
from ..placing import MOST_CHANGES, TooMuch, brought_up_to_date
from ..rules import PLAN, Programme, programme_rules

LOOK = "mentoring.look_again"
# Steps after which somebody can be matched, or cannot any more.
TELLING = ("make_available", "free", "leave")

log = logging.getLogger(__name__)


def look_again(actor: Actor, *, participants: Iterable[Participant]) -> list[Work]:
    """Have the best plan for now worked out in the background, for every current plan they are in.

    Nothing happens without a current plan, for an actor who may not make plans, and while the
    same waits already in a small organisation. Great changes ask for a new plan instead.
    """
    found = list(participants)
    if actor.account_id is None or not found or len(found) > MOST_CHANGES:
        return []
    theirs = Q(programme_id=None) | Q(programme_id__in={p.programme_id for p in found})
    plans = Plan.objects.filter(theirs, state=PlanState.READY).filter(
        organisation_id__in={p.organisation_id for p in found}
    )
    return [
        defer(
            LOOK,
            actor,
            title=_("Best matches now"),
            organisation_id=plan.organisation_id,
            lock=f"{LOOK} {plan.organisation_id}",
            plan_id=str(plan.pk),
            changed=[str(p.pk) for p in found],
        )
        for plan in plans
        if may(actor, PLAN, plan) and not _is_waiting(plan)
    ]


def _is_waiting(plan: Plan) -> bool:
    """Whether the same will be done soon, for everybody and so for these people as well."""
    if plan.figures.get("ready", 0) > SMALL:
        return False
    return Work.objects.filter(
        task=LOOK, organisation_id=plan.organisation_id, state=Work.WAITING
    ).exists()


@transaction.atomic
def keep_today(actor: Actor, *, plan: Plan, changed: Collection[UUID] | None = None) -> Today:
    """Work out and keep what the best plan would be now. No decision and no proposal changes.

    `changed`: the participants to look at anew; None: everybody, worked out from nothing.
    Raises `PeermatchError` if a plan cannot be proven.
    """
    programme = programme_rules(changes=plan.rules)
    run = _in_step(actor, plan, programme, changed) if changed is not None else None
    run = run or best_run(actor, plan, programme)
    if len(run.mentees) > SMALL:
        KeptRun.objects.update_or_create(
            plan=plan,
            defaults={"content": pack(run)},
            create_defaults={"content": pack(run), "organisation_id": plan.organisation_id},
        )
    today = against(actor, plan, run, programme)
    _log_difference(plan, today, is_full=changed is None)
    Plan.objects.filter(pk=plan.pk).update(today=today.as_data(), today_at=clock.now())
    return today


def _in_step(
    actor: Actor, plan: Plan, programme: Programme, changed: Collection[UUID]
) -> Run | None:
    """The kept run, brought up to date; None if working it out anew is quicker."""
    held = KeptRun.objects.filter(plan=plan).values_list("content", flat=True).first()
    if held is None:
        return None
    try:
        run = unpack(bytes(held), programme.rules)
        return brought_up_to_date(actor, plan, run, programme, changed)
    except (TooMuch, Elsewhere):
        return None


def _log_difference(plan: Plan, today: Today, *, is_full: bool) -> None:
    """The weekly full run agrees to the unit, unless a change of the records went unnoticed."""
    before: dict[str, Any] = plan.today
    if is_full and before and before["objective"] != today.objective:
        log.warning(
            "plan %s: %s worked out anew, %s kept", plan.pk, today.objective, before["objective"]
        )
