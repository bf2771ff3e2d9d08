"""The only writers of this room."""

from .minding import escalate_concerns
from .reading import Opened, OpenedEntry, add_entry, name_subject, read_concern
from .reporting import LONGEST, may_report_again, nobody_hears, report_concern

__all__ = [
    "LONGEST",
    "Opened",
    "OpenedEntry",
    "add_entry",
    "escalate_concerns",
    "may_report_again",
    "name_subject",
    "nobody_hears",
    "read_concern",
    "report_concern",
]
