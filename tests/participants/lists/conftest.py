"""Small lists of these tests, and the walk through the queue done at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.participants.lists import actions, running
from amir.participants.models import PeopleList

Walk = Callable[..., PeopleList]
SHEETS = Path(__file__).resolve().parents[4] / "shared" / "data" / "sheets"
BOLOGNA_200 = SHEETS / "bologna_200" / "Mentoring_Bologna_2025.xlsx"

MENTEES = """Role,First name,Last name,Phone,E-mail,Date of birth,Languages,Topics,Consent on
mentee,Yusuf,Haddad,+39 340 000 0001,yusuf@example.org,1996-03-12,Arabic,housing,2025-01-10
mentee,Rima,Haddad,+39 340 000 0002,rima@example.org,1998-07-23,Arabic,work,2025-01-11
mentor,Amina,Rossi,+39 340 000 0003,amina@example.org,1985-04-30,"Italian, Arabic",work,2025-01-12
"""


def said(done: int, total: int, doing: str) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def bring(bologna: UUID) -> Walk:
    """Bring a text list and read it, as the queue would do at once; inside `acting_as`."""

    def walk(actor: Actor, text: str | bytes = MENTEES, name: str = "list.csv") -> PeopleList:
        content = text.encode() if isinstance(text, str) else text
        people_list = actions.bring_list(
            actor, organisation_id=bologna, name=name, content=content
        )
        return read(actor, people_list)

    return walk


def read(actor: Actor, people_list: PeopleList) -> PeopleList:
    """Read a list, as the queue would."""
    running.read_list(actor, list_id=people_list.pk, tell=said)
    return PeopleList.objects.get(pk=people_list.pk)


def bring_in(actor: Actor, people_list: PeopleList, **more: Any) -> PeopleList:
    """Bring a list in, as the queue would."""
    actions.bring_in(actor, people_list=people_list, **more)
    running.bring_in_list(actor, list_id=people_list.pk, tell=said)
    return PeopleList.objects.get(pk=people_list.pk)


def undo(actor: Actor, people_list: PeopleList) -> PeopleList:
    """Take a list back, as the queue would."""
    actions.undo_list(actor, people_list=people_list)
    running.take_list_back(actor, list_id=people_list.pk, tell=said)
    return PeopleList.objects.get(pk=people_list.pk)


__all__ = ["BOLOGNA_200", "MENTEES", "Walk", "acting_as", "bring_in", "read", "said", "undo"]
