"""Reading plans, proposals, askings and matches: never without an actor."""

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from amir.core import clock
from amir.core.actor import Actor
from amir.participants.models import Participant
from amir.people.queries import callings_of
from amir.programmes.queries import settings_of

from .enums import LIVE_MATCH, TAKES_A_PLACE, PlanState, ProposalState
from .models import (
    Asking,
    Barred,
    BulkStep,
    Match,
    MatchHelper,
    MatchLink,
    Plan,
    Proposal,
    RuleSet,
    Unmatched,
    Wish,
)
from .practice import Settings
from .rules import VIEW_MATCHES, VIEW_PLANS
from .telling import people_in, read


def _in_organisations(actor: Actor, permission: str) -> Q:
    return Q(organisation_id__in=actor.organisations_where(permission))


def plans_visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans of the actor's organisations, newest first."""
    return Plan.objects.filter(_in_organisations(actor, VIEW_PLANS))


def rule_sets_visible_to(actor: Actor) -> QuerySet[RuleSet]:
    """Versions of the rules of the actor's organisations, newest first."""
    return RuleSet.objects.filter(_in_organisations(actor, VIEW_PLANS))


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Proposals of the actor's organisations, best first."""
    found = Proposal.objects.filter(_in_organisations(actor, VIEW_PLANS))
    return found.order_by("-points", "id")


def unmatched_visible_to(actor: Actor) -> QuerySet[Unmatched]:
    """People whom plans of the actor's organisations could not match; mentees first."""
    found = Unmatched.objects.filter(_in_organisations(actor, VIEW_PLANS))
    return found.select_related("participant").order_by("side", "created_at", "id")


def steps_visible_to(actor: Actor) -> QuerySet[BulkStep]:
    """What was done to many proposals at once, newest first."""
    return BulkStep.objects.filter(_in_organisations(actor, VIEW_PLANS)).select_related("plan")


def askings_visible_to(actor: Actor) -> QuerySet[Asking]:
    """Who was asked, in the actor's organisations; and what the actor was asked."""
    mine = Q(person_id=actor.account_id) if actor.account_id else Q(pk__in=[])
    return Asking.objects.filter(_in_organisations(actor, VIEW_PLANS) | mine).select_related(
        "proposal"
    )


def matches_visible_to(actor: Actor) -> QuerySet[Match]:
    """Matches of the actor's organisations, newest first."""
    found = Match.objects.filter(_in_organisations(actor, VIEW_MATCHES))
    return found.select_related("mentee", "mentor")


def matches_of_me(actor: Actor) -> QuerySet[Match]:
    """The actor's own matches that are not over, on either side, oldest first."""
    mine = Q(mentee_person_id=actor.account_id) | Q(mentor_person_id=actor.account_id)
    return live_matches().filter(mine).order_by("agreed_on", "id")


def live_matches() -> QuerySet[Match]:
    """Matches that are not over, as far as the locks let the actor read them."""
    return Match.objects.filter(state__in=LIVE_MATCH)


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


def settings_for(programme_id: UUID | None, *, has_minor: bool = False) -> Settings:
    """The numbers that count for a pair of a programme."""
    return Settings(settings_of(programme_id), has_minor=has_minor)


def link_by_token(token: str) -> MatchLink | None:
    """Whose link it is, while it works; for the purpose of answering only."""
    found = MatchLink.objects.filter(digest=digest_of(token), until__gt=clock.now())
    return found.select_related("match").first()


def wishes_visible_to(actor: Actor) -> QuerySet[Wish]:
    """What people ask of the actor's organisations, and what the actor asked; open ones first."""
    mine = Q(person_id=actor.account_id) if actor.account_id else Q(pk__in=[])
    return Wish.objects.filter(_in_organisations(actor, VIEW_MATCHES) | mine)


def digest_of(token: str) -> bytes:
    """What is stored of a link's secret part."""
    return sha256(token.encode()).digest()


def asking_by_token(token: str) -> Asking | None:
    """The asking behind a link; for the purpose of answering only."""
    return Asking.objects.filter(digest=digest_of(token)).select_related("proposal").first()


