"""Reading organisations and memberships."""

from uuid import UUID

from django.db.models import Q, QuerySet

from amir.core import clock
from amir.core.actor import Actor, Seat

from .models import Membership, Organisation
from .roles import ROLES


def load_actor(
    account_id: UUID, *, request_id: UUID | None = None, session_kind: str = ""
) -> Actor:
    """The actor of an account with its seats (AMIR_ACTOR_LOADER); one query."""
    now = clock.now()
    rows = (
        Membership.objects.filter(account_id=account_id, since__lte=now)
        .filter(Q(until__isnull=True) | Q(until__gt=now))
        .order_by("since", "id")
        .values_list("organisation_id", "role")
    )
    seats = tuple(
        Seat(organisation_id, role, ROLES[role].permissions)
        for organisation_id, role in rows
        if role in ROLES
    )
    return Actor(
        account_id=account_id, seats=seats, request_id=request_id, session_kind=session_kind
    )


def running(organisation_id: UUID) -> QuerySet[Membership]:
    """Roles that are held now in an organisation."""
    return Membership.objects.filter(organisation_id=organisation_id, until__isnull=True)


def organisations_visible_to(actor: Actor) -> QuerySet[Organisation]:
    """Organisations are public; visitors see them too."""
    return Organisation.objects.order_by("name")


def colleagues_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Who works now in the organisations in which the actor has a seat."""
    organisations = {seat.organisation_id for seat in actor.seats}
    return Membership.objects.filter(
        organisation_id__in=organisations, until__isnull=True
    ).order_by("shown_name")
