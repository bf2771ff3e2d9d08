"""Tables of this room: groups with their texts, codes with what was coded, what is published."""

from .coding import Code, Codebook, Coding, Excerpt, Judgement, Memo
from .groups import FocusGroup, GroupStatus, Guide, Incoming, Passage, Transcript
from .published import PublishedGroup, PublishedQuote

__all__ = [
    "Code",
    "Codebook",
    "Coding",
    "Excerpt",
    "FocusGroup",
    "GroupStatus",
    "Guide",
    "Incoming",
    "Judgement",
    "Memo",
    "Passage",
    "PublishedGroup",
    "PublishedQuote",
    "Transcript",
]
