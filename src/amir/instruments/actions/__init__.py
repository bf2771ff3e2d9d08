"""The only writers of instruments, rounds and answers. Other rooms import from here."""

from .answering import answer, answer_by_link
from .asking import close_rounds_of_match, new_link, open_round, plan_after_end, plan_rounds
from .bringing import bring_instrument
from .telling import tell_due

__all__ = [
    "answer",
    "answer_by_link",
    "bring_instrument",
    "close_rounds_of_match",
    "new_link",
    "open_round",
    "plan_after_end",
    "plan_rounds",
    "tell_due",
]
