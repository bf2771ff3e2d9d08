"""What is filled in for reports."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import LongText
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks
from amir.programmes.forms import countries

from .actions.checks import LONGEST
from .blocks import BlockSource
from .enums import ReportKind, SectionStatus

Choices = Sequence[tuple[str, str]]
HINT = _("An empty line begins a paragraph, ## a heading, - a list item. [[ ]] is a live block.")


class ReportForm(KitForm):
    """A new report."""

    kind = forms.ChoiceField(label=_("What does it tell of?"))
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("In which language do you write?"))
    country = forms.ChoiceField(label=_("Country, for a national report"), required=False)

    def __init__(
        self, data: Any = None, *, languages: Choices, coordinates: bool, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        kinds = [
            (kind.value, kind.label)
            for kind in (ReportKind.NATIONAL, ReportKind.COMPARATIVE)
            if coordinates or kind is not ReportKind.COMPARATIVE
        ]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]
        self.fields["country"].choices = countries(optional=True)  # type: ignore[attr-defined]


class HeadingForm(KitForm):
    """A section more."""

    title = forms.CharField(label=_("Heading"), max_length=200)


class TextForm(KitForm):
    """A section; `version` is the text that whoever writes has seen."""

    title = forms.CharField(label=_("Heading"), max_length=200)
    text = LongText(
        label=_("Text"), max_letters=LONGEST, rows=18, required=False, strip=False, help_text=HINT
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class TranslationForm(TextForm):
    """The same in another language; `of_version` is the original that it says."""

    of_version = forms.IntegerField(widget=forms.HiddenInput)


class SettingsForm(KitForm):
    """Who writes a section, how far it is, and where it stands."""

    status = forms.ChoiceField(label=_("How far is it?"), choices=SectionStatus.choices)
    owner_id = forms.ChoiceField(label=_("Who writes it?"), required=False)
    order = forms.IntegerField(label=_("Place in the report"), min_value=1, max_value=500)

    def __init__(self, data: Any = None, *, people: Choices, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        chosen = [("", _("Nobody yet")), *people]
        self.fields["owner_id"].choices = chosen  # type: ignore[attr-defined]


class CommentForm(KitForm):
    """What somebody says of a section."""

    text = LongText(label=_("Your comment"), max_letters=4_000, rows=3)


class LanguagesForm(KitForm):
    """Into which languages the report is translated."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=Checks, required=False)

    def __init__(self, data: Any = None, *, choices: Choices, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["languages"].choices = list(choices)  # type: ignore[attr-defined]


class BlockForm(KitForm):
    """What a live block shows."""

    def __init__(self, data: Any = None, *, source: BlockSource, programme: Any) -> None:
        super().__init__(data)
        for option in source.options:
            choices = [("", _("All")), *option.choices(programme)]
            self.fields[option.name] = forms.ChoiceField(
                label=str(option.label), choices=choices, required=False
            )
