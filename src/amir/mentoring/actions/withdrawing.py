"""Taking a consent back: who does not agree any more to take part is out of matching."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed
from amir.core.events import happened
from amir.core.permissions import may
from amir.participants.actions import revoke_consent
from amir.people.actions import withdraw_consents
from amir.people.enums import Consent
from amir.people.models import ConsentReceipt

from ..enums import ProposalState, WishKind
from ..models import Asking, Proposal, Wish
from ..notices import tell_over
from ..rules import ME_CHANGE, answering
from .words_of import words_of


@transaction.atomic
def withdraw_consent(actor: Actor, *, consent: ConsentReceipt) -> None:
    """Do not agree any more; of taking part: leave matching at once. A coordinator is told.

    A match that runs is ended by the coordinator, who speaks with both. Raises NotAllowed.
    """
    if actor.account_id is None or not may(actor, ME_CHANGE, consent):
        raise NotAllowed(_("Only the person can take this back."))
    held = ConsentReceipt.objects.select_for_update().get(pk=consent.pk)
    if held.withdrawn_at is not None:
        return
    withdraw_consents(actor, kind=held.kind)
    with words_of(held.organisation_id):
        why = _("Does not agree any more: {what}.").format(what=held.get_kind_display())
        if held.kind == Consent.TAKING_PART:
            end_open_pairs(actor.account_id, why)
            revoke_consent(actor, source=why)
    Wish.objects.create(
        organisation_id=held.organisation_id,
        person_id=actor.account_id,
        kind=WishKind.CORRECTION,
        about="consent",
        text=why,
    )
    happened("mentoring.consent_withdrawn", actor, consent=held)


def end_open_pairs(person_id: UUID, why: str) -> None:
    """Pairs that are proposed or asked end as with a no; the other side is told it is over."""
    with acting_as(answering(person_id)) as themself:
        mine = Q(mentee_person_id=person_id) | Q(mentor_person_id=person_id)
        live = Proposal.objects.select_for_update().filter(
            mine, state__in=(ProposalState.PROPOSED, ProposalState.ASKED)
        )
        ended = list(live.order_by("pk"))
        asked = [proposal for proposal in ended if proposal.state == ProposalState.ASKED]
        Proposal.objects.filter(pk__in=[proposal.pk for proposal in ended]).update(
            state=ProposalState.DECLINED, is_locked=False, why=why[:300]
        )
        askings = Asking.objects.filter(proposal__in=asked)
        askings.filter(person_id=person_id).update(taken_back_at=clock.now())
        tell_over(askings.exclude(person_id=person_id))
        for proposal in asked:
            proposal.state = ProposalState.DECLINED
            happened("mentoring.proposal_declined", themself, proposal=proposal)
