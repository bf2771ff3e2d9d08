"""Goals and steps that come with the platform (goals.yaml), in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .models import Goal, Step

ANY = "any"
# The themes of pairs whose programme names none.
THEMES = {"work": _("Work"), "housing": _("Housing"), "finance": _("Money")}


@dataclass(frozen=True)
class ShippedStep:
    """A step to begin with."""

    key: str
    owner: str
    titles: Mapping[str, str]


@dataclass(frozen=True)
class ShippedGoal:
    """A goal to begin with, and its steps in order."""

    key: str
    titles: Mapping[str, str]
    steps: tuple[ShippedStep, ...]

    @property
    def title(self) -> str:
        """In the reader's language."""
        return _said(self.titles)


@cache
def shipped_goals() -> Mapping[str, tuple[ShippedGoal, ...]]:
    """Theme -> its goals; also under the other names of a theme."""
    text = files("amir.meetings").joinpath("goals.yaml").read_text("utf-8")
    found: dict[str, tuple[ShippedGoal, ...]] = {}
    for theme, told in yaml.safe_load(text).items():
        goals = tuple(map(_goal, told["goals"]))
        found |= dict.fromkeys([theme, *told["also"]], goals)
    return found


def goals_for(themes: Iterable[str]) -> list[tuple[str, ShippedGoal]]:
    """(theme, goal) for these themes in their order, then those that fit every theme."""
    shipped = shipped_goals()
    return [(theme, goal) for theme in [*themes, ANY] for goal in shipped.get(theme, ())]


def goal_named(key: str) -> ShippedGoal | None:
    """The shipped goal of that key, or None."""
    return next((g for goals in shipped_goals().values() for g in goals if g.key == key), None)


def goal_title(goal: Goal) -> str:
    """What a goal is called in the reader's language."""
    shipped = goal_named(goal.template)
    return shipped.title if shipped else goal.title


def step_title(step: Step) -> str:
    """What a step is called in the reader's language."""
    goal_key, _dot, key = step.template.rpartition(".")
    shipped = goal_named(goal_key)
    found = next((s for s in shipped.steps if s.key == key), None) if shipped else None
    return _said(found.titles) if found else step.title


def _goal(told: dict[str, Any]) -> ShippedGoal:
    steps = tuple(ShippedStep(s["key"], s["owner"], s["title"]) for s in told["steps"])
    return ShippedGoal(told["key"], told["title"], steps)


def _said(titles: Mapping[str, str]) -> str:
    code = get_language() or "en"
    return titles.get(code) or titles.get(code.split("-")[0]) or titles["en"]
