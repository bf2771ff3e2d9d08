"""Background work: solving a plan, and ending questions that nobody answered."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.tasks import Cancelled, Progress, task
from peermatch.errors import PeermatchError

from .actions import expire_askings, fail_plan, keep_plan
from .actions.planning import SOLVE
from .enums import PlanState
from .models import Plan
from .records import gather
from .rules import RulesRefused, answering, programme_rules
from .solving import STEPS, solve_plan


@task(SOLVE)
def solve_waiting_plan(actor: Actor, progress: Progress, **arguments: Any) -> str:
    """Work out the plan of `plan_id`; one that is worked out already is left alone."""
    plan = Plan.objects.select_for_update().get(pk=UUID(arguments["plan_id"]))
    address = reverse("plan_page", kwargs={"plan_id": plan.id})
    if plan.state != PlanState.WAITING:
        return address

    def tell(done: int, total: int, doing: str) -> None:
        if progress.is_cancelled():
            raise Cancelled
        progress.tell(done, total, doing)

    tell(0, STEPS, _("Reading the records"))
    gathered = gather(actor, plan.organisation_id, plan.programme_id, plan.as_of)
    try:
        solved = solve_plan(plan, gathered, programme_rules(changes=plan.rules), tell)
    except (PeermatchError, RulesRefused) as error:
        fail_plan(actor, plan=plan, why=str(error))
        return address
    tell(STEPS, STEPS, _("Keeping the plan"))
    keep_plan(actor, plan=plan, solved=solved)
    return address


@app.periodic(cron="*/10 * * * *")
@app.task(
    name="mentoring.expire_askings", queueing_lock="mentoring.expire_askings", pass_context=False
)
def expire_unanswered(timestamp: int) -> None:
    """Questions whose last moment is over free the places that they held."""
    actor = answering()
    with translation.override("en"), acting_as(actor):
        expire_askings(actor)
