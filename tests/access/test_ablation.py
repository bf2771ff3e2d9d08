"""One lock is taken away, as by a plain mistake: the others still show nothing foreign."""

import inspect
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.db.models import Q, QuerySet
from django.db.models.sql.where import WhereNode
from django.test import override_settings

from amir.core import api, guard

from .probing import Probe
from .test_matrix import PATTERNS, cells
from .world import World

LOOKING = ("coordinator", "partner_lead", "mentee")


def leaks(world: World, people: tuple[str, ...] = LOOKING) -> list[str]:
    """Every page and file, own and foreign, in which a word of the other organisation stands."""
    found = []
    for who in people:
        probe = Probe(world, who)
        foreign = (probe.other.word, probe.other.digits)
        for cell, expected in cells(probe.role):
            if cell.method != "GET" or expected == "405":
                continue
            answer = probe.send(cell)
            if any(canary in answer.text for canary in foreign):
                found.append(f"{who}: {cell}")
    return found


def test_locks_of_the_database_hold_without_the_guard(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every permission is given to everybody."""
    for module in (guard, api):
        monkeypatch.setattr(module, "may", lambda *given: True)
    assert leaks(world, (*LOOKING, "funder", "nobody")) == []


def _everything(query: Callable[..., QuerySet[Any]]) -> Callable[..., QuerySet[Any]]:
    """The same query after somebody forgot its filter."""

    def forgotten(*given: Any, **more: Any) -> QuerySet[Any]:
        rows = query(*given, **more)
        rows.query.where = WhereNode()
        return rows

    return forgotten


def _visible() -> Iterator[tuple[Any, str, Callable[..., QuerySet[Any]]]]:
    """Every place in which a `..._visible_to` is known by its name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("amir."):
            for known, value in inspect.getmembers(module, inspect.isfunction):
                if known.endswith("_visible_to"):
                    yield module, known, value


def test_locks_of_the_database_hold_without_filters(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every `..._visible_to` gives all rows that there are."""
    from amir.people import queries  # noqa: PLC0415  known by name in what is patched

    places = list(_visible())
    assert len({known for _module, known, _query in places}) >= 20
    for module, known, query in places:
        monkeypatch.setattr(module, known, _everything(query))
    monkeypatch.setattr(queries, "_seen_by", lambda *given: Q())
    assert leaks(world) == []


def test_guards_and_filters_hold_without_locks_of_the_database(
    world_without_row_locks: World,
) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("select count(distinct organisation_id) from people_calling")
        assert cursor.fetchone()[0] > 1, "the locks are off"
    assert leaks(world_without_row_locks, (*LOOKING, "administrator", "lead", "nobody")) == []


def test_guard_asks_for_a_person_without_the_login_lock(world: World) -> None:
    left = [name for name in settings.MIDDLEWARE if not name.endswith("LoginRequiredMiddleware")]
    assert len(left) == len(settings.MIDDLEWARE) - 1
    let_in = []
    with override_settings(MIDDLEWARE=left):
        probe = Probe(world, "visitor")
        for cell, expected in cells("visitor"):
            if expected in ("sign-in", "401", "403") and cell.method in ("GET", "POST"):
                said = probe.send(cell).said
                if said not in ("sign-in", "401", "403", "405"):
                    let_in.append(f"{cell}: {said}")
    assert let_in == []


def test_visitor_sees_nothing_after_somebody_on_the_same_connection(world: World) -> None:
    somebody, visitor = Probe(world, "coordinator"), Probe(world, "visitor")
    words = (world.bologna.word, world.bologna.digits, world.athens.word, world.athens.digits)
    shown, seen = 0, []
    for cell, expected in cells(somebody.role):
        if cell.method != "GET" or expected == "405" or "token" in PATTERNS[cell.route]:
            continue
        shown += words[0] in somebody.send(cell).text
        if any(word in visitor.send(cell).text for word in words):
            seen.append(str(cell))
    assert shown > 20, "somebody did see their own words there"
    assert seen == []
