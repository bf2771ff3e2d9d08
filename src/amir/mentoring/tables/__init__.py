"""The tables of the desk."""

from .matches import MATCHES, MatchRow, match_rows
from .pairs import PAIRS, PairRow, pair_rows
from .people import CHANGES, RECRUITS, UNMATCHED, UnmatchedRow, recruit_rows, unmatched_rows
from .plans import PLANS

__all__ = [
    "CHANGES",
    "MATCHES",
    "PAIRS",
    "PLANS",
    "RECRUITS",
    "UNMATCHED",
    "MatchRow",
    "PairRow",
    "UnmatchedRow",
    "match_rows",
    "pair_rows",
    "recruit_rows",
    "unmatched_rows",
]
