"""Match people who look for a mentor with mentors: exactly, explained, proven.

Arrays in, a plan out; no database, no clock, no framework. Start with `solve`, judge any
plan with `check`, tell people why with `explain`, and learn whom to recruit with `unlock`.
"""

from peermatch.advice import Advice
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
from peermatch.hard import HARD
from peermatch.instance import Instance
from peermatch.options import Options
from peermatch.plan import Certificate, Comparison, Plan, Verdict, compare
from peermatch.rules import PROGRAMME, YARDSTICK, Rules
from peermatch.solve import plan_of, solve
from peermatch.unlock import unlock

__all__ = [
    "CRITERIA",
    "HARD",
    "PROGRAMME",
    "YARDSTICK",
    "Advice",
    "Certificate",
    "Change",
    "Comparison",
    "Explanation",
    "Instance",
    "InstanceError",
    "NotProven",
    "Options",
    "OptionsError",
    "PeermatchError",
    "Plan",
    "Points",
    "Recruit",
    "Refused",
    "Rules",
    "RulesError",
    "Verdict",
    "check",
    "compare",
    "explain",
    "explain_all",
    "plan_of",
    "solve",
    "unlock",
]
__version__ = "0.1.0"
