"""Acts of this room."""

from .deciding import follow_measure, publish_edition, take_step
from .leaning import cite, cite_outside, drop_citation, involve, uninvolve
from .reconciling import decide_part, take_untouched
from .writing import begin_local, begin_shared, drop_part, write_part

__all__ = [
    "begin_local",
    "begin_shared",
    "cite",
    "cite_outside",
    "decide_part",
    "drop_citation",
    "drop_part",
    "follow_measure",
    "involve",
    "publish_edition",
    "take_step",
    "take_untouched",
    "uninvolve",
    "write_part",
]
