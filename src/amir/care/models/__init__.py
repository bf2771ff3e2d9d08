"""Contacts of coordinators, what was done about alarms, support of mentors."""

from .contacts import Contact, Dismissal, Reminder
from .support import Attendance, Gathering, Suggestion, Wellbeing

__all__ = [
    "Attendance",
    "Contact",
    "Dismissal",
    "Gathering",
    "Reminder",
    "Suggestion",
    "Wellbeing",
]
