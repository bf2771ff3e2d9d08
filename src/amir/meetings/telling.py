"""Goals and steps in words, for pages and programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from .enums import GoalState, Owner
from .models import Goal
from .shipped import goal_title, step_title


@dataclass(frozen=True)
class ToldStep:
    """A step in the reader's language."""

    id: UUID
    title: str
    owner: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class ToldGoal:
    """A goal in the reader's language, with how far it is."""

    id: UUID
    match_id: UUID
    title: str
    theme: str
    state: str
    state_label: str
    due_on: date | None
    steps: list[ToldStep]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.done_on is not None for step in self.steps)


def told_goals(goals: Iterable[Goal]) -> list[ToldGoal]:
    """These goals in words; their steps should be fetched already."""
    return [
        ToldGoal(
            goal.pk, goal.match_id, goal_title(goal), goal.theme, goal.state,
            str(GoalState(goal.state).label), goal.due_on,
            [
                ToldStep(step.pk, step_title(step), str(Owner(step.owner).label), step.due_on,
                         step.done_on)
                for step in goal.steps.all()
            ],
        )
        for goal in goals
    ]  # fmt: skip
