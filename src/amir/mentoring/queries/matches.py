"""Reading matches, the places that they take, and what people ask: never without an actor."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from amir.core import clock
from amir.core.actor import Actor
from amir.programmes.queries import settings_of

from .. import practice
from ..enums import LIVE_MATCH, TAKES_A_PLACE, ProposalState
from ..models import Match, MatchHelper, MatchLink, Proposal, Wish
from ..practice import Settings
from ..rules import VIEW_MATCHES
from .finding import in_organisations, or_404
from .plans import digest_of


def matches_visible_to(actor: Actor) -> QuerySet[Match]:
    """Matches of the actor's organisations, newest first."""
    found = Match.objects.filter(in_organisations(actor, VIEW_MATCHES))
    return found.select_related("mentee", "mentor")


def matches_of_me(actor: Actor) -> QuerySet[Match]:
    """The actor's own matches that are not over, on either side, oldest first."""
    mine = Q(mentee_person_id=actor.account_id) | Q(mentor_person_id=actor.account_id)
    return live_matches().filter(mine).order_by("agreed_on", "id")


def live_matches() -> QuerySet[Match]:
    """Matches that are not over, as far as the locks let the actor read them."""
    return Match.objects.filter(state__in=LIVE_MATCH)


def matches_to_meet(actor: Actor) -> list[Match]:
    """Matches whose first meeting nobody has arranged in time, oldest first."""
    waiting = matches_visible_to(actor).filter(
        state__in=LIVE_MATCH, suspended_at=None, first_meeting=None
    )
    days: dict[UUID | None, int] = {}
    for programme_id in waiting.order_by().values_list("programme_id", flat=True).distinct():
        days[programme_id] = settings_for(programme_id)[practice.FIRST_MEETING_DAYS]
    today = clock.today()
    rows = waiting.order_by("agreed_on", "id")
    return [m for m in rows if (today - m.agreed_on).days > days[m.programme_id]]


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
    return Wish.objects.filter(in_organisations(actor, VIEW_MATCHES) | mine)


def match_or_404(actor: Actor, *, match_id: UUID) -> Match:
    """The match, if the actor may know of it."""
    found: Match = or_404(matches_visible_to(actor), match_id)
    return found


def my_match_or_404(actor: Actor, *, match_id: UUID) -> Match:
    """One's own match that is not over."""
    found: Match = or_404(matches_of_me(actor), match_id)
    return found


def wish_or_404(actor: Actor, *, wish_id: UUID) -> Wish:
    """The wish, if the actor may know of it."""
    found: Wish = or_404(wishes_visible_to(actor), wish_id)
    return found


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
