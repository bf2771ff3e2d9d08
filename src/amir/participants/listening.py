"""What this room does when something happens in a lower one."""

from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.events import listen
from amir.people.models import Person

from .actions import take_step
from .enums import ListState
from .lifecycle import STEPS
from .models import ListedRow, ListFile, Participant, PeopleList

WAITING = (ListState.READING, ListState.READ)
# What a list shows of its cells, and what people answered about them.
SHOWN = ("questions", "repairs", "pairs")


def begin() -> None:
    """Called once at start-up."""
    listen("people.erasing", leave)
    listen("people.erased", forget_files)


def leave(actor: Actor, *, person: Person) -> None:
    """Whoever is erased takes part no more. Refused: a list that waits would bring them back."""
    waiting = PeopleList.objects.filter(rows__person_id=person.pk, state__in=WAITING).first()
    if waiting is not None:
        said = _("The list {name} names this person. Bring it in or drop it first.")
        raise Refused(said.format(name=waiting.name))
    for participant in Participant.objects.filter(person=person):
        if participant.state in STEPS["leave"].sources:
            take_step(actor, participant=participant, step="leave")


def forget_files(actor: Actor, *, person: Person) -> None:
    """The files of lists that named the person go, and what lists show of their cells."""
    of_person = ListedRow.objects.filter(person_id=person.pk).values("people_list_id")
    ListFile.objects.filter(people_list_id__in=of_person).update(content=b"")
    lists = list(PeopleList.objects.filter(pk__in=of_person))
    for people_list in lists:
        people_list.answers = {}
        people_list.overview = _without_cells(people_list.overview)
    PeopleList.objects.bulk_update(lists, ["answers", "overview"])


def _without_cells(overview: dict[str, object]) -> dict[str, object]:
    kept = {name: [] if name in SHOWN else value for name, value in overview.items()}
    tables = kept.get("tables", [])
    for table in tables if isinstance(tables, list) else []:
        for column in table.get("columns", []):
            column["samples"] = []
    return kept
