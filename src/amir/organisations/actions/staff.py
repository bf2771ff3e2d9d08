"""Who works in an organisation, in which roles."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.access.edges import close_edges, open_edge
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.organisations.models import Membership, Organisation
from amir.organisations.queries import running, works_elsewhere
from amir.organisations.roles import PURPOSES, ROLES
from amir.organisations.rules import MANAGE_STAFF
from amir.people import actions as people
from amir.people.enums import SessionKind
from amir.people.models import Account


@transaction.atomic
def appoint(
    actor: Actor, *, organisation_id: UUID, account_id: UUID, role: str, shown_name: str
) -> Membership:
    """Give somebody a role and open what it opens. Refused if they hold it already."""
    membership = Membership(
        organisation_id=organisation_id,
        account_id=account_id,
        role=role,
        shown_name=shown_name.strip(),
    )
    _check_manages(actor, membership)
    if role not in ROLES:
        raise Refused(_("Choose one of the roles."), field="role")
    if not membership.shown_name:
        raise Refused(_("Write the name that colleagues will see."), field="shown_name")
    held = running(organisation_id).filter(account_id=account_id, role=role)
    if held.exists():
        raise Refused(_("This person has this role already."), field="role")
    open_areas = _areas_held(organisation_id, account_id)
    membership.save(force_insert=True)
    for area in ROLES[role].areas:
        if area not in open_areas:
            open_edge(
                actor=account_id, kind="membership", field_set=area, organisation=organisation_id
            )
    happened("organisations.person_appointed", actor, membership=membership)
    return membership


@transaction.atomic
def dismiss(actor: Actor, *, membership: Membership) -> None:
    """End a role: what only this role opened is closed, and running sessions end."""
    _check_manages(actor, membership)
    ended = running(membership.organisation_id).filter(pk=membership.pk).update(until=clock.now())
    if not ended:
        raise Refused(_("This role has ended already."))
    is_own = membership.account_id == actor.account_id
    if is_own and not _others_who_manage(membership):
        raise Refused(_("You are the last administrator. Appoint another one first."))
    still_open = _areas_held(membership.organisation_id, membership.account_id)
    for area in ROLES[membership.role].areas:
        if area not in still_open:
            close_edges(
                actor=membership.account_id,
                kind="membership",
                organisation=membership.organisation_id,
                field_set=area,
            )
    membership.refresh_from_db()
    happened("organisations.person_dismissed", actor, membership=membership)


def switch_off(actor: Actor, *, membership: Membership, why: str) -> None:
    """A colleague cannot sign in any more; their roles stay as they are.

    Refused: the account works in another organisation too, which has a say in it.
    """
    account = _account_managed(actor, membership)
    people.switch_off_account(actor, account=account, why=why)
    happened("organisations.person_switched_off", actor, membership=membership)


def switch_on(actor: Actor, *, membership: Membership) -> None:
    """A colleague may sign in again. Refused as above."""
    account = _account_managed(actor, membership)
    people.switch_on_account(actor, account=account)
    happened("organisations.person_switched_on", actor, membership=membership)


@transaction.atomic
def create_staff(
    actor: Actor,
    *,
    organisation_id: UUID,
    role: str,
    shown_name: str,
    email: str = "",
    is_invented: bool = False,
    account_id: UUID | None = None,
) -> Membership:
    """An account for a colleague, appointed. They sign in first by a code to their address."""
    wanted = Membership(organisation_id=organisation_id)
    _check_manages(actor, wanted)
    organisation = Organisation.objects.get(pk=organisation_id)
    # An administrator sees no persons; that a colleague gets a record is the platform's act.
    setting_up = replace(actor, purpose="setup", granted=PURPOSES["setup"])
    with acting_as(setting_up):
        person = people.register_person(
            setting_up,
            organisation_id=organisation_id,
            preferred_name=shown_name.strip(),
            language=organisation.language,
            email=email,
            channel="email" if email else "",
            is_invented=is_invented,
            session_kind=SessionKind.STAFF,
            person_id=account_id,
        )
    return appoint(
        actor,
        organisation_id=organisation_id,
        account_id=person.pk,
        role=role,
        shown_name=shown_name,
    )


def _check_manages(actor: Actor, membership: Membership) -> None:
    """NotAllowed unless the actor manages the staff of the membership's organisation."""
    if not may(actor, MANAGE_STAFF, membership):
        raise NotAllowed(_("Only an administrator gives and ends roles."))


def _account_managed(actor: Actor, membership: Membership) -> Account:
    """The account of a colleague, if it is this organisation's alone."""
    _check_manages(actor, membership)
    if works_elsewhere(membership):
        raise Refused(_("This person works elsewhere too. End the role here instead."))
    return Account.objects.get(pk=membership.account_id)


def _areas_held(organisation_id: UUID, account_id: UUID) -> set[str]:
    """The areas that somebody's running roles open."""
    roles = running(organisation_id).filter(account_id=account_id).values_list("role", flat=True)
    return {area for role in roles if role in ROLES for area in ROLES[role].areas}


def _others_who_manage(membership: Membership) -> bool:
    """Whether somebody else can still manage the staff."""
    managing = [name for name, role in ROLES.items() if MANAGE_STAFF in role.permissions]
    others = running(membership.organisation_id).filter(role__in=managing)
    return others.exclude(pk=membership.pk).exists()
