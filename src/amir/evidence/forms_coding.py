"""What is filled in while coding: excerpts, codes, codebooks, guides, files of other programs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import LongText, Upload
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks

from .enums import Facet
from .forms import NamesForm, languages
from .models import Code, Guide


class ExcerptForm(KitForm):
    """A piece of a text, by paragraphs and words; scripts give letters instead of words."""

    from_paragraph = forms.IntegerField(label=_("From paragraph"), min_value=1)
    to_paragraph = forms.IntegerField(label=_("To paragraph"), min_value=1, required=False)
    starts_with = forms.CharField(
        label=_("It begins with the words"), max_length=300, required=False,
        help_text=_("Empty: with the first word of the paragraph."),
    )  # fmt: skip
    ends_with = forms.CharField(
        label=_("It ends with the words"), max_length=300, required=False,
        help_text=_("Empty: with the last word of the paragraph."),
    )  # fmt: skip
    from_letter = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    to_letter = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """One paragraph, if only the first is told."""
        told = super().clean() or self.cleaned_data
        told["to_paragraph"] = told.get("to_paragraph") or told.get("from_paragraph")
        return told


class JudgeForm(KitForm):
    """Which codes fit."""

    codes = forms.TypedMultipleChoiceField(
        label=_("Codes"), widget=Checks, required=False,
        help_text=_("Tick all that fit. None may fit: that is an answer too."),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, codes: Sequence[Code], held: Sequence[Any] = ()
    ) -> None:
        super().__init__(data, initial={"codes": [str(each) for each in held]})
        field = self.fields["codes"]
        field.choices = [  # type: ignore[attr-defined]
            (str(code.pk), f"{'– ' * code.depth}{code.name}")  # type: ignore[attr-defined]
            for code in codes
        ]
        field.coerce = forms.UUIDField().clean  # type: ignore[attr-defined]
        field.widget.hints = {
            str(code.pk): code.definition for code in codes if code.definition
        }


class TranslateForm(NamesForm):
    """The translation of an excerpt."""

    translation = LongText(label=_("Translation"), max_letters=20_000, rows=5)
    field_order = ("translation", "names_are_fine")


class ApproveForm(NamesForm):
    """A quote that partners may read."""


class MemoForm(KitForm):
    """A thought."""

    text = LongText(label=_("Memo"), max_letters=10_000, rows=4,
                    help_text=_("For your own organisation. No names."))  # fmt: skip


class GuideForm(KitForm):
    """What a moderator asks."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=languages)
    text = LongText(
        label=_("Questions"), max_letters=40_000, rows=14,
        help_text=_("One question on each line, with what to ask further below it."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, guide: Guide | None = None) -> None:
        names = ("title", "language", "text")
        initial = {name: getattr(guide, name) for name in names} if guide else {}
        super().__init__(data, initial=initial)
        if guide is not None:
            del self.fields["language"]


class BookForm(KitForm):
    """A codebook."""

    name = forms.CharField(label=_("Name"), max_length=120)
    note = forms.CharField(label=_("What it is for"), max_length=600, required=False)


class CodeForm(KitForm):
    """A code."""

    name = forms.CharField(label=_("Name of the code"), max_length=120)
    definition = LongText(label=_("What it means"), max_letters=2_000, rows=3, required=False)
    include = LongText(label=_("Give it when"), max_letters=2_000, rows=2, required=False)
    exclude = LongText(label=_("Do not give it when"), max_letters=2_000, rows=2, required=False)
    facet = forms.ChoiceField(label=_("It says"), choices=Facet.choices, initial=Facet.OTHER)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    parent_id = forms.ChoiceField(label=_("It stands under"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        themes: Sequence[tuple[str, str]],
        codes: Sequence[Code],
        code: Code | None = None,
    ) -> None:
        initial = {name: getattr(code, name) for name in self.base_fields} if code else {}
        super().__init__(data, initial=initial)
        above = _("That of the code above, or none")
        self.fields["theme"].choices = [("", above), *themes]  # type: ignore[attr-defined]
        self.fields["parent_id"].choices = [  # type: ignore[attr-defined]
            ("", _("No other code")),
            *((str(each.pk), each.name) for each in codes if code is None or each.pk != code.pk),
        ]

    def clean(self) -> dict[str, Any]:
        """No code above is None."""
        told = super().clean() or self.cleaned_data
        told["parent_id"] = forms.UUIDField(required=False).clean(told.get("parent_id"))
        return told


class BringBookForm(KitForm):
    """A codebook that another program wrote."""

    name = forms.CharField(label=_("Name"), max_length=120)
    file = Upload(label=_("File"), endings=[".qdc"], help_text=_("A REFI-QDA codebook (.qdc)."))


class BringProjectForm(NamesForm):
    """A project that another program wrote."""

    file = Upload(label=_("File"), endings=[".qdpx"], help_text=_("A REFI-QDA project (.qdpx)."))
    language = forms.ChoiceField(label=_("Language of its texts"), choices=languages)
    field_order = ("file", "language", "names_are_fine")
