"""From answers to figures. A skipped question has no value; it is never counted as zero."""

from collections.abc import Mapping

from .definition import Definition, Scale

Answers = Mapping[str, int | None]


def score(definition: Definition, answers: Answers) -> dict[str, float | None]:
    """Scale -> its figure; None where too many answers are missing."""
    return {scale.key: figure(definition, scale, answers) for scale in definition.scales}


def figure(definition: Definition, scale: Scale, answers: Answers) -> float | None:
    """One scale. What is missing within `may_miss` counts as the mean of what is there.

    "sum" is the sum over all items, "mean" the mean, "share" where the sum lies between the
    least and the most that is possible: 0 to 1.
    """
    items = [item for item in definition.items if item.key in scale.items]
    given = [(item, answers.get(item.key)) for item in items]
    values = [item.counted(value) for item, value in given if value is not None]
    if not values or len(items) - len(values) > scale.may_miss:
        return None
    mean = sum(values) / len(values)
    if scale.method == "mean":
        return mean
    total = mean * len(items)
    if scale.method == "sum":
        return total
    least = sum(min(choice.value for choice in item.choices) for item in items)
    most = sum(max(choice.value for choice in item.choices) for item in items)
    return (total - least) / (most - least)
