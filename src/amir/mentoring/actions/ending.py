"""Matches end: neither side sees anything of the other any more, and both are free."""

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.participants.actions import take_step
from amir.participants.lifecycle import State
from amir.participants.models import Participant

from ..enums import HELPED_NO_MORE, LIVE_MATCH, EndReason, HelperState, MatchState
from ..lifecycle import END
from ..models import Asking, Match, MatchHelper, MatchLink
from ..rules import END_MATCH
from .holding import held_participants
from .sharing import people_of, untie
from .stepping import note_change


@transaction.atomic
def end_match(actor: Actor, *, match: Match, why: str, reason: str = "") -> None:
    """The match is over: neither sees anything of the other from now on, and both are free.

    `why` in words for colleagues, `reason` one of EndReason for counting, if it is known. Raises
    NotAllowed; Refused without words, for a reason that there is not, or if it is over already.
    """
    if actor.account_id is None or not may(actor, END_MATCH, match):
        raise NotAllowed(_("You may not end matches in this organisation."))
    if not why.strip():
        raise Refused(_("Say in a few words why it ends."), field="why")
    if reason and reason not in EndReason.values:
        raise Refused(_("Choose a reason from the list."), field="reason")
    finish(actor, match, why, reason)


def finish(actor: Actor, match: Match, why: str, reason: str) -> Match:
    """End a match in the transaction of its cause, which has asked for permissions.

    Refused if it is over already.
    """
    people = held_participants({match.mentee_id, match.mentor_id})
    held = Match.objects.select_for_update().get(pk=match.pk)
    if held.state not in END.sources:
        raise Refused(_("This match is over already."))
    note_change(actor, held, END, why)
    held.state, held.ended_on = MatchState.ENDED, clock.today()
    held.why_ended, held.reason = why.strip()[:300], reason
    held.save(update_fields=["state", "ended_on", "why_ended", "reason"])
    untie(held, people_of(held))
    helping = MatchHelper.objects.filter(match=held).exclude(state__in=HELPED_NO_MORE)
    helping.update(state=HelperState.ENDED, ended_at=clock.now())
    MatchLink.objects.filter(match=held).update(until=clock.now())
    # What each was told of the other before they agreed goes with it.
    Asking.objects.filter(proposal=held.proposal_id).update(shown={})
    for participant in people.values():
        _free(actor, participant, why)
    happened("mentoring.match_ended", actor, match=held)
    return held


def _free(actor: Actor, participant: Participant, why: str) -> None:
    """Available again, unless another match goes on."""
    side = {"mentee": participant} if participant.side == "mentee" else {"mentor": participant}
    goes_on = Match.objects.filter(state__in=LIVE_MATCH, **side).exists()
    if participant.state == State.MATCHED and not goes_on:
        take_step(actor, participant=participant, step="free", why=why)
