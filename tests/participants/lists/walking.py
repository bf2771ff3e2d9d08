"""The walk of a list through the queue, done at once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from amir.core.actor import Actor
from amir.core.models import Work
from amir.participants.lists import actions, running
from amir.participants.lists.queries import rows_of
from amir.participants.models import ListedRow, PeopleList

SHEETS = Path(__file__).resolve().parents[4] / "shared" / "data" / "sheets"
BOLOGNA_200 = SHEETS / "bologna_200" / "Mentoring_Bologna_2025.xlsx"

MENTEES = """Role,First name,Last name,Phone,E-mail,Date of birth,Languages,Topics,Consent on
mentee,Yusuf,Haddad,+39 340 000 0001,yusuf@example.org,1996-03-12,Arabic,housing,2025-01-10
mentee,Rima,Haddad,+39 340 000 0002,rima@example.org,1998-07-23,Arabic,work,2025-01-11
mentor,Amina,Rossi,+39 340 000 0003,amina@example.org,1985-04-30,"Italian, Arabic",work,2025-01-12
"""
HEADINGS = MENTEES.splitlines()[0]


def tell(done: int, total: int, doing: str) -> None:
    """Progress that nobody looks at."""


def bring(
    actor: Actor, organisation_id: UUID, text: str | bytes = MENTEES, name: str = "list.csv"
) -> PeopleList:
    """Bring a list and read it."""
    content = text.encode() if isinstance(text, str) else text
    people_list = actions.bring_list(
        actor, organisation_id=organisation_id, name=name, content=content
    )
    return read(actor, people_list)


def read(actor: Actor, people_list: PeopleList) -> PeopleList:
    """Read a list, as the queue would."""
    running.read_list(actor, list_id=people_list.pk, tell=tell)
    return _ended(people_list)


def answer(actor: Actor, people_list: PeopleList, **answers: Any) -> PeopleList:
    """Answer and read again."""
    actions.answer_questions(actor, people_list=people_list, answers=answers)
    return read(actor, people_list)


def bring_in(actor: Actor, people_list: PeopleList, **more: Any) -> PeopleList:
    """Bring a list in, as the queue would."""
    actions.bring_in(actor, people_list=people_list, **more)
    return run(actor, running.bring_in_list)


def undo(actor: Actor, people_list: PeopleList) -> PeopleList:
    """Take a list back, as the queue would."""
    actions.undo_list(actor, people_list=people_list)
    return run(actor, running.take_list_back)


def run(actor: Actor, task: Callable[..., None]) -> PeopleList:
    """Do what was put into the queue last."""
    work = Work.objects.order_by("-created_at")[0]
    people_list = PeopleList.objects.get(work_id=work.pk)
    task(actor, list_id=people_list.pk, tell=tell)
    return _ended(people_list)


def acts(people_list: PeopleList) -> list[tuple[str, str]]:
    """What happens with whom, in the order of the list."""
    return [(row.act, row.facts["person"].get("full_name", "")) for row in rows_of(people_list)]


def row_of(people_list: PeopleList, name: str) -> ListedRow:
    """The row of somebody."""
    return rows_of(people_list).get(facts__person__full_name=name)


def _ended(people_list: PeopleList) -> PeopleList:
    """The list as it stands, its work told to be done as the queue tells it."""
    Work.objects.filter(state__in=(Work.WAITING, Work.RUNNING)).update(state=Work.DONE)
    return PeopleList.objects.get(pk=people_list.pk)
