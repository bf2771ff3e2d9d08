"""What a coordinator decides about the pairs of a plan, one or many at a time."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router
from pydantic import Field

from amir.core.api import ERRORS, FormIn, Needs, Text, actor_of, demand, once
from amir.core.errors import Stale

from .. import actions
from ..actions.holding import changed_meanwhile
from ..models import Plan, Proposal
from ..queries import plan_or_404, proposals_visible_to
from ..rules import DECIDE
from .plans import ProposalOut, shown

router = Router()


class PairsIn(FormIn):
    """Which pairs. `version`: the plan as it was looked at; 409 if it was changed since."""

    proposals: list[UUID] = Field(min_length=1, max_length=1000)
    version: int | None = None


class AcceptIn(PairsIn):
    """How many days both sides have to answer."""

    answer_days: int = Field(7, ge=1, le=60)


class RejectIn(PairsIn):
    """Why not, for colleagues."""

    why: Text = Field(max_length=300)


Act = Callable[[Plan, list[Proposal]], object]
RESPONSE = {200: list[ProposalOut], **ERRORS}


@router.post("/plans/{plan_id}/accept", auth=Needs(DECIDE), response=RESPONSE)
def accept_proposals(request: HttpRequest, plan_id: UUID, sent: AcceptIn) -> list[dict[str, Any]]:
    """Ask both sides of these pairs."""
    actor = actor_of(request)
    return _decide(
        request,
        plan_id,
        sent,
        lambda plan, pairs: actions.accept_proposals(
            actor, plan=plan, proposals=pairs, answer_days=sent.answer_days
        ),
    )


@router.post("/plans/{plan_id}/reject", auth=Needs(DECIDE), response=RESPONSE)
def reject_proposals(request: HttpRequest, plan_id: UUID, sent: RejectIn) -> list[dict[str, Any]]:
    """Not these pairs: they are not proposed again."""
    actor = actor_of(request)
    return _decide(
        request,
        plan_id,
        sent,
        lambda plan, pairs: actions.reject_proposals(
            actor, plan=plan, proposals=pairs, why=sent.why
        ),
    )


@router.post("/plans/{plan_id}/lock", auth=Needs(DECIDE), response=RESPONSE)
def lock_proposals(request: HttpRequest, plan_id: UUID, sent: PairsIn) -> list[dict[str, Any]]:
    """Keep these pairs in the next plan."""
    actor = actor_of(request)
    return _decide(
        request,
        plan_id,
        sent,
        lambda plan, pairs: actions.lock_proposals(actor, plan=plan, proposals=pairs),
    )


@router.post("/plans/{plan_id}/unlock", auth=Needs(DECIDE), response=RESPONSE)
def unlock_proposals(request: HttpRequest, plan_id: UUID, sent: PairsIn) -> list[dict[str, Any]]:
    """Let the next plan decide about these pairs again."""
    actor = actor_of(request)
    return _decide(
        request,
        plan_id,
        sent,
        lambda plan, pairs: actions.unlock_proposals(actor, plan=plan, proposals=pairs),
    )


def _decide(request: HttpRequest, plan_id: UUID, sent: PairsIn, act: Act) -> list[dict[str, Any]]:
    """One act on pairs of a plan; the pairs as they are afterwards, best first."""
    actor = actor_of(request)
    plan = plan_or_404(actor, plan_id=plan_id)
    demand(actor, DECIDE, plan)
    rows = proposals_visible_to(actor).filter(plan=plan, pk__in=sent.proposals)
    pairs = list(rows)
    if len(pairs) != len(set(sent.proposals)):
        raise Http404

    def decide() -> None:
        if sent.version not in (None, plan.version):
            raise Stale(changed_meanwhile())
        act(plan, pairs)

    once(request, sent, decide)
    return shown(actor, list(rows.all()))
