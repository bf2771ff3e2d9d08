"""Who may do what with organisations. The roles that hold these are in roles.py."""

from typing import Any

from amir.core.actor import Actor
from amir.core.permissions import Reach, permission

CREATE = permission("organisations.create", Reach.ORGANISATION)
CHANGE = permission("organisations.change", Reach.ORGANISATION)
MANAGE_STAFF = permission("organisations.manage_staff", Reach.ORGANISATION)
VIEW_COLLEAGUES = permission("organisations.view_colleagues", Reach.ORGANISATION)
VIEW_AUDIT = permission("organisations.view_audit", Reach.ORGANISATION)
BREAK_GLASS = permission(
    "organisations.break_glass", Reach.ORGANISATION, field_sets=("calling", "contact")
)
REVIEW_EMERGENCY = permission("organisations.review_emergency", Reach.ORGANISATION)


def _stands_in(actor: Actor, emergency: Any) -> bool:
    """Whoever opened it, was told of it, or reviews in its organisation."""
    return actor.account_id in (emergency.account_id, emergency.told_id) or actor.holds(
        REVIEW_EMERGENCY, emergency.organisation_id
    )


# While it is open, whoever opened it sees the person there; the others see why and when.
SEE_EMERGENCY = permission(
    "organisations.see_emergency",
    Reach.CHECKED,
    field_sets=("calling", "contact"),
    check=_stands_in,
)
