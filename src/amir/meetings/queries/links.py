"""Finding who stands behind a link; only while the platform logs for them."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.mentoring.models import Match
from amir.mentoring.rules import answering

from ..models import PersonalLink
from ..rules import logging


@dataclass(frozen=True)
class Teller:
    """Somebody who can tell of the meetings of one match, and by which link."""

    match: Match
    person_id: UUID
    link: PersonalLink

    @property
    def actor(self) -> Actor:
        """The person, acting through the link."""
        return logging(self.person_id)


def digest_of(token: str) -> bytes:
    """What is stored of a link's secret part."""
    return sha256(token.encode()).digest()


def teller_by_token(token: str) -> Teller | None:
    """Who tells by this link; None if it is none of ours or was taken back."""
    with acting_as(logging()):
        link = PersonalLink.objects.filter(digest=digest_of(token), revoked_at=None).first()
    return None if link is None else _teller(link)


def teller_by_link(link_id: UUID) -> Teller | None:
    """The same for a link that is known by its id."""
    with acting_as(logging()):
        link = PersonalLink.objects.filter(pk=link_id, revoked_at=None).first()
    return None if link is None else _teller(link)


def match_of(match_id: UUID) -> Match | None:
    """A match in any state, for the platform."""
    with acting_as(answering()):
        return Match.objects.filter(pk=match_id).select_related("mentee").first()


def _teller(link: PersonalLink) -> Teller | None:
    match = match_of(link.match_id)
    return None if match is None else Teller(match, link.person_id, link)
