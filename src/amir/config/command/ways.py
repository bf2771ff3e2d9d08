"""The ways of texts and other work through their states, as `amir docs` shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from amir.benchmarks import lifecycle as benchmarks
from amir.benchmarks.enums import AssessmentState, BenchmarkStatus
from amir.consultations import lifecycle as consultations
from amir.consultations.enums import RoundState
from amir.evidence import lifecycle as evidence
from amir.evidence.enums import GroupState
from amir.practices import lifecycle as practices
from amir.practices.enums import PracticeState
from amir.reports import lifecycle as reports
from amir.reports.enums import ReportState
from amir.strategies import lifecycle as strategies
from amir.strategies.enums import StrategyState


@dataclass(frozen=True)
class Way:
    """The steps of something through its states. `told` says what the table does not."""

    title: str
    room: str
    states: type[TextChoices]
    steps: Iterable[Any]
    told: str = ""

    @property
    def heading(self) -> str:
        """Its title, where it stands in the code, and what is to be known."""
        return f"## {self.title}\nFrom `src/amir/{self.room}/lifecycle.py`. {self.told}".rstrip()

    @property
    def rows(self) -> list[tuple[object, ...]]:
        """(step, from, to), in the order of the table."""
        return [(step.label, self._from(step), self._name(step.target)) for step in self.steps]

    def _from(self, step: Any) -> str:
        sources = getattr(step, "sources", None) or {step.source}
        return ", ".join(str(state.label) for state in self.states if state in sources)

    def _name(self, state: str) -> str:
        return str(self.states(state).label)


WAYS = (
    Way("Focus groups", "evidence", GroupState, evidence.STEPS.values(),
        "Nothing of a published group changes until it is taken back."),
    Way("Practices", "practices", PracticeState, practices.STEPS.values(),
        "What is public is a copy; a change is public when it is published again."),
    Way("Sets of questions", "benchmarks", BenchmarkStatus, benchmarks.STEPS,
        "A published version never changes; the next one is a draft again."),
    Way("Assessments", "benchmarks", AssessmentState, benchmarks.ASSESSMENT_STEPS),
    Way("Reports", "reports", ReportState, reports.STEPS.values(),
        "Each publishing makes an edition that never changes."),
    Way("Strategies", "strategies", StrategyState, strategies.STEPS.values(),
        "Adopting asks for the day and the body that decided, and that every measure says how it"
        " attends to women, children and minorities, or why it does not."),
    Way("Consultations", "consultations", RoundState,
        (*consultations.STEPS.values(), consultations.PUBLISH),
        "Answers are published when every contribution that was taken has one."),
)  # fmt: skip
