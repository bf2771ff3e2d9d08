"""How the walk grows with the list: the number of statements does not grow with its people."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.participants.lists.queries import Counts, counts_of
from amir.participants.models import PeopleList
from tests.participants.lists.walking import HEADINGS, SHEETS, bring, bring_in, undo

pytestmark = pytest.mark.django_db
FEW, MANY = 5, 60
READING, BRINGING_NEW, BRINGING_CHANGED, PUTTING_BACK, REMOVING = 23, 54, 38, 24, 78


def people(count: int, *, theme: str = "work") -> str:
    """A list of so many people."""
    rows = [
        f"mentee,Yusuf,Haddad{i},+39 340 000 {i:04},yusuf{i}@example.org,1996-03-12,Arabic,"
        f"{theme},2025-01-10"
        for i in range(count)
    ]
    return "\n".join([HEADINGS, *rows])


def statements(act: Callable[..., PeopleList], *arguments: Any) -> tuple[PeopleList, int]:
    """What an act gives, and how many statements it took."""
    with CaptureQueriesContext(connection) as captured:
        made = act(*arguments)
    return made, len(captured)


@pytest.mark.parametrize("count", [FEW, MANY])
def test_statements_do_not_grow_with_people(elena: Actor, bologna: UUID, count: int) -> None:
    with acting_as(elena):
        bring(elena, bologna, people(1), "first.csv")  # so that every key is there already
        first, reading = statements(bring, elena, bologna, people(count))
        first, new = statements(bring_in, elena, first)
        second = bring(elena, bologna, people(count, theme="housing"))
        assert counts_of(second) == Counts(update=count)
        second, changed = statements(bring_in, elena, second)
        second, undoing = statements(undo, elena, second)
        first, removing = statements(undo, elena, first)
    assert (reading, new, changed) == (READING, BRINGING_NEW, BRINGING_CHANGED)
    assert (undoing, removing) == (PUTTING_BACK, REMOVING)


def test_five_thousand_rows_are_read(elena: Actor, bologna: UUID) -> None:
    content = (SHEETS / "five_thousand" / "participants_export.csv").read_bytes()
    with acting_as(elena):
        people_list = bring(elena, bologna, content, "participants_export.csv")
        assert counts_of(people_list).total == 5000
