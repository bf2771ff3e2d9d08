"""Reading plans, their pairs, and who was asked: never without an actor."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from amir.core import clock
from amir.core.actor import Actor

from ..enums import PlanState, ProposalState
from ..models import Asking, Barred, BulkStep, Plan, Proposal, RuleSet, Unmatched
from ..rules import VIEW_PLANS
from .finding import in_organisations, or_404


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans of the actor's organisations, newest first."""
    return Plan.objects.filter(in_organisations(actor, VIEW_PLANS))


def rule_sets_visible_to(actor: Actor) -> QuerySet[RuleSet]:
    """Versions of the rules of the actor's organisations, newest first."""
    return RuleSet.objects.filter(in_organisations(actor, VIEW_PLANS))


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Proposals of the actor's organisations, best first."""
    found = Proposal.objects.filter(in_organisations(actor, VIEW_PLANS))
    return found.order_by("-points", "id")


def unmatched_visible_to(actor: Actor) -> QuerySet[Unmatched]:
    """People whom plans of the actor's organisations could not match; mentees first."""
    found = Unmatched.objects.filter(in_organisations(actor, VIEW_PLANS))
    return found.select_related("participant").order_by("side", "created_at", "id")


def steps_visible_to(actor: Actor) -> QuerySet[BulkStep]:
    """What was done to many proposals at once, newest first."""
    return BulkStep.objects.filter(in_organisations(actor, VIEW_PLANS)).select_related("plan")


def askings_visible_to(actor: Actor) -> QuerySet[Asking]:
    """Who was asked, in the actor's organisations; and what the actor was asked."""
    mine = Q(person_id=actor.account_id) if actor.account_id else Q(pk__in=[])
    return Asking.objects.filter(in_organisations(actor, VIEW_PLANS) | mine).select_related(
        "proposal"
    )


def askings_of_me(actor: Actor) -> QuerySet[Asking]:
    """What the actor is asked and can still answer, the most urgent first."""
    if actor.account_id is None:
        return Asking.objects.none()
    return (
        Asking.objects.filter(
            person_id=actor.account_id,
            taken_back_at=None,
            proposal__state=ProposalState.ASKED,
            answer_by__gt=clock.now(),
        )
        .select_related("proposal")
        .order_by("answer_by", "id")
    )


def barred_pairs() -> QuerySet[Barred]:
    """Pairs that no plan proposes today: ruled out, or resting because nobody answered."""
    return Barred.objects.filter(Q(until=None) | Q(until__gt=clock.today()))


def ruled_out_pairs() -> QuerySet[Barred]:
    """Pairs that nobody proposes, by hand neither: a coordinator or one of the two said no."""
    return Barred.objects.filter(until=None)


def digest_of(token: str) -> bytes:
    """What is stored of a link's secret part."""
    return sha256(token.encode()).digest()


def asking_by_token(token: str) -> Asking | None:
    """The asking behind a link; for the purpose of answering only."""
    return Asking.objects.filter(digest=digest_of(token)).select_related("proposal").first()


def plan_or_404(actor: Actor, *, plan_id: UUID) -> Plan:
    """The plan, if the actor may know of it."""
    found: Plan = or_404(plans_visible_to(actor), plan_id)
    return found


def rule_set_or_404(actor: Actor, *, rule_set_id: UUID) -> RuleSet:
    """The version of the rules, if the actor may know of it."""
    found: RuleSet = or_404(rule_sets_visible_to(actor), rule_set_id)
    return found


def proposal_or_404(actor: Actor, *, proposal_id: UUID) -> Proposal:
    """The proposal, if the actor may know of it."""
    rows = proposals_visible_to(actor).select_related("plan", "mentee", "mentor")
    found: Proposal = or_404(rows, proposal_id)
    return found


def step_or_404(actor: Actor, *, step_id: UUID) -> BulkStep:
    """The bulk step, if the actor may know of it."""
    found: BulkStep = or_404(steps_visible_to(actor), step_id)
    return found


def asking_or_404(actor: Actor, *, asking_id: UUID) -> Asking:
    """Who was asked, if the actor may know of it."""
    found: Asking = or_404(askings_visible_to(actor), asking_id)
    return found


def my_asking_or_404(actor: Actor, *, asking_id: UUID) -> Asking:
    """What the actor was asked."""
    rows = askings_visible_to(actor)
    mine = rows.filter(person_id=actor.account_id) if actor.account_id else rows.none()
    found: Asking = or_404(mine, asking_id)
    return found


def plan_before(plan: Plan) -> Plan | None:
    """The plan that this one replaced: the newest earlier one that was worked out."""
    return (
        Plan.objects.filter(
            organisation_id=plan.organisation_id,
            programme_id=plan.programme_id,
            number__lt=plan.number,
            state__in=[PlanState.READY, PlanState.REPLACED],
        )
        .order_by("-number")
        .first()
    )


def current_rule_set(organisation_id: UUID, programme_id: UUID | None) -> RuleSet | None:
    """The newest version of the rules for these people; None while the defaults hold."""
    versions = RuleSet.objects.filter(organisation_id=organisation_id, programme_id=programme_id)
    return versions.order_by("-number").first()


def states_of(plan: Plan) -> Mapping[str, int]:
    """Proposal state -> how many of a plan; one query."""
    rows = Proposal.objects.filter(plan=plan).order_by().values_list("state")
    return dict(rows.annotate(how_many=Count("pk")))
