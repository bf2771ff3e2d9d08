"""From answers to scores. Pure.

Mean of the answers within a dimension, then the mean of the dimensions by weight. What does not
apply leaves the mean. A score never stands without its coverage: how much was answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .definition import Definition, Dimension


@dataclass(frozen=True)
class Given:
    """What was answered to a question: a value, or that it does not apply."""

    value: int | None = None
    is_na: bool = False


@dataclass(frozen=True)
class Score:
    """A figure from 0 to 100, None if nothing counts; of how many questions it is made.

    `answered` has those that do not apply (`not_applicable`) as well.
    """

    code: str
    points: float | None
    asked: int
    answered: int
    not_applicable: int

    @property
    def coverage(self) -> float:
        """Which part of the questions was answered, from 0 to 1."""
        return self.answered / self.asked if self.asked else 1.0

    @property
    def whole(self) -> int | None:
        """The figure as people read it: whole points."""
        return None if self.points is None else round(self.points)

    @property
    def percent(self) -> int:
        """Coverage in whole percent, never rounded up to all."""
        return int(self.coverage * 100)


@dataclass(frozen=True)
class Scores:
    """The whole, and its dimensions in order."""

    overall: Score
    dimensions: tuple[Score, ...]


def score(definition: Definition, answers: Mapping[str, Given]) -> Scores:
    """The scores of an assessment; codes that the set does not know are left."""
    parts = tuple(_of_dimension(part, answers) for part in definition.dimensions)
    counted = [
        (part.points, dimension.weight)
        for part, dimension in zip(parts, definition.dimensions, strict=True)
        if part.points is not None
    ]
    total = sum(weight for _points, weight in counted)
    overall = Score(
        "",
        sum(points * weight for points, weight in counted) / total if counted else None,
        sum(part.asked for part in parts),
        sum(part.answered for part in parts),
        sum(part.not_applicable for part in parts),
    )
    return Scores(overall, parts)


def _of_dimension(dimension: Dimension, answers: Mapping[str, Given]) -> Score:
    scored = [each for each in dimension.indicators if each.is_scored]
    points: list[float] = []
    left_out = 0
    for indicator in scored:
        given = answers.get(indicator.code)
        if given is None:
            continue
        if given.is_na:
            left_out += 1
        elif given.value is not None:
            points.append(indicator.points(given.value))
    mean = sum(points) / len(points) if points else None
    return Score(dimension.code, mean, len(scored), len(points) + left_out, left_out)
