"""What is filled in for practices."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import Day, LongText, Upload
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks

from .actions.transferring import HOW_WORDS, KINDS
from .countries import country_choices
from .enums import CostBand, Phase, TargetGroup
from .template import FIELDS, TITLE_WORDS

Choices = Sequence[tuple[str, str]]


class PracticeForm(KitForm):
    """A practice by the template; each text says how many words are left."""

    title = LongText(label=_("Title"), max_words=TITLE_WORDS, rows=2)
    place = forms.CharField(label=_("Town or area"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Written in"))
    themes = forms.MultipleChoiceField(label=_("Themes"), widget=Checks)
    target_groups = forms.MultipleChoiceField(
        label=_("For whom"), widget=Checks, choices=TargetGroup.choices, required=False
    )
    phase = forms.ChoiceField(label=_("Pilot or regular"), required=False,
                              choices=[("", _("Not known")), *Phase.choices])  # fmt: skip
    cost_band = forms.ChoiceField(label=_("Cost"), required=False,
                                  choices=[("", _("Not known")), *CostBand.choices])  # fmt: skip
    started_on = Day(label=_("Since when?"), required=False, past=True)
    ended_on = Day(label=_("Until when?"), required=False,
                   help_text=_("Leave it empty if it goes on."))  # fmt: skip
    evaluated_on = Day(label=_("Evaluated on"), required=False, past=True)
    seeks_adopter = forms.BooleanField(
        label=_("We look for somebody who takes it over"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, themes: Choices, languages: Choices, initial: Any = None,
        is_draft: bool = False, is_new: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields["themes"].choices = list(themes)  # type: ignore[attr-defined]
        self.fields["themes"].required = not is_draft
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]
        for field in FIELDS:
            self.fields[field.key] = LongText(
                label=field.label, help_text=field.hint, max_words=field.max_words,
                required=field.is_needed and not is_draft, rows=4,
            )  # fmt: skip
        if is_new:
            self.fields["country"] = forms.ChoiceField(
                label=_("Country"), choices=country_choices(), widget=forms.Select
            )
            self.order_fields(["title", "country"])

    def facts(self) -> dict[str, Any]:
        """What the act takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class TransferForm(KitForm):
    """Who took a practice over."""

    adopter = forms.CharField(label=_("Who took it over?"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), choices=(), widget=forms.Select)
    place = forms.CharField(label=_("Town or area"), max_length=120, required=False)
    since = Day(label=_("Since when?"), past=True)
    how = LongText(label=_("How, and what did they change?"), max_words=HOW_WORDS, rows=4)
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https", max_length=500)
    partner = forms.ChoiceField(label=_("A partner of the programme?"), required=False)

    def __init__(self, data: Any = None, *, partners: Choices) -> None:
        super().__init__(data)
        self.fields["country"].choices = country_choices()  # type: ignore[attr-defined]
        self.fields["partner"].choices = [("", _("No, somebody else")), *partners]  # type: ignore[attr-defined]


class MediaForm(KitForm):
    """A file or a link."""

    title = forms.CharField(label=_("What does it show?"), max_length=200)
    upload = Upload(label=_("File"), endings=list(KINDS), max_megabytes=10, required=False)
    url = forms.URLField(label=_("Or a link"), required=False, assume_scheme="https",
                         max_length=500)  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told = super().clean() or {}
        if not self.errors and bool(told.get("upload")) == bool(told.get("url")):
            self.add_error("upload", _("Choose a file, or write a link."))
        return told


class ListForm(KitForm):
    """A spreadsheet of practices."""

    upload = Upload(label=_("Your list"), endings=[".xlsx", ".xls", ".ods", ".csv", ".tsv"])
    programme = forms.ChoiceField(label=_("Programme"))

    def __init__(self, data: Any = None, files: Any = None, *, programmes: Choices) -> None:
        super().__init__(data, files)
        self.fields["programme"].choices = list(programmes)  # type: ignore[attr-defined]
        if len(programmes) == 1:
            self.fields["programme"].widget = forms.HiddenInput()
            self.initial["programme"] = programmes[0][0]
