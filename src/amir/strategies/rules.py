"""Who may what with strategies, and what holds for their measures."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from amir.core.permissions import Reach, permission

from .codes import SERVED, code_list

VIEW = permission("strategies.view", Reach.ORGANISATION)
WRITE = permission("strategies.write", Reach.ORGANISATION)
SHARE = permission("strategies.share", Reach.ORGANISATION)

# Asked for in every measure, always.
ATTENDED = ("women", "children", "minorities")


class Attending(Protocol):
    """What the rule of attention looks at."""

    attention_women: str
    attention_children: str
    attention_minorities: str
    why_not: str


def unattended(measure: Attending) -> list[str]:
    """The groups to which a measure does not say how it attends."""
    told = {
        "women": measure.attention_women,
        "children": measure.attention_children,
        "minorities": measure.attention_minorities,
    }
    return [group for group in ATTENDED if not told[group].strip()]


def lacks_reason(measure: Attending) -> bool:
    """Whether a measure leaves out somebody and does not say why."""
    return bool(unattended(measure)) and not measure.why_not.strip()


def coverage(serving: Mapping[str, Iterable[str]]) -> dict[str, dict[str, list[str]]]:
    """List -> point -> measures that serve it; `serving`: measure -> points."""
    marked = {measure: set(points) for measure, points in serving.items()}
    return {
        name: {
            point: [measure for measure, points in marked.items() if point in points]
            for point in code_list(name).keys
        }
        for name in SERVED
    }


def share_covered(points: Mapping[str, Any]) -> tuple[int, int]:
    """(points that some measure serves, all points)."""
    return sum(bool(each) for each in points.values()), len(points)
