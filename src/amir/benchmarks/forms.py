"""What is filled in: a file, and answers to the questions of a set."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import LongText, Upload
from amir.kit.forms import KitForm
from amir.kit.widgets import Radios
from amir.programmes.wording import said

from .actions import LONGEST, Said
from .definition import Definition, Indicator
from .models import Answer

NA = "na"


class BringForm(KitForm):
    """A set of questions as a file."""

    upload = Upload(label=_("File"), endings=[".yaml", ".yml", ".json"], max_megabytes=1)


class AnswersForm(KitForm):
    """Every question of a set: the answer, why, and how one knows. All may stay open for now."""

    says_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, definition: Definition, held: Mapping[str, Answer],
        version: int, initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        first = {**_initial(held), "version": version, **(initial or {})}
        super().__init__(data, initial=first)
        self.definition = definition
        for code, indicator in definition.indicators.items():
            if indicator.is_scored:
                self.fields[code] = choice_of(indicator, is_required=False, with_na=True)
            self.fields[f"{code}-why"] = LongText(
                label=_why(indicator), max_letters=LONGEST, rows=3, required=False
            )
            if indicator.needs_evidence:
                self.fields[f"{code}-evidence"] = forms.CharField(
                    label=_("How do you know?"), required=False, max_length=LONGEST,
                    help_text=_("A document, a link, a figure with its year."),
                )  # fmt: skip

    def told(self) -> dict[str, Said]:
        """Code -> what was said, of every question."""
        held = self.cleaned_data
        return {
            code: Said(
                value=int(held[code]) if held.get(code) not in (None, "", NA) else None,
                is_na=held.get(code) == NA,
                narrative=held.get(f"{code}-why") or "",
                evidence=held.get(f"{code}-evidence") or "",
            )
            for code in self.definition.indicators
        }


def choice_of(
    indicator: Indicator, *, is_required: bool, with_na: bool, inline: bool = False
) -> forms.ChoiceField:
    """The answers of a question as a choice, in the reader's language; short ones in one line."""
    choices = [(str(each.value), str(said(each.texts))) for each in indicator.options]
    if with_na and indicator.may_be_na:
        choices.append((NA, gettext("Does not apply")))
    return forms.ChoiceField(
        label=str(said(indicator.texts)),
        help_text=str(said(indicator.hints or {})),
        choices=choices,
        required=is_required,
        widget=Radios(inline=inline),
    )


def _why(indicator: Indicator) -> str:
    return gettext("In your words") if indicator.is_scored else str(said(indicator.texts))


def _initial(held: Mapping[str, Answer]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for code, row in held.items():
        found[code] = NA if row.is_na else "" if row.value is None else str(row.value)
        found[f"{code}-why"], found[f"{code}-evidence"] = row.narrative, row.evidence
    return found


class QuickCheckForm(KitForm):
    """The questions of the quick check, on one page."""

    def __init__(self, data: Any = None, *, definition: Definition) -> None:
        super().__init__(data)
        self.definition = definition
        for code, indicator in definition.indicators.items():
            self.fields[code] = choice_of(indicator, is_required=True, with_na=False, inline=True)

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """(title, its questions) of each part of the set."""
        return [
            (str(said(part.texts)), [self[each.code] for each in part.indicators])
            for part in self.definition.dimensions
        ]

    def answers(self) -> dict[str, int]:
        """Code -> value."""
        return {code: int(value) for code, value in self.cleaned_data.items()}
