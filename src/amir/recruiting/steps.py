"""The order in which the questions of an application are asked."""

from typing import Any

from .questions import QUESTIONS, Guardian
from .rules import NO

CHECK = "check"


def steps_for(answers: dict[str, Any]) -> list[str]:
    """The pages that somebody is asked, in order: the guardian only for minors."""
    is_minor = answers.get("adult") == NO
    asked = [each.step for each in QUESTIONS if each is not Guardian or is_minor]
    return [*asked, CHECK]


def next_step(answers: dict[str, Any], after: str = "") -> str:
    """The page after one; without one, the first that was not answered."""
    steps = steps_for(answers)
    if after in steps:
        return steps[min(steps.index(after) + 1, len(steps) - 1)]
    return next((step for step in steps if step not in answers), CHECK)
