"""Links by which somebody tells meetings without signing in: making, marking, taking back."""

from dataclasses import dataclass
from secrets import token_urlsafe
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.mentoring.models import Match
from amir.people.symbols import SYMBOLS

from ..models import PersonalLink
from ..queries import digest_of, symbol_of
from ..rules import CHANGE, MINE

TOKEN_BYTES = 18


@dataclass(frozen=True)
class Made:
    """A link with its secret part, which is stored nowhere."""

    link: PersonalLink
    token: str

    @property
    def address(self) -> str:
        """The whole address."""
        return str(settings.SITE_URL) + reverse("meeting_link", kwargs={"token": self.token})


def make_link(actor: Actor, *, match: Match, person_id: UUID, language: str) -> Made:
    """A link for one of the two: for oneself, or made by a coordinator to hand over.

    Raises NotAllowed; Refused if it is for nobody of the match, or the match is over.
    """
    is_own = may(actor, MINE, match) and actor.account_id == person_id
    if actor.account_id is None or not (is_own or may(actor, CHANGE, match)):
        raise NotAllowed(_("You may not make links for this match."))
    if person_id not in (match.mentee_person_id, match.mentor_person_id):
        raise Refused(_("Choose one of the two people."), field="person")
    if not match.is_live:
        raise Refused(_("This match is over."))
    return new_link(match, person_id, language)


@transaction.atomic
def new_link(match: Match, person_id: UUID, language: str) -> Made:
    """The same for the platform, which sends it itself."""
    token = token_urlsafe(TOKEN_BYTES)
    link = PersonalLink.objects.create(
        organisation_id=match.organisation_id, match=match, person_id=person_id,
        mentee_person_id=match.mentee_person_id, mentor_person_id=match.mentor_person_id,
        digest=digest_of(token), language=language[:12], symbol=symbol_of(match, person_id),
    )  # fmt: skip
    return Made(link, token)


def choose_symbol(actor: Actor, *, link: PersonalLink, symbol: str) -> None:
    """How this pair is told apart on the phone. Raises NotAllowed, Refused."""
    if actor.account_id != link.person_id:
        raise NotAllowed(_("Only the owner of the link can choose this."))
    if symbol not in SYMBOLS:
        raise Refused(_("Choose one of the symbols."), field="symbol")
    mine = PersonalLink.objects.filter(match=link.match_id, person_id=link.person_id)
    mine.update(symbol=symbol)


def revoke_link(actor: Actor, *, link: PersonalLink) -> None:
    """The link works no more. Raises NotAllowed."""
    is_own = actor.account_id is not None and actor.account_id == link.person_id
    if not is_own and not may(actor, CHANGE, link):
        raise NotAllowed(_("You may not take back this link."))
    PersonalLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=clock.now())
