"""The only writers of organisations and of who works in them. Other rooms import from here."""

from ..notices import mail_staff
from .emergency import close_emergency, open_emergency, review_emergency
from .organisations import change_organisation, create_organisation
from .staff import appoint, create_staff, dismiss, switch_off, switch_on

__all__ = [
    "appoint",
    "change_organisation",
    "close_emergency",
    "create_organisation",
    "create_staff",
    "dismiss",
    "mail_staff",
    "open_emergency",
    "review_emergency",
    "switch_off",
    "switch_on",
]
