"""Two yes make a match, with what each may see of the other."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.edges import open_edge
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.events import happened
from amir.participants.actions import take_step

from ..enums import LIVE_MATCH, ProposalState
from ..models import Asking, Match, Proposal
from ..notices import tell_agreed, tell_over
from .holding import held_participants

# What two people of a match see of each other while it runs.
SHARED = ("calling", "contact")


def agree(actor: Actor, proposal: Proposal) -> Match | None:
    """Both said yes: make the match. None if it cannot be any more; the proposal says why.

    Both participants are locked first, so that a mentor never gets more people than they take.
    """
    people = held_participants({proposal.mentee_id, proposal.mentor_id})
    mentee, mentor = people[proposal.mentee_id], people[proposal.mentor_id]
    live = Match.objects.filter(state__in=LIVE_MATCH)
    if live.filter(mentee=mentee).exists():
        _too_late(actor, proposal, _("The mentee has a mentor already."))
        return None
    if live.filter(mentor=mentor).count() >= mentor.capacity:
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
    for one, other in both_ways(match):
        for field_set in SHARED:
            open_edge(actor=one, kind="match", field_set=field_set,
                      organisation=match.organisation_id, subject=other)  # fmt: skip
    tell_agreed(Asking.objects.filter(proposal=proposal))
    happened("mentoring.match_agreed", actor, match=match)
    return match


def both_ways(match: Match) -> tuple[tuple[UUID, UUID], ...]:
    """Who sees whom: the mentor the mentee, and the mentee the mentor."""
    mentee, mentor = match.mentee_person_id, match.mentor_person_id
    return ((mentor, mentee), (mentee, mentor))


def _too_late(actor: Actor, proposal: Proposal, why: str) -> None:
    proposal.state, proposal.why = ProposalState.EXPIRED, why[:300]
    proposal.save(update_fields=["state", "why"])
    tell_over(Asking.objects.filter(proposal=proposal))
    happened("mentoring.proposal_expired", actor, proposal=proposal)
