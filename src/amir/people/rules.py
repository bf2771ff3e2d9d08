"""Who may do what with persons and their ways in."""

from typing import Any

from amir.core.actor import Actor
from amir.core.permissions import Reach, permission

# Permissions of higher rooms that carry the right to write people down: by name, as roles do.
_BRING_PEOPLE = ("people.register", "participants.change", "participants.import")
_CHANGE_PEOPLE = ("people.change", "participants.change", "participants.import")


def _may_register(actor: Actor, thing: Any) -> bool:
    organisation_id = getattr(thing, "organisation_id", None)
    return any(actor.holds(name, organisation_id) for name in _BRING_PEOPLE)


def _may_change(actor: Actor, thing: Any) -> bool:
    """Staff of the organisation, and everybody themself."""
    if thing is not None and getattr(thing, "id", None) == actor.account_id:
        return True
    organisation_id = getattr(thing, "organisation_id", None)
    return any(actor.holds(name, organisation_id) for name in _CHANGE_PEOPLE)


REGISTER = permission("people.register", Reach.CHECKED, check=_may_register)
CHANGE = permission("people.change", Reach.CHECKED, check=_may_change)
ISSUE_CARD = permission("people.issue_card", Reach.ORGANISATION, field_sets=("calling",))
CHANGE_CONTACT = permission(
    "people.change_contact", Reach.ORGANISATION, field_sets=("calling", "contact")
)

RESTRICT = permission("people.restrict", Reach.ORGANISATION, field_sets=("calling",))
ERASE = permission("people.erase", Reach.ORGANISATION, field_sets=("calling",))


def _may_invite(actor: Actor, thing: Any) -> bool:
    """Whoever manages staff somewhere; the organisations room checks where."""
    return actor.holds_anywhere("organisations.manage_staff")


INVITE = permission("people.invite", Reach.CHECKED, check=_may_invite)
SWITCH = permission("people.switch", Reach.CHECKED, check=_may_invite)
