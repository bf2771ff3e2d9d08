"""What can be done with evidence."""

from .books import (
    publish_book,
    publish_guide,
    remove_code,
    renew_book,
    renew_guide,
    start_book,
    write_code,
    write_guide,
)
from .coding import (
    approve_quote,
    judge,
    make_excerpt,
    remove_excerpt,
    remove_memo,
    translate_excerpt,
    write_memo,
)
from .exchanging import bring_book, bring_project
from .planning import change_plan, plan_group, record_facts, write_summary
from .stepping import missing_for, take_step
from .texts import (
    bring_text,
    bring_translation,
    change_passage,
    decide_names,
    discard_incoming,
    paragraphs_in,
    remove_text,
)

__all__ = [
    "approve_quote",
    "bring_book",
    "bring_project",
    "bring_text",
    "bring_translation",
    "change_passage",
    "change_plan",
    "decide_names",
    "discard_incoming",
    "judge",
    "make_excerpt",
    "missing_for",
    "paragraphs_in",
    "plan_group",
    "publish_book",
    "publish_guide",
    "record_facts",
    "remove_code",
    "remove_excerpt",
    "remove_memo",
    "remove_text",
    "renew_book",
    "renew_guide",
    "start_book",
    "take_step",
    "translate_excerpt",
    "write_code",
    "write_guide",
    "write_memo",
    "write_summary",
]
