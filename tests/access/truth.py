"""Reads truth.yaml. Imports nothing of the platform: what is expected is said by the file alone."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ANSWERS = {"yes", "void", "sign-in", "401", "403", "404", "405"}
ROLES = (
    "visitor", "mentee", "asked", "mentor", "former", "coordinator", "lead", "deputy",
    "researcher", "partner_lead", "programme_coordinator", "strategy_officer",
    "funder", "administrator", "nobody",
)  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """What a role gets on a thing of its own organisation, and of another one.

    `is_one`: the file gives one answer for both.
    """

    own: str
    other: str
    is_one: bool


SIGN_IN = Expected("sign-in", "sign-in", is_one=True)
Truth = dict[str, dict[str, dict[str, Expected]]]


def read_truth() -> Truth:
    """Route -> method -> role -> what is expected; every method and every role is there."""
    told = yaml.safe_load(Path(__file__).with_name("truth.yaml").read_text("utf-8"))
    groups = {name: text.split() for name, text in told["groups"].items()}
    shapes = told["shapes"]
    table: Truth = {}
    for route, lines in told["routes"].items():
        by_method: dict[str, dict[str, Expected]] = {}
        for line in [lines] if isinstance(lines, str) else lines:
            methods, shape = _line(line)
            answers = _answers(shapes.get(shape, shape), groups)
            for method in methods:
                by_method[method] = _kept_form(answers) if method == "POST" else answers
                if method == "GET" and not route.startswith("api:"):
                    by_method["HEAD"] = answers
        table[route] = {m: by_method.get(m) or _refused(route, by_method) for m in METHODS}
    return table


def _line(line: str) -> tuple[list[str], str]:
    found = re.fullmatch(r"((?:[A-Z]+ )+)\(?(.+?)\)?", line)
    assert found, line
    methods = list(METHODS) if found[1] == "ANY " else found[1].split()
    assert set(methods) <= set(METHODS), line
    return methods, found[2]


def _answers(shape: str, groups: dict[str, list[str]]) -> dict[str, Expected]:
    said: dict[str, Expected] = {}
    for part in shape.split(","):
        who, answer = part.split()
        both = answer.split("/")
        assert set(both) <= ANSWERS, shape
        expected = Expected(both[0], both[-1], len(both) == 1)
        for role in _roles(who, groups):
            said.setdefault(role, expected)
    said.setdefault("visitor", SIGN_IN)
    assert set(said) == set(ROLES), shape
    return said


def _kept_form(answers: dict[str, Expected]) -> dict[str, Expected]:
    """A visitor's form is not led to the sign-in page but shown again, with 403, to be kept."""
    if answers["visitor"] is not SIGN_IN:
        return answers
    return {**answers, "visitor": Expected("403", "403", is_one=True)}


def _roles(who: str, groups: dict[str, list[str]]) -> list[str]:
    if who == "all":
        return list(ROLES)
    if who == "rest":
        return [role for role in ROLES if role != "visitor"]
    found: list[str] = groups.get(who, [who])
    assert set(found) <= set(ROLES), who
    return found


def _refused(route: str, said: dict[str, Any]) -> dict[str, Expected]:
    """A method that a route has not: the sign-in page comes first for pages that ask for it."""
    is_locked = next(iter(said.values()))["visitor"].own in ("sign-in", "403")
    visitor = "sign-in" if is_locked else "405"
    refused = {role: Expected("405", "405", is_one=True) for role in ROLES}
    return {**refused, "visitor": Expected(visitor, visitor, is_one=True)}
