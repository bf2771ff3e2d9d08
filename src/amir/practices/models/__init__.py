"""Tables of this room."""

from .practices import Media, Practice, PracticeList, PracticeStatus, Transfer
from .published import PublishedFile, PublishedPractice, PublishedWord

__all__ = [
    "Media", "Practice", "PracticeList", "PracticeStatus", "PublishedFile", "PublishedPractice",
    "PublishedWord", "Transfer",
]  # fmt: skip
