"""Links by which the two of a match see and sign what they agree on without signing in."""

from datetime import timedelta
from secrets import token_urlsafe
from uuid import UUID

from amir.core import clock
from amir.participants.enums import Side

from ..models import Match, MatchLink
from ..notices import pair_link_of
from ..practice import LINK_DAYS
from ..queries import digest_of, settings_for

TOKEN_BYTES = 18


def link_for(match: Match, side: str, language: str = "") -> str:
    """A new link of that side, next to those sent before. Its secret is stored nowhere."""
    token = token_urlsafe(TOKEN_BYTES)
    days = settings_for(match.programme_id, has_minor=match.has_minor)[LINK_DAYS]
    MatchLink.objects.create(
        organisation_id=match.organisation_id,
        match=match,
        side=side,
        person_id=person_on(match, side),
        digest=digest_of(token),
        language=language or _language_before(match, side),
        until=clock.now() + timedelta(days=days),
    )
    return pair_link_of(token)


def links_for(match: Match) -> dict[UUID, dict[str, str]]:
    """A new link of each side, as the value of a message to them."""
    return {person_on(match, side): {"link": link_for(match, side)} for side in Side}


def person_on(match: Match, side: str) -> UUID:
    """Who stands on that side."""
    return match.mentee_person_id if side == Side.MENTEE else match.mentor_person_id


def side_of(match: Match, person_id: UUID | None) -> Side | None:
    """On which side somebody stands; None for everybody else."""
    return next((side for side in Side if person_on(match, side) == person_id), None)


def _language_before(match: Match, side: str) -> str:
    links = MatchLink.objects.filter(match=match, side=side).order_by("-created_at")
    return links.values_list("language", flat=True).first() or "en"
