"""Lists of people in the world: one brought in, one read, one that waits."""

from django.utils.translation import override

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.tasks import run_here
from amir.participants.lists import actions as lists
from amir.participants.lists.review import ReviewForm
from amir.participants.lists.running import BRING, READ
from amir.participants.models import PeopleList

from .side import Side

HEADINGS = "Role,First name,Last name,Phone,E-mail,Languages,Topics,Notes,Consent on"


def bring_lists(side: Side) -> None:
    """A list that is in, one that was read, and one that still waits in the queue."""
    with acting_as(side.actor("coordinator")) as elena, override("en"):
        brought = _brought(side, elena, "in", run=True)
        work = lists.bring_in(elena, people_list=brought)
        run_here(BRING, elena, work.pk, list_id=str(brought.pk))
        read = _brought(side, elena, "read", run=True)
        waiting = _brought(side, elena, "waiting", run=False)
        form = ReviewForm(people_list=read, matches=[])
        row = read.rows.order_by("position").first()
    assert row is not None
    side.ids |= {
        "review": {n: f.initial for n, f in form.fields.items() if f.initial is not None},
        "row": row.pk,
        "list_id": read.pk,
        "list_undo.list_id": brought.pk,
        "list_left_out.list_id": brought.pk,
        "list_progress.list_id": waiting.pk,
        "work_id": waiting.work_id,
        "list_version": read.version,
    }


def _brought(side: Side, elena: Actor, name: str, *, run: bool) -> PeopleList:
    rows = [
        (
            f"mentee,{name.title()},{side.word},{side.phone()},{name}@{side.word}.example,Arabic,"
            f"work,{side.called('Cell')},2025-01-10"
        ),
        f"mentee,,{side.word},,,,,{side.called('Left out')},",
    ]
    people_list = lists.bring_list(
        elena,
        organisation_id=side.organisation,
        name=f"{side.word} {name}.csv",
        content="\n".join([HEADINGS, *rows]).encode(),
    )
    if run:
        run_here(READ, elena, people_list.work_id, list_id=str(people_list.pk))
        people_list.refresh_from_db()
    return people_list
