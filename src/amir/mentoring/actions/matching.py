"""Two yes make a match, with what each may see of the other and what is to be signed."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.events import happened
from amir.participants.actions import take_step
from amir.participants.enums import Side
from amir.participants.models import Participant

from .. import practice
from ..enums import ProposalState
from ..models import Asking, Match, Proposal
from ..notices import tell_agreed, tell_over
from ..queries import held_by, live_matches, load_of, settings_for
from .agreeing import draft_agreement
from .guarding import is_still_protected
from .holding import held_participants
from .linking import link_for
from .pausing import is_paused
from .sharing import tie


def agree(actor: Actor, proposal: Proposal) -> Match | None:
    """Both said yes: make the match. None if it cannot be any more; the proposal says why.

    Both participants are locked first, so that a mentor never gets more people than they take.
    """
    askings = list(Asking.objects.filter(proposal=proposal))
    if not practice.may_begin(proposal, [asking.answer for asking in askings]):
        return None
    people = held_participants({proposal.mentee_id, proposal.mentor_id})
    mentee, mentor = people[proposal.mentee_id], people[proposal.mentor_id]
    why = _why_not(proposal, mentee, mentor)
    if why is None:
        why = _matched(actor, mentee, mentor)
    if why is not None:
        _too_late(actor, proposal, why)
        return None
    match = _made(actor, proposal, mentee, mentor)
    _tell(match, askings)
    _end_surplus(actor, mentor)
    happened("mentoring.match_agreed", actor, match=match)
    return match


def _why_not(proposal: Proposal, mentee: Participant, mentor: Participant) -> str | None:
    """What stands in the way by now; None if nothing does."""
    if live_matches().filter(mentee=mentee).exists():
        return _("The mentee has a mentor already.")
    if not practice.has_place(mentor.capacity, held_by([mentor.pk])[mentor.pk]):
        return _("The mentor has no free place any more.")
    if is_paused([mentee.person_id, mentor.person_id]) or not is_still_protected(proposal):
        return _("This cannot go on at the moment.")
    return None


def _matched(actor: Actor, mentee: Participant, mentor: Participant) -> str | None:
    """Both take the step; what their records do not allow is told instead."""
    try:
        with transaction.atomic():
            for participant in (mentee, mentor):
                take_step(actor, participant=participant, step="match")
    except Refused as refused:
        return str(refused)
    return None


def _made(actor: Actor, proposal: Proposal, mentee: Participant, mentor: Participant) -> Match:
    match = Match.objects.create(
        organisation_id=proposal.organisation_id,
        programme_id=mentee.programme_id,
        mentee=mentee,
        mentor=mentor,
        mentee_person_id=mentee.person_id,
        mentor_person_id=mentor.person_id,
        proposal=proposal,
        interpreter_id=proposal.interpreter_id,
        has_minor=proposal.has_minor,
        agreed_on=clock.today(),
    )
    proposal.state = ProposalState.AGREED
    proposal.save(update_fields=["state"])
    settings = settings_for(match.programme_id, has_minor=match.has_minor)
    draft_agreement(match, settings)
    tie(match)
    return match


def _tell(match: Match, askings: list[Asking]) -> None:
    languages: Mapping[str, str] = {asking.side: asking.language for asking in askings}
    links = {
        person_id: link_for(match, side, languages[side])
        for side, person_id in (
            (Side.MENTEE, match.mentee_person_id),
            (Side.MENTOR, match.mentor_person_id),
        )
    }
    tell_agreed(askings, links)


def _end_surplus(actor: Actor, mentor: Participant) -> None:
    """More are asked than the mentor takes by now: the last ones asked need not wait.

    One that is being answered at this moment is locked; whoever answers finds no place.
    """
    surplus = load_of([mentor.pk])[mentor.pk] - mentor.capacity
    if surplus <= 0:
        return
    asked = Proposal.objects.select_for_update(skip_locked=True).filter(
        mentor=mentor, state=ProposalState.ASKED
    )
    for proposal in asked.order_by("-decided_at", "pk")[:surplus]:
        _too_late(actor, proposal, _("The mentor has no free place any more."))


def _too_late(actor: Actor, proposal: Proposal, why: str) -> None:
    proposal.state, proposal.why = ProposalState.EXPIRED, why[:300]
    proposal.save(update_fields=["state", "why"])
    tell_over(Asking.objects.filter(proposal=proposal))
    happened("mentoring.proposal_expired", actor, proposal=proposal)
