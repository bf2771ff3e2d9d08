"""Tables of this room."""

from .links import Citation, FollowNote, Involved, Source
from .parts import Measure, Objective, PartVersion, Reconciled, StrategySection
from .strategy import Edition, Standing, Strategy

__all__ = [
    "Citation",
    "Edition",
    "FollowNote",
    "Involved",
    "Measure",
    "Objective",
    "PartVersion",
    "Reconciled",
    "Source",
    "Standing",
    "Strategy",
    "StrategySection",
]
