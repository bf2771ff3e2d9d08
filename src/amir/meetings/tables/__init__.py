"""The tables of meetings and of expenses."""

from .expenses import EXPENSES, expense_rows
from .meetings import MEETINGS, MeetingRow, meeting_rows

__all__ = ["EXPENSES", "MEETINGS", "MeetingRow", "expense_rows", "meeting_rows"]
