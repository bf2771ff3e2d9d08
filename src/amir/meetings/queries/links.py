"""Finding who stands behind a link; only while the platform logs for them."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.mentoring.models import Match
from amir.mentoring.rules import answering
from amir.people.symbols import symbol_at

from ..models import PersonalLink
from ..rules import logging
from ..sealing import Ticket


@dataclass(frozen=True)
class Teller:
    """Somebody who can tell of the meetings of one match, and by which link."""

    match: Match
    person_id: UUID
    link: PersonalLink | None = None

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


def teller_by_ticket(ticket: Ticket) -> Teller | None:
    """The same for what a phone kept; None if its link was taken back meanwhile."""
    if ticket.link_id is not None:
        with acting_as(logging()):
            links = PersonalLink.objects.filter(pk=ticket.link_id, revoked_at=None)
            link = links.first()
        if link is None:
            return None
    match = match_of(ticket.match_id)
    return None if match is None else Teller(match, ticket.person_id)


def symbol_of(match: Match, person_id: UUID) -> str:
    """How somebody tells this pair apart: as they chose, else one that their others lack."""
    mine = PersonalLink.objects.filter(person_id=person_id)
    chosen = mine.filter(match=match).values_list("symbol", flat=True).first()
    others = mine.exclude(match=match).order_by("match_id").distinct("match_id").count()
    return chosen or symbol_at(others)


def match_of(match_id: UUID) -> Match | None:
    """A match in any state, for the platform."""
    with acting_as(answering()):
        return Match.objects.filter(pk=match_id).first()


def _teller(link: PersonalLink) -> Teller | None:
    match = match_of(link.match_id)
    return None if match is None else Teller(match, link.person_id, link)
