"""Plans: have one worked out, and read what it found, in the reader's language."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from amir.core.actor import Actor
from amir.core.api import ERRORS, FormIn, Needs, Page, Paging, actor_of, demand, once, page
from amir.core.errors import Refused

from .. import actions
from ..enums import PlanState, ProposalState
from ..fairness import figures_of
from ..findings import finding, further
from ..models import Plan, Proposal, Unmatched
from ..queries import (
    askings_visible_to,
    plan_or_404,
    plans_visible_to,
    proposals_visible_to,
    states_of,
    unmatched_visible_to,
)
from ..rules import PLAN, VIEW_PLANS
from ..scopes import Scope, scope_of
from ..tables import group_rows, pair_rows, recruit_rows, unmatched_rows

router = Router()
WORKED_OUT = (PlanState.READY, PlanState.REPLACED)


class PlanOut(Schema):
    """A plan. `work_id`: the background work that works it out; `version` grows with each act.

    `rule_set_id`: the version of the rules it was solved with; None for the defaults.
    """

    id: UUID
    organisation_id: UUID
    programme_id: UUID | None
    number: int
    state: PlanState
    as_of: date
    created_at: datetime
    work_id: UUID | None
    rule_set_id: UUID | None
    version: int
    why_failed: str


class RecruitOut(Schema):
    """Whom to look for: how many more get a match, alone and with the ones before."""

    sentence: str
    more: int
    together: int


class OnePlanOut(PlanOut):
    """A plan with what it found. Without figures and sentences until it is worked out.

    `decided`: how many proposals stand where.
    """

    mentees: int | None
    mentors: int | None
    matched: int | None
    finding: str
    further: list[str]
    decided: dict[ProposalState, int]
    look_for: list[RecruitOut]


class ProposalOut(Schema):
    """A proposed pair and why. `is_unreached`: no message reaches one of the two."""

    id: UUID
    mentee_id: UUID
    mentor_id: UUID
    mentee: str
    mentor: str
    why: str
    points: int
    state: ProposalState
    is_locked: bool
    by_hand: bool
    is_unreached: bool


class UnmatchedOut(Schema):
    """Somebody without a proposal: what blocks, and what would help."""

    participant_id: UUID
    name: str
    side: str
    blocks: str
    helps: str


class GroupOut(Schema):
    """A group of mentees. `by`: the kind of group; a figure too small to show is None."""

    by: Literal["gender", "origin", "language", "place", "waiting", "tier"]
    code: str
    label: str
    people: int | None
    matched: int | None
    without: int | None
    share: float | None


class StartIn(FormIn):
    """For whom the plan is: the people of an organisation, in a programme or in none."""

    organisation_id: UUID
    programme_id: UUID | None = None


class ProposalsWanted(Paging):
    """Which proposals."""

    state: ProposalState | None = None
    is_locked: bool | None = None


@router.get("/plans", auth=Needs(VIEW_PLANS), response={200: Page[PlanOut], **ERRORS})
def list_plans(request: HttpRequest, wanted: Query[Paging]) -> dict[str, Any]:
    """The plans of the actor's organisations, newest first."""
    rows = plans_visible_to(actor_of(request)).order_by("-created_at", "id")
    return page(rows, wanted, lambda found: found)


@router.post("/plans", auth=Needs(PLAN), response={202: PlanOut, **ERRORS})
def start_plan(request: HttpRequest, sent: StartIn) -> Status[Plan]:
    """Have a plan worked out in the background; one that is being worked out is given back."""
    actor = actor_of(request)
    if sent.organisation_id not in actor.organisations_where(PLAN):
        raise Http404
    if scope_of(actor, Scope(sent.organisation_id, sent.programme_id, "").key) is None:
        raise Refused(_("Choose for whom the plan is."), field="programme_id")
    plan_id = once(
        request,
        sent,
        lambda: actions.start_plan(
            actor, organisation_id=sent.organisation_id, programme_id=sent.programme_id
        ),
    )
    if plan_id is None:
        raise Http404
    return Status(202, plan_or_404(actor, plan_id=plan_id))


@router.get("/plans/{plan_id}", auth=Needs(VIEW_PLANS), response={200: OnePlanOut, **ERRORS})
def show_plan(request: HttpRequest, plan_id: UUID) -> dict[str, Any]:
    """What a plan found, and whom to look for."""
    plan = _plan(actor_of(request), plan_id)
    is_worked_out = plan.state in WORKED_OUT
    recruits = recruit_rows(plan)
    return {
        **{name: getattr(plan, name) for name in PlanOut.model_fields},
        **{name: plan.figures.get(name) for name in ("mentees", "mentors", "matched")},
        "finding": finding(plan) if is_worked_out else "",
        "further": further(plan) if is_worked_out else [],
        "decided": states_of(plan),
        "look_for": [{n: row[n] for n in RecruitOut.model_fields} for row in recruits],
    }


@router.get(
    "/plans/{plan_id}/proposals",
    auth=Needs(VIEW_PLANS),
    response={200: Page[ProposalOut], **ERRORS},
)
def list_proposals(
    request: HttpRequest, plan_id: UUID, wanted: Query[ProposalsWanted]
) -> dict[str, Any]:
    """The pairs of a plan, best first, each with its reasons."""
    actor = actor_of(request)
    rows = proposals_visible_to(actor).filter(plan=_plan(actor, plan_id))
    rows = rows.filter(state=wanted.state) if wanted.state else rows
    if wanted.is_locked is not None:
        rows = rows.filter(is_locked=wanted.is_locked)
    return page(rows, wanted, partial(shown, actor))


@router.get(
    "/plans/{plan_id}/unmatched",
    auth=Needs(VIEW_PLANS),
    response={200: Page[UnmatchedOut], **ERRORS},
)
def list_unmatched(request: HttpRequest, plan_id: UUID, wanted: Query[Paging]) -> dict[str, Any]:
    """Everybody without a proposal."""
    actor = actor_of(request)
    rows = unmatched_visible_to(actor).filter(plan=_plan(actor, plan_id))

    def told(found: list[Unmatched]) -> Sequence[Any]:
        return unmatched_rows(actor, found)

    return page(rows, wanted, told)


@router.get(
    "/plans/{plan_id}/fairness", auth=Needs(VIEW_PLANS), response={200: list[GroupOut], **ERRORS}
)
def show_fairness(request: HttpRequest, plan_id: UUID) -> list[dict[str, Any]]:
    """How many mentees of each group have a proposal; small groups are hidden."""
    plan = _plan(actor_of(request), plan_id)
    told = ("by", "code", "people", "matched", "without", "share")
    return [
        {"label": row.label, **{name: getattr(row.figures, name) for name in told}}
        for row in group_rows(figures_of(plan.groups))
    ]


def shown(actor: Actor, proposals: list[Proposal]) -> list[dict[str, Any]]:
    """Proposals in words; four queries, however many."""
    askings = askings_visible_to(actor).filter(proposal__in=proposals)
    told = ("id", "mentee", "mentor", "why", "points", "state", "is_locked", "by_hand",
            "is_unreached")  # fmt: skip
    rows = pair_rows(actor, proposals, askings)
    return [
        {
            "mentee_id": proposal.mentee_id,
            "mentor_id": proposal.mentor_id,
            **{name: getattr(row, name) for name in told},
        }
        for proposal, row in zip(proposals, rows, strict=True)
    ]


def _plan(actor: Actor, plan_id: UUID) -> Plan:
    plan = plan_or_404(actor, plan_id=plan_id)
    demand(actor, VIEW_PLANS, plan)
    return plan
