"""Reading lists, their rows and the people whom they name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.core.models import Work
from amir.participants.enums import ListState, RowAct
from amir.participants.models import ListedRow, PeopleList
from amir.participants.rules import IMPORT

from .merging import Fields, current_fields
from .overview import MOST_PAIRS

RUNNING = (Work.WAITING, Work.RUNNING)


def lists_visible_to(actor: Actor) -> QuerySet[PeopleList]:
    """The lists of the organisations in which the actor may bring lists in, newest first."""
    held = actor.organisations_where(IMPORT)
    return PeopleList.objects.filter(organisation_id__in=held).defer("overview", "answers")


def list_or_404(actor: Actor, *, list_id: UUID) -> PeopleList:
    """The list of that id, whole. Raises Http404."""
    found = lists_visible_to(actor).defer(None).filter(pk=list_id).first()
    if found is None:
        raise Http404
    return found


def rows_of(people_list: PeopleList) -> QuerySet[ListedRow]:
    """What happens (or happened) with everybody of a list, in its order."""
    return ListedRow.objects.filter(people_list=people_list)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many people a list adds, changes, leaves as they are and leaves out."""

    create: int = 0
    update: int = 0
    same: int = 0
    skip: int = 0

    @property
    def changing(self) -> int:
        """How many records bringing in would touch."""
        return self.create + self.update

    @property
    def total(self) -> int:
        """All rows."""
        return self.create + self.update + self.same + self.skip


def counts_of(people_list: PeopleList) -> Counts:
    """The counts of a list; one query."""
    counted = dict(rows_of(people_list).order_by().values_list("act").annotate(rows=Count("id")))
    return Counts(**{act.value: counted.get(act.value, 0) for act in RowAct})


def counts_by_list(lists: Iterable[PeopleList]) -> dict[UUID, int]:
    """List -> how many rows it adds or changes; one query."""
    rows = ListedRow.objects.filter(
        people_list__in=[each.pk for each in lists], act__in=(RowAct.CREATE, RowAct.UPDATE)
    )
    return dict(rows.order_by().values_list("people_list").annotate(rows=Count("id")))


def work_of(people_list: PeopleList) -> Work | None:
    """The background work that was last begun for a list."""
    return Work.objects.filter(pk=people_list.work_id).first() if people_list.work_id else None


def is_at_work(work: Work | None) -> bool:
    """Whether something is being done with the list right now."""
    return work is not None and work.state in RUNNING


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people to be compared: where they stand, and what is known of them."""

    at: str
    fields: Mapping[str, Any]


def matched_rows(people_list: PeopleList) -> list[ListedRow]:
    """Rows that seem to be (or to share a contact with) somebody whom we know, where it is not
    plain. At most so many as a page can hold; the others stay as they were taken."""
    return list(rows_of(people_list).filter(facts__match__sure=False)[:MOST_PAIRS])


def people_of_matches(actor: Actor, rows: Sequence[ListedRow]) -> dict[UUID, Fields]:
    """The known people to be shown beside them; four queries, written down as reading."""
    return current_fields(actor, {UUID(row.facts["match"]["person"]) for row in rows})


def rows_at(people_list: PeopleList, sources: Iterable[str]) -> dict[str, Side]:
    """The rows of these places, for comparing; one query."""
    found = rows_of(people_list).filter(source__in=list(sources))
    return {row.source: Side(row.source, row.facts.get("person", {})) for row in found}


def unfinished_lists(actor: Actor) -> QuerySet[PeopleList]:
    """Lists that wait for somebody to go on with them."""
    return lists_visible_to(actor).filter(state=ListState.READ)
