"""Reading organisations, memberships, emergencies and who did what."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, Seat, platform
from amir.core.models import AuditEvent
from amir.core.secrets.index import lookup_digest
from amir.people.models import NOTIFYING, Account, ContactLookup, Person

from .models import Emergency, Membership, Organisation
from .roles import ROLES
from .rules import REVIEW_EMERGENCY, VIEW_AUDIT


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


def own_organisations(actor: Actor) -> QuerySet[Organisation]:
    """The organisations in which the actor has a seat."""
    mine = {seat.organisation_id for seat in actor.seats}
    return organisations_visible_to(actor).filter(pk__in=mine)


def belonged_to(actor: Actor) -> list[UUID]:
    """The organisations in which the actor works, and the one in which they take part."""
    if actor.account_id is None:
        return []
    works = [seat.organisation_id for seat in actor.seats]
    person = Person.objects.filter(pk=actor.account_id)
    takes_part = person.values_list("organisation_id", flat=True)
    return list(dict.fromkeys([*works, *takes_part]))


def own_organisation_or_404(actor: Actor, organisation_id: UUID) -> Organisation:
    """An organisation in which the actor has a seat."""
    found = own_organisations(actor).filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return found


def colleagues_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Who works now in the organisations in which the actor has a seat."""
    organisations = {seat.organisation_id for seat in actor.seats}
    return Membership.objects.filter(
        organisation_id__in=organisations, until__isnull=True
    ).order_by("shown_name", "id")


def membership_or_404(actor: Actor, membership_id: UUID) -> Membership:
    """A running role of a colleague."""
    found = colleagues_visible_to(actor).filter(pk=membership_id).first()
    if found is None:
        raise Http404
    return found


def names_of_colleagues(actor: Actor) -> dict[UUID, str]:
    """How everybody who works or worked with the actor is shown, by account."""
    organisations = {seat.organisation_id for seat in actor.seats}
    rows = Membership.objects.filter(organisation_id__in=organisations).order_by("since")
    return dict(rows.values_list("account_id", "shown_name"))


def works_elsewhere(membership: Membership) -> bool:
    """Whether the person has a role in another organisation. Read by the platform: an
    administrator sees the roles of their own only."""
    with acting_as(platform(NOTIFYING)):
        roles = Membership.objects.filter(account_id=membership.account_id, until=None)
        return roles.exclude(organisation_id=membership.organisation_id).exists()


def account_of(membership: Membership) -> Account:
    """The account of a colleague: whether it is on, and if not, why."""
    return Account.objects.get(pk=membership.account_id)


def staff_who_may(permission: str) -> dict[UUID, list[UUID]]:
    """Organisation -> the accounts of those whose role permits it now; others are left out.

    Read by the platform: whoever turns to an organisation must know whether anybody is there.
    """
    roles = [name for name, role in ROLES.items() if permission in role.permissions]
    found: dict[UUID, list[UUID]] = {}
    with acting_as(platform(NOTIFYING)):
        rows = Membership.objects.filter(role__in=roles, until=None, since__lte=clock.now())
        for organisation_id, account_id in rows.values_list("organisation_id", "account_id"):
            found.setdefault(organisation_id, []).append(account_id)
    return found


def second_person(organisation_id: UUID, *, besides: UUID) -> Membership | None:
    """Who is told of an emergency: of those who review, the safeguarding people first."""
    reviewing = [name for name, role in ROLES.items() if REVIEW_EMERGENCY in role.permissions]
    found = running(organisation_id).filter(role__in=reviewing).exclude(account_id=besides)
    return min(found, key=lambda m: (reviewing.index(m.role), m.since), default=None)


def accounts_reached_at(contact: str) -> list[UUID]:
    """Accounts with that phone (E.164) or e-mail (lower case), of any organisation."""
    found = ContactLookup.objects.filter(digest=lookup_digest(contact))
    return list(found.values_list("account_id", flat=True)[:10])


def emergencies_visible_to(actor: Actor) -> QuerySet[Emergency]:
    """What the actor opened, was told of, or may review; newest first."""
    mine = Q(account_id=actor.account_id) | Q(told_id=actor.account_id)
    reviewed = Q(organisation_id__in=actor.organisations_where(REVIEW_EMERGENCY))
    return Emergency.objects.filter(mine | reviewed).order_by("-created_at", "id")


def emergency_or_404(actor: Actor, emergency_id: UUID) -> Emergency:
    """One of them."""
    found = emergencies_visible_to(actor).filter(pk=emergency_id).first()
    if found is None:
        raise Http404
    return found


def audit_visible_to(actor: Actor) -> QuerySet[AuditEvent]:
    """Who did what in the organisations whose audit the actor reads; newest first."""
    mine = actor.organisations_where(VIEW_AUDIT)
    return AuditEvent.objects.filter(organisation_id__in=mine).order_by("-id")
