"""Goals and steps, meetings, next dates, expenses, and the links by which meetings are told."""

from .dates import NextDate, Reminder
from .goals import Goal, Step
from .links import PersonalLink
from .logs import Expense, Meeting, OtherVersion, VoiceNote

__all__ = [
    "Expense",
    "Goal",
    "Meeting",
    "NextDate",
    "OtherVersion",
    "PersonalLink",
    "Reminder",
    "Step",
    "VoiceNote",
]
