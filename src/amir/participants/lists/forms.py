"""Bringing a list: files or pasted cells."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amir.kit.forms import KitForm
from amir.sheets.intake.limits import MAX_FILE_BYTES

ENDINGS = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods,.fods,.html,.xml"


class _Files(forms.FileInput):
    """A chooser for several files; browsers take files that are dropped on it, too."""

    allow_multiple_selected = True


class Uploads(forms.FileField):
    """Several files. Gives a list; what a file holds is judged by the reading engine."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", _Files(attrs={"accept": ENDINGS}))
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files, maybe none. ValidationError where one is larger than the engine reads."""
        files = [file for file in (data or []) if file]
        for file in files:
            if file.size > MAX_FILE_BYTES:
                text = gettext("{file} is larger than {most} MB. Save only the list in a new file.")
                raise forms.ValidationError(
                    text.format(file=file.name, most=MAX_FILE_BYTES // 1_000_000)
                )
        return files


class BringForm(KitForm):
    """Files, or cells pasted from a spreadsheet. Organisation and programme only if several."""

    upload = Uploads(
        label=_("Your list"),
        help_text=_("Excel, OpenDocument or text. You can choose several, or drop them here."),
    )
    text = forms.CharField(
        label=_("Cells of your list"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Copy them in your spreadsheet, with the headings, and paste them here."),
    )

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[tuple[UUID, str]],
        programmes: Sequence[tuple[UUID, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._only = {
            "organisation": _choose(self, "organisation", _("Organisation"), organisations),
            "programme": _choose(self, "programme", _("Programme"), programmes),
        }

    def clean(self) -> dict[str, Any]:
        """Adds what needs no choosing. ValidationError where nothing was brought."""
        told = {**self._only, **(super().clean() or {})}
        if not self.errors and not told.get("upload") and not told.get("text", "").strip():
            self.add_error("upload", gettext("Choose a file, or paste the cells of your list."))
        return told


def _choose(
    form: forms.Form, name: str, label: Any, choices: Sequence[tuple[UUID, str]]
) -> UUID | None:
    """Add a choice where there are several; the only one there is needs no question."""
    if len(choices) > 1:
        form.fields[name] = forms.TypedChoiceField(label=label, choices=choices, coerce=UUID)
    return choices[0][0] if choices else None
