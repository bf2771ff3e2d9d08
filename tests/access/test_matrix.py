"""Every route x method x person x own and other organisation, over HTTP, against truth.yaml."""

import logging
from collections.abc import Iterator

import pytest

from amir.core.routes import describe

from .payloads import PAYLOADS
from .probing import ARGUMENT, Answer, Cell, Lines, Probe
from .truth import METHODS, Expected, read_truth
from .world import ROLES, STRANGERS, World

TRUTH = read_truth()
PATTERNS = {route["name"]: route["pattern"] for route in describe()}
EVERYBODY = (*ROLES, *STRANGERS)
# Who sends every method in the short form too; everybody does in the long one.
EVERY_METHOD = ("visitor", "coordinator")


def cells(role: str, *, is_short: bool = False) -> Iterator[tuple[Cell, str]]:
    """Each cell of a role with what is expected of it.

    `is_short`: without methods that a route has not, which are refused before anybody is looked
    at, and without HEAD where GET of the same thing is let in, which is that GET without its body.
    """
    for route in sorted(TRUTH.keys() & PATTERNS.keys()):
        by_method = TRUTH[route]
        for method in METHODS:
            expected = by_method[method][role]
            is_said_twice = expected.own == "405" or (method == "HEAD" and expected.own == "yes")
            if _is_of_another(route, method) or (is_short and is_said_twice):
                continue
            yield Cell(route, PATTERNS[route], method, "own"), expected.own
            if _has_other(route, method, expected):
                yield Cell(route, PATTERNS[route], method, "other"), expected.other


def _is_of_another(route: str, method: str) -> bool:
    """Operations of the API share addresses: a method of another one is that one's cell."""
    others = [name for name, pattern in PATTERNS.items() if pattern == PATTERNS[route]]
    return any(
        TRUTH[other][method]["coordinator"].own != "405"
        for other in others
        if other != route and other in TRUTH
    )


def _has_other(route: str, method: str, expected: Expected) -> bool:
    """Whether a request can name a thing of another organisation: in its address or its form."""
    if expected.own == "405":
        return False  # refused before anything is looked for
    names = set(map("".join, ARGUMENT.findall(PATTERNS[route]))) - {
        "page",
        "ending",
        "provider_id",
        "language",
    }
    return bool(names) or (method == "POST" and not expected.is_one)


def test_every_route_stands_in_the_table_and_nothing_else_does() -> None:
    assert set(PATTERNS) - set(TRUTH) == set()
    assert set(TRUTH) - set(PATTERNS) == set()


def test_every_route_that_takes_a_form_has_a_payload() -> None:
    posted = {route["name"] for route in describe() if "POST" in (route["methods"] or ())}
    assert posted - set(PAYLOADS) == set()
    assert set(PAYLOADS) - posted == {"set_language"}


def test_declared_methods_are_those_of_the_table() -> None:
    declared = {r["name"]: set(r["methods"]) for r in describe() if r["methods"] is not None}
    told = {
        route: {m for m in METHODS if TRUTH[route][m]["coordinator"].own != "405"}
        for route in declared
    }
    assert declared == told


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_gets_what_the_table_says(
    world: World, who: str, request: pytest.FixtureRequest
) -> None:
    is_short = bool(request.config.getoption("markexpr")) and who not in EVERY_METHOD
    probe, lines = Probe(world, who), Lines()
    logging.getLogger().addHandler(lines)
    wrong, seen = [], []
    foreign = (probe.other.word, probe.other.digits)
    try:
        for cell, expected in cells(probe.role, is_short=is_short):
            answer = probe.send(cell)
            if why := _wrong(probe, cell, expected, answer):
                wrong.append(f"{cell}: {why}")
            if any(canary in answer.text for canary in foreign):
                seen.append(str(cell))
    finally:
        logging.getLogger().removeHandler(lines)
    assert not wrong, "\n".join(wrong)
    assert seen == [], "words of the other organisation"
    assert [line for line in lines.lines if any(canary in line for canary in foreign)] == []


def _wrong(probe: Probe, cell: Cell, expected: str, answer: Answer) -> str:
    """What is wrong with an answer, or nothing."""
    if answer.said != expected.replace("void", "yes"):
        return f"{answer.said} ({answer.status}), not {expected}"
    if cell.method != "POST" or cell.route not in PAYLOADS:
        return ""
    acted = answer.wrote or answer.kept
    if expected != "yes":
        return f"{expected}, and yet wrote {answer.wrote or 'something'}" if acted else ""
    payload = PAYLOADS[cell.route]
    if cell.column == "own" and probe.role == payload.by:
        if payload.wrote and payload.wrote not in answer.wrote:
            return f"wrote {answer.wrote}, not {payload.wrote} ({answer.status})"
        if payload.kept and not answer.kept:
            return f"left {payload.kept} as it was ({answer.status})"
    return ""
