"""Code lists of this room as data: who should be at the table, points to serve, groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from amir.programmes.wording import said


@dataclass(frozen=True)
class Point:
    """An entry of a list: its key and its names by language."""

    key: str
    names: Mapping[str, str]

    @property
    def label(self) -> str:
        """Its name in the reader's language."""
        return said(self.names).text


@dataclass(frozen=True)
class CodeList:
    """A list with its version, and where it comes from."""

    name: str
    version: int
    source: str
    points: tuple[Point, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in order."""
        return tuple(point.key for point in self.points)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(key, name) of each, for forms."""
        return [(point.key, point.label) for point in self.points]

    def label_of(self, key: str) -> str:
        """The name of a key; the key itself if the list does not know it."""
        return next((point.label for point in self.points if point.key == key), key)


@cache
def code_list(name: str) -> CodeList:
    """A list by name. FileNotFoundError if there is none."""
    told = yaml.safe_load(
        files("amir.strategies.codes").joinpath(f"{name}.yaml").read_text("utf-8")
    )
    points = tuple(Point(each["key"], each["names"]) for each in told["points"])
    return CodeList(name, told["version"], told["source"], points)


PARTNERSHIP, GROUPS, SECTIONS = "partnership", "groups", "sections"
# Lists whose points a measure may serve.
SERVED = ("oecd", "charter")


def served_keys() -> frozenset[str]:
    """Every point that a measure may serve."""
    return frozenset(key for name in SERVED for key in code_list(name).keys)
