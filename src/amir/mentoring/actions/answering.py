"""Somebody answers whether they want to meet the other; two yes make a match."""

from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened

from .. import practice
from ..enums import Answer, ProposalState, WishKind
from ..models import Asking, Barred, Match, Proposal, Wish
from ..notices import tell_over
from ..queries import asking_by_token
from ..rules import answering
from .following import let_rest, look_for_next
from .matching import agree

State = Literal["open", "waiting", "agreed", "declined", "taken_back", "expired", "over"]


@dataclass(frozen=True)
class Answered:
    """Where a question stands for one side; `match` if both said yes just now."""

    asking: Asking
    state: State
    match: Match | None = None


def answer(actor: Actor, *, token: str, answer: str) -> Answered:
    """Answer by link. Refused if the link is not ours, too late or taken back."""
    with acting_as(answering()):
        asking = asking_by_token(token)
    if asking is None:
        raise _no_such_link()
    return _answer(asking, answer)


def answer_own(actor: Actor, *, asking: Asking, answer: str) -> Answered:
    """Answer while signed in. NotAllowed if somebody else was asked; Refused if it is too late."""
    if actor.account_id != asking.person_id:
        raise NotAllowed(_("Somebody else was asked this."))
    return _answer(asking, answer)


def wish_by_link(actor: Actor, *, token: str) -> Wish:
    """Whoever holds the link asks to be called, also when it is too late to answer."""
    with acting_as(answering()):
        asking = asking_by_token(token)
        if asking is None:
            raise _no_such_link()
    with acting_as(answering(asking.person_id)):
        open_wish = Wish.objects.filter(
            person_id=asking.person_id, kind=WishKind.CALL, settled_at=None
        ).first()
        return open_wish or Wish.objects.create(
            organisation_id=asking.organisation_id,
            person_id=asking.person_id,
            kind=WishKind.CALL,
            about="question",
        )


def expire_askings(actor: Actor) -> int:
    """Questions that nobody answered in time are over; returns how many pairs."""
    waiting = Asking.objects.filter(
        answer="", taken_back_at=None, proposal__state=ProposalState.ASKED
    ).values_list("proposal_id", "answer_by")
    now = clock.now()
    ids = {key for key, until in waiting if practice.is_answered_too_late(until, now)}
    with transaction.atomic():
        held = Proposal.objects.select_for_update().filter(pk__in=ids, state=ProposalState.ASKED)
        found = list(held.order_by("pk"))
        Proposal.objects.filter(pk__in=[p.pk for p in found]).update(
            state=ProposalState.EXPIRED, is_locked=False
        )
        tell_over(Asking.objects.filter(proposal__in=found))
        let_rest(found)
        for proposal in found:
            happened("mentoring.proposal_expired", actor, proposal=proposal)
    look_for_next(found)
    return len(found)


def state_of(asking: Asking) -> State:
    """Where the question stands for this side, now."""
    if asking.taken_back_at is not None:
        return "taken_back"
    proposal = asking.proposal.state
    if proposal == ProposalState.AGREED:
        # With the match ends what one was told of the other.
        return "agreed" if asking.shown else "over"
    if proposal == ProposalState.DECLINED:
        return "declined" if asking.answer == Answer.NO else "over"
    if practice.is_answered_too_late(asking.answer_by, clock.now()):
        return "expired" if not asking.answer else "over"
    if proposal != ProposalState.ASKED:
        return "over"
    return "waiting" if asking.answer == Answer.YES else "open"


def _no_such_link() -> Refused:
    return Refused(_("This link does not work. Please ask for a new one."))


def _answer(asking: Asking, wanted: str) -> Answered:
    if wanted not in Answer.values:
        raise Refused(_("Choose yes or no."), field="answer")
    with transaction.atomic(), acting_as(answering(asking.person_id)) as actor:
        # One lock for both sides: who answers second sees the first answer.
        proposal = Proposal.objects.select_for_update().get(pk=asking.proposal_id)
        held = Asking.objects.filter(pk=asking.pk).first()
        if held is None:  # taken back and asked anew while this answer was on its way
            raise _no_such_link()
        held.proposal = proposal
        state = state_of(held)
        if state not in ("open", "waiting"):
            return Answered(held, state)
        held.answer, held.answered_at = Answer(wanted), clock.now()
        held.save(update_fields=["answer", "answered_at"])
        if wanted == Answer.NO:
            _decline(actor, proposal, held)
            return Answered(held, "declined")
        other = Asking.objects.filter(proposal=proposal).exclude(pk=held.pk)
        if not other.filter(answer=Answer.YES).exists():
            return Answered(held, "waiting")
        match = agree(actor, proposal)
        return Answered(held, "agreed" if match else "over", match)


def _decline(actor: Actor, proposal: Proposal, asking: Asking) -> None:
    """The place is free again, and the pair is not proposed again."""
    proposal.state, proposal.is_locked = ProposalState.DECLINED, False
    proposal.save(update_fields=["state", "is_locked"])
    Barred.objects.bulk_create(
        [
            Barred(
                organisation_id=proposal.organisation_id,
                mentee_id=proposal.mentee_id,
                mentor_id=proposal.mentor_id,
                by=asking.person_id,
            )
        ],
        ignore_conflicts=True,
    )
    tell_over(Asking.objects.filter(proposal=proposal))
    happened("mentoring.proposal_declined", actor, proposal=proposal)
    look_for_next([proposal])
