"""Acts of this room."""

from .answering import (
    answer_contribution,
    group_contributions,
    likely_in,
    publish_answers,
    sort_contributions,
    to_look_at,
)
from .contributing import (
    Begun,
    begin_contribution,
    keep_answer,
    open_contribution,
    send_contribution,
)
from .running import (
    change_round,
    hold_workshop,
    prepare_round,
    take_round_step,
    type_contribution,
)

__all__ = [
    "Begun",
    "answer_contribution",
    "begin_contribution",
    "change_round",
    "group_contributions",
    "hold_workshop",
    "keep_answer",
    "likely_in",
    "open_contribution",
    "prepare_round",
    "publish_answers",
    "send_contribution",
    "sort_contributions",
    "take_round_step",
    "to_look_at",
    "type_contribution",
]
