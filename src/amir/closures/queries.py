"""Reading closings, follow-ups and certificates."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor

from .models import Certificate, Closure, FollowUp, Interview, SigningKey
from .rules import CERTIFY, FOLLOW, VIEW, verifying


def closures_visible_to(actor: Actor) -> QuerySet[Closure]:
    """Closings in the actor's organisations: open ones first, then the newest."""
    found = Closure.objects.filter(organisation_id__in=actor.organisations_where(VIEW))
    return found.select_related("match", "match__mentee", "match__mentor").order_by(
        "closed_at", "-created_at", "id"
    )


def closure_or_404(actor: Actor, *, closure_id: UUID) -> Closure:
    """One closing. Raises Http404."""
    found = closures_visible_to(actor).filter(pk=closure_id).first()
    if found is None:
        raise Http404
    return found


def interviews_of(closure: Closure) -> list[Interview]:
    """What the two sides said."""
    return list(Interview.objects.filter(closure=closure))


def interviews_by_closure(closures: Iterable[Closure]) -> dict[UUID, list[Interview]]:
    """Closing -> what the two sides said; one query for all."""
    found: dict[UUID, list[Interview]] = {closure.pk: [] for closure in closures}
    for interview in Interview.objects.filter(closure__in=list(found)):
        found[interview.closure_id].append(interview)
    return found


def follow_ups_visible_to(actor: Actor) -> QuerySet[FollowUp]:
    """Follow-ups of the actor's organisations, the next first."""
    return FollowUp.objects.filter(organisation_id__in=actor.organisations_where(FOLLOW))


def follow_up_or_404(actor: Actor, *, follow_up_id: UUID) -> FollowUp:
    """One follow-up of somebody in the actor's organisations. Raises Http404."""
    found = follow_ups_visible_to(actor).filter(pk=follow_up_id).first()
    if found is None:
        raise Http404
    return found


def follow_ups_due(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Of these, what can be done today."""
    today = clock.today()
    return rows.filter(done_on=None, due_on__lte=today, closes_on__gte=today)


def follow_ups_of_me(actor: Actor) -> QuerySet[FollowUp]:
    """What the actor can answer today."""
    return follow_ups_due(FollowUp.objects.filter(_own(actor)))


def my_follow_up_or_404(actor: Actor, *, follow_up_id: UUID) -> FollowUp:
    """A follow-up of the actor, also when it is over. Raises Http404."""
    mine = FollowUp.objects.filter(_own(actor), pk=follow_up_id).first()
    if mine is None:
        raise Http404
    return mine


def certificates_visible_to(actor: Actor) -> QuerySet[Certificate]:
    """Certificates of the actor's organisations, newest first."""
    return Certificate.objects.filter(organisation_id__in=actor.organisations_where(CERTIFY))


def certificate_or_404(actor: Actor, *, certificate_id: UUID) -> Certificate:
    """A certificate of the actor's organisations. Raises Http404."""
    found = certificates_visible_to(actor).filter(pk=certificate_id).first()
    if found is None:
        raise Http404
    return found


def certificates_of_me(actor: Actor) -> QuerySet[Certificate]:
    """The actor's own, as long as they hold."""
    return Certificate.objects.filter(_own(actor), withdrawn_at=None)


def my_certificate_or_404(actor: Actor, *, certificate_id: UUID) -> Certificate:
    """One of the actor's own. Raises Http404."""
    found = certificates_of_me(actor).filter(pk=certificate_id).first()
    if found is None:
        raise Http404
    return found


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate that somebody holds in their hands, if it holds; for everybody."""
    with acting_as(verifying()):
        return Certificate.objects.filter(code=code, withdrawn_at=None).first()


def keys_of(organisation_id: UUID) -> list[SigningKey]:
    """The public keys of an organisation, retired ones too: what they signed stays genuine."""
    with acting_as(verifying()):
        rows = SigningKey.objects.filter(organisation_id=organisation_id)
        return list(rows.only("id", "organisation_id", "public", "created_at"))


def _own(actor: Actor) -> Q:
    """Rows about the actor; none for a visitor."""
    return Q(person_id=actor.account_id) if actor.account_id else Q(pk__in=[])
