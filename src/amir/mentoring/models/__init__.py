"""Plans, proposals, who was asked, matches, and what people ask of their organisation."""

from .locks import CHECKING, KEEPING
from .matches import Match, MatchChange
from .plans import Barred, BulkStep, KeptRun, Plan, RuleSet, Unmatched
from .proposals import Asking, Proposal, last_day_of
from .wishes import Wish

__all__ = [
    "CHECKING",
    "KEEPING",
    "Asking",
    "Barred",
    "BulkStep",
    "KeptRun",
    "Match",
    "MatchChange",
    "Plan",
    "Proposal",
    "RuleSet",
    "Unmatched",
    "Wish",
    "last_day_of",
]
