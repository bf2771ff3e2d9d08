"""The only writers of this room."""

from .dates import cancel_date, set_date
from .expenses import claim_expense, settle_expense
from .goals import add_goal, add_step, end_goal, finish_step, reopen_step
from .linking import choose_symbol, make_link, revoke_link
from .logging import Receipt, Told, complete_meeting, log_meeting, settle_version
from .reminding import remind_silent
from .sealed import log_sealed
from .texting import log_text
from .voice import hear_note, log_voice

__all__ = [
    "Receipt",
    "Told",
    "add_goal",
    "add_step",
    "cancel_date",
    "choose_symbol",
    "claim_expense",
    "complete_meeting",
    "end_goal",
    "finish_step",
    "hear_note",
    "log_meeting",
    "log_sealed",
    "log_text",
    "log_voice",
    "make_link",
    "remind_silent",
    "reopen_step",
    "revoke_link",
    "set_date",
    "settle_expense",
    "settle_version",
]
