"""The table of plans."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amir.kit.tables import Column, Table

from ..enums import PlanState
from ..models import Plan

PLAN_TONES = {
    PlanState.WAITING: "info",
    PlanState.READY: "good",
    PlanState.FAILED: "bad",
}


def _plan_address(plan: Plan) -> str:
    return reverse("plan_page", kwargs={"plan_id": plan.id})


PLANS = Table(
    key="plans",
    title=_("Plans"),
    columns=[
        Column("number", _("Plan"), "number", sort="number", kind="number", link=_plan_address),
        Column("as_of", _("As of"), "as_of", sort="as_of", kind="date"),
        Column(
            "state",
            _("State"),
            lambda plan: PlanState(plan.state).label,
            sort="state",
            kind="tag",
            tone=lambda plan: PLAN_TONES.get(plan.state, "neutral"),
        ),
        Column("matched", _("Pairs"), lambda plan: plan.figures.get("matched"), kind="number"),
        Column("mentees", _("Mentees"), lambda plan: plan.figures.get("mentees"), kind="number"),
        Column("mentors", _("Mentors"), lambda plan: plan.figures.get("mentors"), kind="number"),
    ],
    empty=_("A plan finds the best mentor for as many mentees as possible."),
)
