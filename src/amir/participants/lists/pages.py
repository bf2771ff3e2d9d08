"""What the pages of a list need besides the list itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.models import Work

from ..enums import RowAct
from ..models import ListedRow, PeopleList
from .overview import open_questions, questions_left
from .packing import said
from .queries import RUNNING, Counts, counts_of, people_of_matches, rows_at
from .review import ReviewForm
from .wording import place_said, side_by_side

DOUBTFUL = 0.7  # columns below this confidence are worth a look


@dataclass(frozen=True, slots=True)
class Progressing:
    """How far background work is, as the kit's progress shows it."""

    done: int
    total: int
    said: str
    url: str
    is_finished: bool


def progress_of(people_list: PeopleList, work: Work | None) -> Progressing:
    """The work that was last begun for a list."""
    url = reverse("list_progress", kwargs={"list_id": people_list.pk})
    if work is None or work.state not in RUNNING:
        return Progressing(1, 1, _("Done."), url, is_finished=True)
    doing = work.doing or _("Waiting for its turn …")
    return Progressing(work.done, work.total, doing, url, is_finished=False)


def row_counts(lists: QuerySet[PeopleList]) -> QuerySet[PeopleList]:
    """The lists, each with how many people it adds or changes."""
    touched = Q(rows__act__in=(RowAct.CREATE, RowAct.UPDATE))
    return lists.annotate(changing=Count("rows", filter=touched))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people side by side, with the choice between them."""

    title: str
    first: str
    second: str
    why: str
    facts: Sequence[tuple[str, str, str, bool]]
    field: BoundField


def review_page(
    actor: Actor, people_list: PeopleList, form: ReviewForm, matches: Sequence[ListedRow]
) -> dict[str, Any]:
    """Everything on the page on which a list is looked through."""
    overview = people_list.overview
    counts = counts_of(people_list)
    is_open = bool(open_questions(overview))
    return {
        "list": people_list,
        "form": form,
        "counts": counts,
        "is_open": is_open,
        "can_go_in": not is_open and counts.changing > 0,
        "left": len(questions_left(overview)),
        "refused": {name: said(why) for name, why in overview["refused"].items()},
        "comparisons": [*_pairs(people_list, form), *_matches(actor, form, matches)],
        "doubtful": sum(
            column["confidence"] < DOUBTFUL and column["field"] != "extra"
            for table in overview["tables"]
            for column in table["columns"]
        ),
        "sensitive": [c["header"] for t in overview["tables"] for c in t["columns"]
                      if c["sensitive"]],
        "finding": finding_of(counts),
    }  # fmt: skip


def finding_of(counts: Counts) -> str:
    """How many people are new, changed, unchanged, left out; what is nobody is not told."""
    told = (
        (counts.create, _("{count} new")),
        (counts.update, _("{count} changed")),
        (counts.same, _("{count} unchanged")),
        (counts.skip, _("{count} left out")),
    )
    return ", ".join(text.format(count=count) for count, text in told if count)


def _pairs(people_list: PeopleList, form: ReviewForm) -> list[Comparison]:
    pairs = people_list.overview["pairs"]
    if not pairs:
        return []
    sides = rows_at(people_list, {p[side] for p in pairs for side in ("first", "second")})
    return [
        Comparison(
            _name(sides, pair["first"]),
            place_said(pair["first"]),
            place_said(pair["second"]),
            said(pair["why"]),
            side_by_side(_fields(sides, pair["first"]), _fields(sides, pair["second"])),
            form[f"p{number}"],
        )
        for number, pair in enumerate(pairs)
    ]


def _matches(actor: Actor, form: ReviewForm, rows: Sequence[ListedRow]) -> list[Comparison]:
    known = people_of_matches(actor, rows)
    return [
        Comparison(
            row.facts["person"].get("full_name", ""),
            place_said(row.source),
            _("on record already"),
            said(row.facts["match"]["why"]),
            side_by_side(row.facts["person"], known.get(UUID(row.facts["match"]["person"]), {})),
            form[form.fields_of_matches[row.source]],
        )
        for row in rows
    ]


def _fields(sides: Mapping[str, Any], at: str) -> Mapping[str, Any]:
    return sides[at].fields if at in sides else {}


def _name(sides: Mapping[str, Any], at: str) -> str:
    return str(_fields(sides, at).get("full_name", at))
