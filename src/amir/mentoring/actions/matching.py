"""Agreed pairs: how they begin and how they end, with what each may see of the other."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.edges import close_edges, open_edge
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.participants.actions import take_step
from amir.participants.lifecycle import State
from amir.participants.models import Participant

from ..enums import MatchState, ProposalState
from ..models import Asking, Match, Proposal
from ..notices import tell_agreed, tell_over
from ..rules import END_MATCH
from .holding import held_participants

# What two people of a match see of each other while it runs.
SHARED = ("calling", "contact")


def agree(actor: Actor, proposal: Proposal) -> Match | None:
    """Both said yes: make the match. None if it cannot be any more; the proposal says why.

    Both participants are locked first, so that a mentor never gets more people than they take.
    """
    people = held_participants({proposal.mentee_id, proposal.mentor_id})
    mentee, mentor = people[proposal.mentee_id], people[proposal.mentor_id]
    running = Match.objects.filter(state=MatchState.RUNNING)
    if running.filter(mentee=mentee).exists():
        _too_late(actor, proposal, _("The mentee has a mentor already."))
        return None
    if running.filter(mentor=mentor).count() >= mentor.capacity:
        _too_late(actor, proposal, _("The mentor has no free place any more."))
        return None
    try:
        with transaction.atomic():
            for participant in (mentee, mentor):
                take_step(actor, participant=participant, step="match")
    except Refused as refused:
        _too_late(actor, proposal, str(refused))
        return None
    match = Match.objects.create(
        organisation_id=proposal.organisation_id,
        mentee=mentee,
        mentor=mentor,
        mentee_person_id=mentee.person_id,
        mentor_person_id=mentor.person_id,
        proposal=proposal,
        agreed_on=clock.today(),
    )
    proposal.state = ProposalState.AGREED
    proposal.save(update_fields=["state"])
    for one, other in _both_ways(match):
        for field_set in SHARED:
            open_edge(actor=one, kind="match", field_set=field_set,
                      organisation=match.organisation_id, subject=other)  # fmt: skip
    tell_agreed(Asking.objects.filter(proposal=proposal))
    happened("mentoring.match_agreed", actor, match=match)
    return match


@transaction.atomic
def end_match(actor: Actor, *, match: Match, why: str) -> None:
    """The match is over: neither sees anything of the other from now on, and both are free.

    Raises NotAllowed; Refused without a reason or if it is over already.
    """
    if actor.account_id is None or not may(actor, END_MATCH, match):
        raise NotAllowed(_("You may not end matches in this organisation."))
    if not why.strip():
        raise Refused(_("Say in a few words why it ends."), field="why")
    people = held_participants({match.mentee_id, match.mentor_id})
    held = Match.objects.select_for_update().get(pk=match.pk)
    if held.state != MatchState.RUNNING:
        raise Refused(_("This match is over already."))
    held.state, held.ended_on = MatchState.ENDED, clock.today()
    held.why_ended = why.strip()[:300]
    held.save(update_fields=["state", "ended_on", "why_ended"])
    for one, other in _both_ways(held):
        close_edges(actor=one, kind="match", organisation=held.organisation_id, subject=other)
    # What each was told of the other before they agreed goes with it.
    Asking.objects.filter(proposal=held.proposal_id).update(shown={})
    for participant in people.values():
        _free(actor, participant, why)
    happened("mentoring.match_ended", actor, match=held)


def _free(actor: Actor, participant: Participant, why: str) -> None:
    """Available again, unless another match goes on."""
    side = {"mentee": participant} if participant.side == "mentee" else {"mentor": participant}
    goes_on = Match.objects.filter(state=MatchState.RUNNING, **side).exists()
    if participant.state == State.MATCHED and not goes_on:
        take_step(actor, participant=participant, step="free", why=why)


def _both_ways(match: Match) -> tuple[tuple[UUID, UUID], ...]:
    mentee, mentor = match.mentee_person_id, match.mentor_person_id
    return ((mentor, mentee), (mentee, mentor))


def _too_late(actor: Actor, proposal: Proposal, why: str) -> None:
    proposal.state, proposal.why = ProposalState.EXPIRED, why[:300]
    proposal.save(update_fields=["state", "why"])
    tell_over(Asking.objects.filter(proposal=proposal))
    happened("mentoring.proposal_expired", actor, proposal=proposal)
