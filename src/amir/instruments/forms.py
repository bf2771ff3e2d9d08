"""What coordinators fill in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import Upload
from amir.kit.forms import KitForm


class BringForm(KitForm):
    """A definition as a file."""

    upload = Upload(
        label=_("The file of the questionnaire"),
        endings=[".yaml", ".yml"],
        max_megabytes=1,
        help_text=_("Bring only words that your licence lets you use."),
    )


class AskForm(KitForm):
    """Which questions somebody is asked in between."""

    instrument = forms.ChoiceField(label=_("Questionnaire"))

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["instrument"].choices = list(choices)  # type: ignore[attr-defined]
