"""The only writers of this room."""

from .agreeing import note_signature, sign_agreement, sign_by_link, write_agreement
from .answering import answer, answer_own, expire_askings, wish_by_link
from .arriving import keep_today, look_again
from .asking import Asked, accept_proposals, renew_link, take_back_acceptance
from .deciding import (
    lock_proposal,
    lock_proposals,
    reject_proposal,
    reject_proposals,
    replace_mentor,
    undo_step,
    unlock_proposal,
    unlock_proposals,
)
from .ending import end_match
from .first_meeting import note_first_meeting, plan_first_meeting
from .guarding import add_guardian, approve_pair, end_guardian
from .helping import answer_helper, ask_helper, end_helper, lend_helper
from .interpreting import (
    add_interpreter,
    bind_interpreter,
    book_interpreter,
    cancel_booking,
    release_interpreter,
)
from .leaving import leave_by_link, leave_match
from .minding import (
    hold_unsigned,
    remind_of_answers,
    remind_of_first_meetings,
    remind_to_sign,
)
from .planning import fail_plan, keep_plan, start_plan
from .ruling import save_rules, start_preview
from .sharing import keep_number, share_number
from .stepping import lift_suspension, suspend_match, take_match_step
from .wishing import settle_wish, wish
from .withdrawing import withdraw_consent

__all__ = [
    "Asked",
    "accept_proposals",
    "add_guardian",
    "add_interpreter",
    "answer",
    "answer_helper",
    "answer_own",
    "approve_pair",
    "ask_helper",
    "bind_interpreter",
    "book_interpreter",
    "cancel_booking",
    "end_guardian",
    "end_helper",
    "end_match",
    "expire_askings",
    "fail_plan",
    "hold_unsigned",
    "keep_number",
    "keep_plan",
    "keep_today",
    "leave_by_link",
    "leave_match",
    "lend_helper",
    "lift_suspension",
    "lock_proposal",
    "lock_proposals",
    "look_again",
    "note_first_meeting",
    "note_signature",
    "plan_first_meeting",
    "reject_proposal",
    "reject_proposals",
    "release_interpreter",
    "remind_of_answers",
    "remind_of_first_meetings",
    "remind_to_sign",
    "renew_link",
    "replace_mentor",
    "save_rules",
    "settle_wish",
    "share_number",
    "sign_agreement",
    "sign_by_link",
    "start_plan",
    "start_preview",
    "suspend_match",
    "take_back_acceptance",
    "take_match_step",
    "undo_step",
    "unlock_proposal",
    "unlock_proposals",
    "wish",
    "wish_by_link",
    "withdraw_consent",
    "write_agreement",
]
