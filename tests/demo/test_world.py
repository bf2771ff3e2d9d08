"""The demo world: through actions only, complete, and the same when it is told again."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from amir.core.access.acting import acting_as
from amir.demo import facts
from amir.demo.story import coordinator_of
from amir.demo.telling import chapters
from amir.mentoring.models import Match, Proposal
from amir.participants.models import Evidence, Participant
from amir.people.queries import callings_of
from amir.programmes.models import Partner, Tick

DEMO = Path(facts.__file__).parent
WRITING = {
    "create", "bulk_create", "save", "update", "bulk_update", "delete", "get_or_create",
    "update_or_create", "execute", "raw", "cursor",
}  # fmt: skip


def counts() -> dict[str, list[int]]:
    """What coordinators see, per group."""
    found = {}
    for group in facts.facts_of("amir")["groups"]:
        with acting_as(coordinator_of(group["partner"])):
            tables = (Participant, Evidence, Proposal, Match)
            found[group["cohort"]] = [table.objects.count() for table in tables]
    return found


@pytest.mark.django_db(databases=["default", "aside"])
def test_world_is_the_same_however_often_it_is_told() -> None:
    for chapter in chapters("amir"):
        chapter.tell()
    once = counts()
    for chapter in chapters("amir"):
        chapter.tell()
    assert counts() == once
    told = {group["cohort"]: group for group in facts.facts_of("amir")["groups"]}
    first = {"Bologna": 2 * len(facts.first_year()["pairs"])}
    assert {name: found[0] for name, found in once.items()} == {
        name: group["mentees"] + group["mentors"] + first.get(name, 0)
        for name, group in told.items()
    }
    assert once["Bologna"][2] > 50
    assert once["Bologna"][3] > 20
    assert all(found[2] > 0 for found in once.values())
    with acting_as(coordinator_of("kmop")):
        partners = Partner.objects.exclude(role="funder")
        assert partners.count() == 9
        assert len(set(partners.values_list("country", flat=True))) == 8
        assert Tick.objects.count() == 9 + 8 + 6 + 1 + 1


def pairs_of_bologna() -> list[tuple[str, str, str]]:
    """Who was proposed to whom, and what became of it."""
    elena = coordinator_of("papa-giovanni")
    with acting_as(elena):
        rows = list(Proposal.objects.all())
        names = callings_of(
            elena, {p for row in rows for p in (row.mentee_person_id, row.mentor_person_id)}
        )
        return sorted(
            (names[row.mentee_person_id].preferred_name, names[row.mentor_person_id].preferred_name,
             row.state)
            for row in rows
        )  # fmt: skip


@pytest.mark.django_db(databases=["default", "aside"])
def test_world_is_the_same_in_every_installation() -> None:
    told = []
    for _ in range(2):
        with transaction.atomic():
            for chapter in list(chapters("amir"))[:7]:
                chapter.tell()
            told.append(pairs_of_bologna())
            transaction.set_rollback(True)
    assert len(told[0]) > 50
    assert told[0] == told[1]


def calls(tree: ast.AST) -> Iterator[str]:
    """Names of everything that is called as a method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def test_world_is_told_through_actions_only() -> None:
    writing = {
        f"{file.name}: {name}"
        for file in DEMO.glob("*.py")
        for name in calls(ast.parse(file.read_text()))
        if name in WRITING
    }
    assert writing == set()


@pytest.mark.django_db
def test_nobody_from_outside_sees_the_people() -> None:
    next(chapters("amir")).tell()
    assert connection.vendor == "postgresql"
    assert Participant.objects.count() == 0
    assert Partner.objects.count() == 9
