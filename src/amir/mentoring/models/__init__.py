"""Plans, proposals, who was asked, matches, and what people ask of their organisation."""

from .agreements import Agreement, FirstMeeting, MatchLink, NumberShare, Signature
from .helping import Booking, Interpreter, MatchHelper
from .locks import CHECKING, KEEPING
from .matches import Match, MatchChange
from .minors import Approval, Guardian
from .plans import Barred, BulkStep, KeptRun, Plan, RuleSet, Unmatched
from .proposals import Asking, Proposal, last_day_of
from .wishes import Wish

__all__ = [
    "CHECKING",
    "KEEPING",
    "Agreement",
    "Approval",
    "Asking",
    "Barred",
    "Booking",
    "BulkStep",
    "FirstMeeting",
    "Guardian",
    "Interpreter",
    "KeptRun",
    "Match",
    "MatchChange",
    "MatchHelper",
    "MatchLink",
    "NumberShare",
    "Plan",
    "Proposal",
    "RuleSet",
    "Signature",
    "Unmatched",
    "Wish",
    "last_day_of",
]
