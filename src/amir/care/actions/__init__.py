"""The only writers of this room."""

from .answering import dismiss_alarm, hand_over_reminder, remind, take_back_dismissal
from .contacting import log_contact, remove_contact
from .retaining import erase_whom_we_keep_too_long
from .supporting import (
    answer_suggestion,
    note_wellbeing,
    record_attendance,
    record_gathering,
    suggest,
)

__all__ = [
    "answer_suggestion",
    "dismiss_alarm",
    "erase_whom_we_keep_too_long",
    "hand_over_reminder",
    "log_contact",
    "note_wellbeing",
    "record_attendance",
    "record_gathering",
    "remind",
    "remove_contact",
    "suggest",
    "take_back_dismissal",
]
