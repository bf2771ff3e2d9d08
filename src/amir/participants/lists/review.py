"""Everything that can be told about a list, on one form."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from amir.kit.forms import KitForm
from amir.kit.widgets import Radios
from amir.participants.enums import Side
from amir.participants.sheet import PARTICIPANT_TARGETS
from amir.sheets.tables.results import EXTRA

from ..models import ListedRow, PeopleList
from .packing import said
from .told import LATER, pair_id, told_of

_LATER = "later"
_LEAVE_OUT = "leave_out"
SAME, DIFFERENT = "same", "different"
MOST_COLUMNS = 60


@dataclass(frozen=True, slots=True)
class RepairGroup:
    """Cells that are mended in the same way."""

    about: Mapping[str, Any]
    fields: Sequence[BoundField]


class ReviewForm(KitForm):
    """Questions, people who may be the same, cells to mend, and which column is what.

    Built from the overview of a list; `told()` gives what was answered, for the action.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people_list: PeopleList, matches: Sequence[ListedRow], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.overview = people_list.overview
        self._held = told_of(people_list.answers)
        self._matches = {row.source: row for row in matches}
        self.fields_of_matches = {at: f"m{row.pk}" for at, row in self._matches.items()}
        self.fields["version"].initial = people_list.version
        for name, field in (
            *self._for_questions(), *self._for_pairs(), *self._for_repairs(), *self._for_columns()
        ):  # fmt: skip
            self.fields[name] = field
        if self.is_bound:
            self._keep_what_did_not_come()

    def _keep_what_did_not_come(self) -> None:
        """On a slow line the button is there before the rest of the page: that stays as it is."""
        data: Any = copy(self.data)
        for name, field in self.fields.items():
            if name not in data and name != "version" and field.initial is not None:
                data[name] = field.initial
        self.data = data

    # --- the fields ------------------------------------------------------------------------
    def _for_questions(self) -> Iterator[tuple[str, forms.Field]]:
        for number, asked in enumerate(self.overview["questions"]):
            label = said(asked["ask"])
            held = asked["answer"]
            if asked["options"]:
                options = [(o["value"], said(o["says"])) for o in asked["options"]]
                known = {value for value, _says in options}
                initial = _LATER if held == LATER else held
                yield (
                    f"q{number}",
                    forms.ChoiceField(
                        label=label,
                        choices=[*options, (_LATER, _("Leave this open"))],
                        initial=initial if initial in {*known, _LATER} else None,
                        error_messages={"required": _("Choose an answer.")},
                    ),
                )
            else:
                hint = _("Leave it empty to decide later.")
                yield (
                    f"q{number}",
                    forms.CharField(
                        label=label, required=False, initial=held or "", max_length=500,
                        help_text=hint,
                    ),
                )  # fmt: skip

    def _for_pairs(self) -> Iterator[tuple[str, forms.Field]]:
        for number, pair in enumerate(self.overview["pairs"]):
            yield f"p{number}", _same_or_not(pair["answer"], _("Only the first row goes in"))
        for row in self._matches.values():
            initial = SAME if row.facts["match"]["same"] else DIFFERENT
            yield f"m{row.pk}", _same_or_not(initial, _("What we know is brought up to date"))

    def _for_repairs(self) -> Iterator[tuple[str, forms.Field]]:
        for number, group in enumerate(self.overview["repairs"]):
            if group["by"] == "year":
                yield f"y{number}", _year_only()
                continue
            for place, item in enumerate(group["items"]):
                if group["by"] == "role":
                    yield f"r{number}-{place}", _role(_row_label(item))
                elif item["place"] >= 0:
                    yield (
                        f"r{number}-{place}",
                        forms.CharField(
                            label=_row_label(item), help_text=said(item["says"]),
                            required=False, initial=item["value"], max_length=500,
                        ),
                    )  # fmt: skip

    def _for_columns(self) -> Iterator[tuple[str, forms.Field]]:
        labels = [(t.field, t.label.text(gettext)) for t in PARTICIPANT_TARGETS]
        choices = [*labels, (EXTRA, gettext("Keep the text only"))]
        left = MOST_COLUMNS
        for number, table in enumerate(self.overview["tables"]):
            for place, column in enumerate(table["columns"]):
                left -= 1
                if left >= 0 and not column["sensitive"]:
                    yield (
                        f"c{number}-{place}",
                        forms.ChoiceField(
                            label=column["header"], choices=choices, initial=column["field"],
                            widget=forms.Select, help_text=", ".join(column["samples"]),
                        ),
                    )  # fmt: skip

    # --- for the page ----------------------------------------------------------------------
    @property
    def open_fields(self) -> list[BoundField]:
        """Questions that nobody has answered."""
        return [
            self[f"q{number}"]
            for number, asked in enumerate(self.overview["questions"])
            if asked["answer"] is None
        ]

    @property
    def answered_fields(self) -> list[BoundField]:
        """Questions that can be answered in another way."""
        return [
            self[f"q{number}"]
            for number, asked in enumerate(self.overview["questions"])
            if asked["answer"] is not None
        ]

    @property
    def repair_groups(self) -> list[RepairGroup]:
        """Groups of cells to mend, with their fields."""
        found = []
        for number, group in enumerate(self.overview["repairs"]):
            names = [f"y{number}"] if group["by"] == "year" else [
                f"r{number}-{place}" for place in range(len(group["items"]))
            ]  # fmt: skip
            found.append(RepairGroup(group, [self[name] for name in names if name in self.fields]))
        return found

    @property
    def column_groups(self) -> list[tuple[Mapping[str, Any], list[BoundField]]]:
        """Tables with the fields for their columns."""
        return [
            (table, [self[name] for name in self.fields if name.startswith(f"c{number}-")])
            for number, table in enumerate(self.overview["tables"])
        ]

    # --- what was told ---------------------------------------------------------------------
    def told(self) -> dict[str, Any]:
        """The parts of `told.Told` that were answered or changed here."""
        roles, cells, left_out = self._repaired()
        return {
            "questions": self._answered(),
            "columns": self._columns(),
            "cells": cells,
            "roles": roles,
            "left_out": sorted({*self._held.left_out, *left_out}),
            "different": self._different(),
            "people": {at: self.cleaned_data[name] for at, name in self.fields_of_matches.items()},
            "year_only": self._year_only(),
        }

    def _answered(self) -> dict[str, str]:
        found = {}
        for number, asked in enumerate(self.overview["questions"]):
            answer = self.cleaned_data[f"q{number}"]
            found[asked["id"]] = LATER if answer == _LATER else answer
        return found

    def _different(self) -> list[str]:
        return [
            pair_id(pair["first"], pair["second"])
            for number, pair in enumerate(self.overview["pairs"])
            if self.cleaned_data[f"p{number}"] == DIFFERENT
        ]

    def _repaired(self) -> tuple[dict[str, str], dict[str, dict[str, str]], list[str]]:
        roles: dict[str, str] = {}
        cells: dict[str, dict[str, str]] = {}
        left_out: list[str] = []
        for number, group in enumerate(self.overview["repairs"]):
            for place, item in enumerate(group["items"]):
                answer = self.cleaned_data.get(f"r{number}-{place}")
                if answer is None or group["by"] == "year":
                    continue
                for at in item["ats"]:
                    if group["by"] == "role" and answer == _LEAVE_OUT:
                        left_out.append(at)
                    elif group["by"] == "role" and answer:
                        roles[at] = answer
                    elif group["by"] == "text" and answer != item["value"]:
                        cells.setdefault(at, {})[str(item["place"])] = answer
        return roles, cells, left_out

    def _year_only(self) -> bool:
        names = [
            f"y{number}"
            for number, group in enumerate(self.overview["repairs"])
            if group["by"] == "year"
        ]
        return any(self.cleaned_data[n] == "year" for n in names) or (
            self._held.year_only and not names
        )

    def _columns(self) -> dict[str, dict[str, str]]:
        """Fields that differ from what stands in the overview."""
        found: dict[str, dict[str, str]] = {}
        for number, table in enumerate(self.overview["tables"]):
            for place, column in enumerate(table["columns"]):
                chosen = self.cleaned_data.get(f"c{number}-{place}")
                if chosen and chosen != column["field"]:
                    found.setdefault(table["name"], {})[column["header"]] = chosen
        return found


