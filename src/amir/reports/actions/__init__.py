"""What people do with reports."""

from .publishing import publish_report, take_step
from .translating import choose_languages, translate_section
from .writing import (
    add_section,
    comment_on_section,
    create_report,
    place_block,
    set_section,
    settle_comment,
    write_section,
)

__all__ = [
    "add_section",
    "choose_languages",
    "comment_on_section",
    "create_report",
    "place_block",
    "publish_report",
    "set_section",
    "settle_comment",
    "take_step",
    "translate_section",
    "write_section",
]
