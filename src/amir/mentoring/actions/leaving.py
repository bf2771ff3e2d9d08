"""In the trial period either side leaves a match by themselves, without a reason."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused

from .. import practice
from ..enums import EndReason, WishKind
from ..models import Agreement, Barred, Match, Wish
from ..notices import CHANGED, home_link, tell_people
from ..queries import link_by_token
from ..rules import answering, leaving
from .ending import finish
from .linking import side_of
from .words_of import words_of


def leave_match(actor: Actor, *, match: Match) -> None:
    """Leave as one of the two. Raises NotAllowed for others; Refused after the trial period."""
    if actor.account_id is None or side_of(match, actor.account_id) is None:
        raise NotAllowed(_("Only the two of a match leave it."))
    _leave(match, actor.account_id)


def leave_by_link(actor: Actor, *, token: str) -> None:
    """Leave by the link of one's side. Refused as above, or if the link does not work."""
    with acting_as(answering()):
        link = link_by_token(token)
    if link is None:
        raise Refused(_("This link does not work. Please ask for a new one."))
    _leave(link.match, link.person_id)


def _leave(match: Match, person_id: UUID) -> None:
    """Nobody is blamed: the other is told that something changed, a coordinator calls both."""
    with transaction.atomic(), acting_as(leaving(person_id)) as themself:
        agreement = Agreement.objects.get(match=match)
        if not practice.is_trial(agreement, clock.today()):
            raise Refused(_("The trial period is over. We call you and find a way together."))
        with words_of(match.organisation_id):
            why = _("Left in the trial period.")
        ended = finish(themself, match, why, EndReason.TRIAL)
        pair = {"mentee_id": ended.mentee_id, "mentor_id": ended.mentor_id}
        Barred.objects.filter(**pair).delete()
        Barred.objects.create(organisation_id=ended.organisation_id, by=person_id, **pair)
        Wish.objects.create(
            organisation_id=ended.organisation_id,
            person_id=person_id,
            kind=WishKind.LEFT,
            about="match",
            text=why,
        )
    _tell_the_other(ended, person_id)


def _tell_the_other(match: Match, person_id: UUID) -> None:
    two = {match.mentee_person_id, match.mentor_person_id} - {person_id}
    tell_people(match.organisation_id, CHANGED, {other: {"link": home_link()} for other in two})
