"""Mutants: a permission that asks for nothing but a sign-in turns the matrix red."""

from collections import defaultdict
from dataclasses import replace

import pytest

from amir.core import permissions
from amir.core.permissions import Reach, named
from amir.core.routes import describe

from .probing import Probe
from .test_matrix import cells
from .world import World

ROUTES: dict[str, set[str]] = defaultdict(set)
for _route in describe():
    _name = _route["permission"]
    if _name and named(_name).reach not in (Reach.PUBLIC, Reach.SIGNED_IN):
        ROUTES[_name].add(_route["name"])
# Here the loader finds nothing for whoever lacks the permission, so the matrix stays as it is.
HELD_BY_LOADERS = {
    "closures.mine": "one's own things only",
    "instruments.answer": "one's own things only",
    "me.see": "one's own things only",
    "me.change": "one's own things only",
    "meetings.mine": "one's own pairs only",
    "organisations.see_emergency": "emergencies that one stands in only",
    "people.erase": "as people.issue_card; the act asks again: tests/people/test_erasing.py",
    "people.restrict": "as people.issue_card; the act asks again: tests/people/test_erasing.py",
    "people.issue_card": "people in emergencies and oneself: see test_relations.py",
    "evidence.publish": "every role that reads evidence also publishes it",
    "practices.assess": "every role that reads practices of its house also assesses them",
    "reports.publish": "every role that reads drafts of its house also publishes them",
    "safeguarding.decide": "every role that reads concerns also decides them",
}
TRYING = ("funder", "mentee", "nobody", "administrator", "lead", "coordinator")

pytestmark = pytest.mark.long


@pytest.mark.parametrize("permission", sorted(ROUTES.keys() - HELD_BY_LOADERS.keys()))
def test_matrix_turns_red_without_a_permission(
    world: World, monkeypatch: pytest.MonkeyPatch, permission: str
) -> None:
    open_to_all = replace(named(permission), reach=Reach.SIGNED_IN)
    monkeypatch.setitem(permissions._named, permission, open_to_all)
    for who in TRYING:
        probe = Probe(world, who)
        for cell, expected in cells(probe.role):
            is_closed = cell.route in ROUTES[permission] and expected in ("403", "404")
            if is_closed and probe.send(cell).said != expected:
                return
    pytest.fail("nothing noticed that the permission is gone")
