"""The only writers of this room."""

from .answering import answer, answer_own, expire_askings, wish_by_link
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
from .matching import end_match
from .planning import fail_plan, keep_plan, start_plan
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
    "lock_proposal",
    "lock_proposals",
    "reject_proposal",
    "reject_proposals",
    "renew_link",
    "replace_mentor",
    "settle_wish",
    "start_plan",
    "take_back_acceptance",
    "undo_step",
    "unlock_proposal",
    "unlock_proposals",
    "wish",
    "wish_by_link",
    "withdraw_consent",
]
