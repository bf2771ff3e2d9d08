"""Who may do what with organisations. The roles that hold these are in roles.py."""

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
