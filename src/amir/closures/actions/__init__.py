"""The only writers of closings, follow-ups and certificates. Other rooms import from here."""

from .certifying import issue_certificate, withdraw_certificate
from .closing import (
    agree_on_after,
    begin_closure,
    finish_closure,
    move_match,
    note_ended_match,
    record_interview,
    record_meeting,
)
from .following import answer_follow_up, plan_follow_ups, record_follow_up, tell_follow_ups

__all__ = [
    "agree_on_after",
    "answer_follow_up",
    "begin_closure",
    "finish_closure",
    "issue_certificate",
    "move_match",
    "note_ended_match",
    "plan_follow_ups",
    "record_follow_up",
    "record_interview",
    "record_meeting",
    "tell_follow_ups",
    "withdraw_certificate",
]