def _same_or_not(initial: str, same_hint: Any) -> forms.ChoiceField:
    choices = ((SAME, _("One person")), (DIFFERENT, _("Two people")))
    widget = Radios()
    widget.hints = {SAME: same_hint}
    return forms.ChoiceField(
        label=_("Who are they?"), choices=choices, initial=initial, widget=widget
    )


def _year_only() -> forms.ChoiceField:
    choices = (("date", _("Keep the whole date")), ("year", _("Keep the year only")))
    return forms.ChoiceField(
        label=_("Births on the first day of a year"), choices=choices, initial="date",
        help_text=_("That day is often written when the real one is not known."),
    )  # fmt: skip


def _role(label: str) -> forms.ChoiceField:
    choices = (*Side.choices, (_LEAVE_OUT, _("Leave this row out")))
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=Radios(inline=True)
    )


def _row_label(item: Mapping[str, Any]) -> str:
    """ "Amina Rossi, row 5", or how many rows have the same text."""
    if len(item["ats"]) > 1:
        text = ngettext("{count} row", "{count} rows", len(item["ats"]))
        return text.format(count=len(item["ats"]))
    row = gettext("row {number}").format(number=item["ats"][0].rpartition("!")[2])
    return f"{item['name']}, {row}" if item["name"] else row
