"""What is filled in for the handbook."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import LongText
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks

from .enums import Works
from .queries import Written


class SectionForm(KitForm):
    """A section in one language."""

    title = forms.CharField(label=_("Heading"), max_length=200)
    text = LongText(
        label=_("Text"), max_letters=20_000, rows=12,
        help_text=_("An empty line begins a new paragraph."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, held: Written | None = None) -> None:
        initial = {"title": held.title, "text": held.text} if held else {}
        super().__init__(data, initial=initial)


class PublishForm(KitForm):
    """An edition."""

    note = forms.CharField(
        label=_("What is new?"), max_length=600, required=False,
        help_text=_("Partners read this above the changes."),
    )  # fmt: skip


class TestersForm(KitForm):
    """Who tests an edition."""

    organisations = forms.MultipleChoiceField(label=_("Partners that test it"), widget=Checks)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["organisations"].choices = list(choices)  # type: ignore[attr-defined]


class CommentForm(KitForm):
    """What a partner says of a section."""

    section = forms.ChoiceField(label=_("Section"))
    works = forms.ChoiceField(label=_("Does it work with you?"), choices=Works.choices)
    text = LongText(label=_("What should change?"), max_letters=4_000, rows=4, required=False)

    def __init__(self, data: Any = None, *, sections: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["section"].choices = list(sections)  # type: ignore[attr-defined]
