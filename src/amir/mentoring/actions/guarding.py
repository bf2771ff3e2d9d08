"""Somebody under 18: their guardian's consent, and two colleagues who approve a pair."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.organisations.models import Organisation
from amir.participants.models import Participant
from amir.people.contacts import normal_email, normal_phone
from amir.people.models import Person

from .. import practice
from ..enums import ProposalState, Relation
from ..models import Approval, Guardian, Proposal
from ..queries import guardians_today, names_of_people, settings_for
from ..rules import ARRANGE, DECIDE


def add_guardian(
    actor: Actor,
    *,
    participant: Participant,
    name: str,
    relation: str,
    consented_on: date | None,
    authority: str = "",
    phone: str = "",
    email: str = "",
    valid_until: date | None = None,
) -> Guardian:
    """Who answers for somebody under 18, and when they agreed. Raises NotAllowed, Refused."""
    guardian = Guardian(
        organisation_id=participant.organisation_id,
        participant=participant,
        name=name.strip()[:200],
        relation=relation,
        authority=authority.strip()[:200],
        phone=normal_phone(phone) or phone[:20],
        email=normal_email(email) or email[:254],
        valid_until=valid_until,
        consented_on=consented_on,
        noted_by=_person(actor, participant),
    )
    if not guardian.name:
        raise Refused(_("Write a name."), field="name")
    if relation not in Relation.values:
        raise Refused(_("Choose one from the list."), field="relation")
    if relation != Relation.PARENT and not guardian.authority:
        raise Refused(_("Write by which decision they answer for the child."), field="authority")
    if not guardian.phone and not guardian.email:
        raise Refused(_("Write a phone number or an e-mail."), field="phone")
    if consented_on is not None and consented_on > clock.today():
        raise Refused(_("The date must be in the past."), field="consented_on")
    guardian.save(force_insert=True)
    return guardian


def end_guardian(actor: Actor, *, guardian: Guardian) -> None:
    """They do not agree any more, or answer for the child no longer. Raises NotAllowed."""
    _person(actor, guardian)
    Guardian.objects.filter(pk=guardian.pk, withdrawn_on=None).update(withdrawn_on=clock.today())


@transaction.atomic
def approve_pair(actor: Actor, *, proposal: Proposal) -> Approval:
    """Approve that somebody under 18 is asked about this pair; twice by one person is once.

    Raises NotAllowed; Refused if it is decided, or nobody of the two is under 18.
    """
    if actor.account_id is None or not may(actor, DECIDE, proposal):
        raise NotAllowed(_("You may not decide about pairs in this organisation."))
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state != ProposalState.PROPOSED:
        raise Refused(_("This pair is decided already."))
    if not minors_among([held.mentee_person_id, held.mentor_person_id]):
        raise Refused(_("Neither of the two is under 18."))
    approval, _is_new = Approval.objects.get_or_create(
        proposal=held, by=actor.account_id, defaults={"organisation_id": held.organisation_id}
    )
    return approval


def require_protected(
    actor: Actor, proposals: Sequence[Proposal], people: Mapping[UUID, Participant]
) -> None:
    """Mark pairs with somebody under 18; nobody is asked unless all that protects them is there.

    Raises Refused: the organisation takes no minors, a guardian's consent is missing, or fewer
    colleagues than the programme asks for have approved.
    """
    minors = minors_among([participant.person_id for participant in people.values()])
    if not minors:
        return
    organisation = Organisation.objects.get(pk=proposals[0].organisation_id)
    names = ", ".join(names_of_people(actor, minors).values())
    if not organisation.takes_minors:
        raise Refused(
            _("{names} is under 18. This organisation matches adults only.").format(names=names)
        )
    guarded = guardians_today([p.pk for p in people.values() if p.person_id in minors])
    for proposal in proposals:
        two = [people[proposal.mentee_id], people[proposal.mentor_id]]
        young = [participant for participant in two if participant.person_id in minors]
        if not young:
            continue
        if not all(participant.pk in guarded for participant in young):
            raise Refused(_("The consent of a guardian is missing. Nobody was asked."))
        settings = settings_for(two[0].programme_id, has_minor=True)
        approvers = Approval.objects.filter(proposal=proposal).values_list("by", flat=True)
        if not practice.is_approved(list(approvers), settings):
            raise Refused(_("Two colleagues must approve a pair with somebody under 18."))
        proposal.has_minor = True
    Proposal.objects.filter(pk__in=[p.pk for p in proposals if p.has_minor]).update(has_minor=True)


def is_still_protected(proposal: Proposal) -> bool:
    """Whether a guardian's consent stands when both have said yes. Asked while somebody answers."""
    if not proposal.has_minor:
        return True
    two = [proposal.mentee_id, proposal.mentor_id]
    return bool(guardians_today(two))


def minors_among(person_ids: Collection[UUID]) -> set[UUID]:
    """Of these persons, those under 18, as far as the actor sees them."""
    rows = Person.objects.filter(pk__in=person_ids, is_minor=True)
    return set(rows.values_list("pk", flat=True))


def _person(actor: Actor, thing: Participant | Guardian) -> UUID:
    if actor.account_id is None or not may(actor, ARRANGE, thing):
        raise NotAllowed(_("You may not arrange this in this organisation."))
    return actor.account_id
