"""The tables of the desk."""

from .arrivals import best_match_of, today_of
from .fairness import FAIRNESS, GroupRow, charts_of, group_rows
from .matches import MATCHES, MatchRow, match_rows
from .pairs import PAIRS, PairRow, pair_rows
from .people import CHANGES, RECRUITS, UNMATCHED, UnmatchedRow, recruit_rows, unmatched_rows
from .plans import PLANS
from .rules import VERSIONS, VersionRow, version_rows

__all__ = [
    "CHANGES",
    "FAIRNESS",
    "MATCHES",
    "PAIRS",
    "PLANS",
    "RECRUITS",
    "UNMATCHED",
    "VERSIONS",
    "GroupRow",
    "MatchRow",
    "PairRow",
    "UnmatchedRow",
    "VersionRow",
    "best_match_of",
    "charts_of",
    "group_rows",
    "match_rows",
    "pair_rows",
    "recruit_rows",
    "today_of",
    "unmatched_rows",
    "version_rows",
]
