"""Starting a plan, and keeping what a run gave."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed
from amir.core.events import happened
from amir.core.many import insert_streamed
from amir.core.models import Work
from amir.core.permissions import may
from amir.core.tasks import defer

from ..enums import PlanState
from ..models import KeptRun, Plan
from ..rule_books import rule_book
from ..rules import PLAN
from ..solving import Solved

SOLVE = "mentoring.solve_plan"
OVER = (Work.FAILED, Work.CANCELLED)


def start_plan(
    actor: Actor,
    *,
    organisation_id: UUID,
    programme_id: UUID | None = None,
    rules: Mapping[str, Any] | None = None,
    as_of: date | None = None,
) -> Plan:
    """Have a plan worked out in the background. One that is being worked out already is given back.

    `rules`: changes to the defaults for this plan alone; without, the current version of the
    organisation's rules counts. Raises NotAllowed.
    """
    plan = Plan(id=uuid4(), organisation_id=organisation_id, programme_id=programme_id)
    if actor.account_id is None or not may(actor, PLAN, plan):
        raise NotAllowed(_("You may not make plans in this organisation."))
    with transaction.atomic():
        _one_at_a_time(organisation_id)
        running = _being_worked_out(actor, organisation_id, programme_id)
        if running is not None:
            return running
        plans = Plan.objects.filter(organisation_id=organisation_id)
        plan.number = (plans.aggregate(last=Max("number"))["last"] or 0) + 1
        plan.as_of = as_of or clock.today()
        book = rule_book(organisation_id, programme_id)
        if rules is None:
            plan.rule_set = book.current
        plan.rules = book.with_changes(rules)
        plan.made_by = actor.account_id
        work = defer(
            SOLVE,
            actor,
            title=_("Plan {number}").format(number=plan.number),
            organisation_id=organisation_id,
            plan_id=str(plan.id),
        )
        plan.work_id = work.id
        plan.save(force_insert=True)
    return plan


def keep_plan(actor: Actor, *, plan: Plan, solved: Solved) -> None:
    """Keep what a run gave; earlier plans of the same people are replaced by it."""
    with transaction.atomic():
        insert_streamed(solved.proposals)
        insert_streamed(solved.unmatched)
        earlier = Plan.objects.filter(
            organisation_id=plan.organisation_id,
            programme_id=plan.programme_id,
            state=PlanState.READY,
        )
        KeptRun.objects.filter(plan__in=earlier).delete()
        earlier.update(state=PlanState.REPLACED)
        if solved.kept is not None:
            KeptRun.objects.create(
                organisation_id=plan.organisation_id, plan=plan, content=solved.kept
            )
        plan.figures = solved.figures
        plan.certificate = solved.certificate
        plan.recruits = solved.recruits
        plan.groups = solved.groups
        plan.state = PlanState.READY
        plan.save()
        happened("mentoring.plan_ready", actor, plan=plan)


def fail_plan(actor: Actor, *, plan: Plan, why: str) -> None:
    """A plan cannot be made; the sentence says why."""
    plan.state = PlanState.FAILED
    plan.why_failed = why[:400]
    plan.save(update_fields=["state", "why_failed"])


def _one_at_a_time(organisation_id: UUID) -> None:
    """Two clicks at once make one plan: the second waits here, and then finds the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"plan {organisation_id}"]
        )


def _being_worked_out(
    actor: Actor, organisation_id: UUID, programme_id: UUID | None
) -> Plan | None:
    waiting = Plan.objects.filter(
        organisation_id=organisation_id, programme_id=programme_id, state=PlanState.WAITING
    )
    for plan in waiting:
        work = Work.objects.filter(pk__in=[plan.work_id]).first()
        if work is not None and work.state not in OVER:
            return plan
        told = work.doing if work is not None and work.state == Work.FAILED else ""
        fail_plan(actor, plan=plan, why=told or _("The work was stopped."))
    return None
