"""The files of the demo: facts of real programmes, and the cast that we invented."""

from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml

FOLDER = Path(__file__).resolve().parent / "programmes"
# Ids are made from names, so that telling the world twice gives the same world.
NAMESPACE = UUID("6a1f0a52-6d6b-4e0e-9d55-6c1f6f0c7a11")


def ident(*parts: str) -> UUID:
    """The id of a person or organisation of the demo."""
    return uuid5(NAMESPACE, "/".join(parts))


@cache
def facts_of(programme: str) -> dict[str, Any]:
    """The facts of one programme."""
    return _read(programme)


@cache
def cast() -> dict[str, Any]:
    """The invented people."""
    return _read("cast")


@cache
def first_year() -> dict[str, Any]:
    """The people with whom Bologna began, and what became of them."""
    return _read("first_year")


@cache
def handbook() -> dict[str, Any]:
    """The written sections of the handbook, and what partners said of them."""
    return _read("handbook")


@cache
def what_is_known(name: str) -> dict[str, Any]:
    """Invented evidence, practices, reports and strategies, each in a file of that name."""
    return _read(name)


def _read(name: str) -> dict[str, Any]:
    found = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    if not isinstance(found, dict):
        raise TypeError(f"{name}.yaml must be a mapping")
    return found
