"""Match people who look for a mentor with mentors: exactly, explained, proven.

Arrays in, a plan out; no database, no clock, no framework. Start with `solve`, judge any
plan with `check`, tell people why with `explain`, and learn whom to recruit with `unlock`.
"""

from peermatch.advice import Advice
from peermatch.blocking import Blocking, blocking_pairs
from peermatch.change import Change, Recruit
from peermatch.check import check
from peermatch.criteria import CRITERIA, Points
from peermatch.errors import (
    InstanceError,
    NotProven,
    OptionsError,
    PeermatchError,
    Refused,
    RulesError,
)
from peermatch.explain import Explanation, explain, explain_all
from peermatch.fairness import Group, fairness, spread
from peermatch.hard import HARD
from peermatch.instance import Instance
from peermatch.options import Options, Parity
from peermatch.parity import Fair, Share, solve_fairly
from peermatch.plan import Certificate, Comparison, Plan, Verdict, compare
from peermatch.rules import PROGRAMME, YARDSTICK, Rules
from peermatch.solve import plan_of, solve
from peermatch.standing import Standing, Update
from peermatch.survey import Survey, survey
from peermatch.unlock import unlock

__all__ = [
    "CRITERIA",
    "HARD",
    "PROGRAMME",
    "YARDSTICK",
    "Advice",
    "Blocking",
    "Certificate",
    "Change",
    "Comparison",
    "Explanation",
    "Fair",
    "Group",
    "Instance",
    "InstanceError",
    "NotProven",
    "Options",
    "OptionsError",
    "Parity",
    "PeermatchError",
    "Plan",
    "Points",
    "Recruit",
    "Refused",
    "Rules",
    "RulesError",
    "Share",
    "Standing",
    "Survey",
    "Update",
    "Verdict",
    "blocking_pairs",
    "check",
    "compare",
    "explain",
    "explain_all",
    "fairness",
    "plan_of",
    "solve",
    "solve_fairly",
    "spread",
    "survey",
    "unlock",
]
__version__ = "0.1.0"
