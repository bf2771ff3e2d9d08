"""The only writers of this room."""

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
from .planning import fail_plan, keep_plan, start_plan
from .ruling import save_rules, start_preview
from .stepping import lift_suspension, suspend_match, take_match_step
from .wishing import settle_wish, wish
from .withdrawing import withdraw_consent

__all__ = [
    "Asked",
    "accept_proposals",
    "answer",
    "answer_own",
    "end_match",
    "expire_askings",
    "fail_plan",
    "keep_plan",
    "keep_today",
    "lift_suspension",
    "lock_proposal",
    "lock_proposals",
    "look_again",
    "reject_proposal",
    "reject_proposals",
    "renew_link",
    "replace_mentor",
    "save_rules",
    "settle_wish",
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
]
