"""The only writers of programmes. Other rooms import from here."""

from .calendar import add_event, change_event, record_decision
from .consortium import add_partner, invite_partner, open_cohort, remove_partner
from .deliverables import (
    add_deliverable,
    tick_all,
    tick_deliverable,
    untick_all,
    untick_deliverable,
)
from .programmes import (
    add_funding_text,
    add_theme,
    change_programme,
    change_theme,
    create_programme,
)
from .settings import change_settings

__all__ = [
    "add_deliverable",
    "add_event",
    "add_funding_text",
    "add_partner",
    "add_theme",
    "change_event",
    "change_programme",
    "change_settings",
    "change_theme",
    "create_programme",
    "invite_partner",
    "open_cohort",
    "record_decision",
    "remove_partner",
    "tick_all",
    "tick_deliverable",
    "untick_all",
    "untick_deliverable",
]