# --- one thing, or 404 ---------------------------------------------------------------------------
def _or_404(rows: QuerySet[Any], key: UUID) -> Any:
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def plan_or_404(actor: Actor, *, plan_id: UUID) -> Plan:
    """The plan, if the actor may know of it."""
    found: Plan = _or_404(plans_visible_to(actor), plan_id)
    return found


def rule_set_or_404(actor: Actor, *, rule_set_id: UUID) -> RuleSet:
    """The version of the rules, if the actor may know of it."""
    found: RuleSet = _or_404(rule_sets_visible_to(actor), rule_set_id)
    return found


def proposal_or_404(actor: Actor, *, proposal_id: UUID) -> Proposal:
    """The proposal, if the actor may know of it."""
    rows = proposals_visible_to(actor).select_related("plan", "mentee", "mentor")
    found: Proposal = _or_404(rows, proposal_id)
    return found


def step_or_404(actor: Actor, *, step_id: UUID) -> BulkStep:
    """The bulk step, if the actor may know of it."""
    found: BulkStep = _or_404(steps_visible_to(actor), step_id)
    return found


def asking_or_404(actor: Actor, *, asking_id: UUID) -> Asking:
    """Who was asked, if the actor may know of it."""
    found: Asking = _or_404(askings_visible_to(actor), asking_id)
    return found


def match_or_404(actor: Actor, *, match_id: UUID) -> Match:
    """The match, if the actor may know of it."""
    found: Match = _or_404(matches_visible_to(actor), match_id)
    return found


def wish_or_404(actor: Actor, *, wish_id: UUID) -> Wish:
    """The wish, if the actor may know of it."""
    found: Wish = _or_404(wishes_visible_to(actor), wish_id)
    return found


def my_asking_or_404(actor: Actor, *, asking_id: UUID) -> Asking:
    """What the actor was asked."""
    rows = askings_visible_to(actor)
    mine = rows.filter(person_id=actor.account_id) if actor.account_id else rows.none()
    found: Asking = _or_404(mine, asking_id)
    return found


# --- names and figures ---------------------------------------------------------------------------
def names_of_people(actor: Actor, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Person id -> preferred name, as far as the actor may see it; one query."""
    found = callings_of(actor, set(person_ids))
    return {person_id: calling.preferred_name for person_id, calling in found.items()}


def names_in(actor: Actor, stored: Iterable[list[dict[str, Any]]]) -> dict[str, str]:
    """Participant id as text -> preferred name, for everybody whom stored sayings name."""
    return names_of_participants(actor, {c for found in stored for c in people_in(read(found))})


def names_of_participants(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    """Participant id as text -> preferred name, as far as the actor may see it; two queries."""
    rows = Participant.objects.filter(pk__in=ids).values_list("pk", "person_id")
    persons = dict(rows)
    names = names_of_people(actor, persons.values())
    return {str(pk): names[person] for pk, person in persons.items() if person in names}


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


def load_of(mentor_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Mentor -> places that matches and open questions take; three queries."""
    load = held_by(mentor_ids)
    asked = Proposal.objects.filter(mentor__in=list(load), state=ProposalState.ASKED)
    for mentor_id in asked.order_by().values_list("mentor_id", flat=True):
        load[mentor_id] += 1
    return load


def held_by(mentor_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Mentor -> places that live matches take, those as second mentor too; two queries."""
    load = dict.fromkeys(mentor_ids, 0)
    live = live_matches().filter(mentor__in=list(load))
    mentors = live.order_by().values_list("mentor_id", flat=True)
    for mentor_id in (*mentors, *helping_mentors()):
        if mentor_id in load:
            load[mentor_id] += 1
    return load


def helping_mentors() -> list[UUID]:
    """Second mentors, once for each match that they help or are asked to, as far as seen."""
    rows = MatchHelper.objects.filter(state__in=TAKES_A_PLACE, participant_id__isnull=False)
    return [key for key in rows.values_list("participant_id", flat=True) if key]
