"""What is filled in around focus groups: plan, facts, summary, texts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amir.core.pointing import Found, Pointed
from amir.kit.fields import Day, LongText, Upload
from amir.kit.forms import KitForm
from amir.kit.shells import script_of
from amir.kit.widgets import Radios
from amir.programmes.forms import countries

from .enums import BREAKDOWNS, ConsentBasis, GroupKind, GroupMode, TextKind
from .intake import ALSO_KNOWN, ENDINGS
from .models import FocusGroup, Passage
from .models.groups import LONGEST_TEXT

# What people speak in focus groups; their own names come from the kit.
LANGUAGES = (
    "en", "it", "el", "de", "fr", "es", "sv", "pl", "ro", "pt", "nl", "ar", "fa", "uk", "ru", "tr",
    "ur", "bn", "so", "ti", "am", "ps", "ku", "sq", "zh", "hi", "pa", "wo", "sr", "hr", "bg", "hu",
    "cs", "sk", "sl", "lt", "lv", "et", "fi", "da", "nb", "mt", "ga", "ka", "hy", "vi", "ta", "si",
)  # fmt: skip
SUBSTITUTES = {Found.NAME: "[name]", Found.PHONE: "[phone]", Found.EMAIL: "[e-mail]"}
LABELS = {
    "gender": _("By gender"), "age": _("By age"), "status": _("By status of residence"),
}  # fmt: skip


def languages() -> list[tuple[str, str]]:
    """Languages by their own names."""
    return [(code, script_of(code)[1]) for code in LANGUAGES]


class NamesForm(KitForm):
    """Base of forms whose words may tell who somebody is."""

    names_are_fine = forms.BooleanField(
        label=_("I have looked: nothing in it tells who somebody is"), required=False
    )


class PlanForm(KitForm):
    """A focus group that is to be held."""

    kind = forms.ChoiceField(label=_("Who sits together"), choices=GroupKind.choices)
    country = forms.ChoiceField(label=_("Country"), choices=countries)
    place = forms.CharField(label=_("Town"), max_length=120)
    language = forms.ChoiceField(label=_("Language of the talk"), choices=languages)
    has_interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    mode = forms.ChoiceField(label=_("Where people meet"), choices=GroupMode.choices,
                             initial=GroupMode.IN_PERSON)  # fmt: skip
    planned_on = Day(label=_("Planned for"), required=False)
    guide_id = forms.ChoiceField(label=_("Guide"), required=False)
    moderator_id = forms.ChoiceField(label=_("Moderator"), required=False)
    note_taker_id = forms.ChoiceField(label=_("Note taker"), required=False)
    recruitment = LongText(
        label=_("How people are invited"), max_letters=4_000, rows=4, required=False,
        help_text=_("Through whom, what they get, who said no. No names."),
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        guides: Sequence[tuple[str, str]],
        staff: Sequence[tuple[str, str]],
        group: FocusGroup | None = None,
        country: str = "",
    ) -> None:
        initial = {"country": country}
        if group is not None:
            initial = {name: getattr(group, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        empty = ("", str(_("Not decided yet")))
        self.fields["guide_id"].choices = [empty, *guides]  # type: ignore[attr-defined]
        for name in ("moderator_id", "note_taker_id"):
            self.fields[name].choices = [empty, *staff]  # type: ignore[attr-defined]
        if group is not None:
            # The number counts within the country.
            del self.fields["country"]

    def clean(self) -> dict[str, Any]:
        """Nobody is None."""
        told = super().clean() or self.cleaned_data
        for name in ("guide_id", "moderator_id", "note_taker_id"):
            told[name] = forms.UUIDField(required=False).clean(told.get(name))
        return told


class FactsForm(KitForm):
    """How it went. People are numbers."""

    held_on = Day(label=_("Day"), past=True)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, required=False)
    invited = forms.IntegerField(
        label=_("How many were invited"), min_value=0, max_value=1_000, required=False
    )
    people = forms.IntegerField(label=_("How many came"), min_value=1, max_value=1_000)
    consent_basis = forms.ChoiceField(label=_("How they agreed"), choices=ConsentBasis.choices)
    was_recorded = forms.BooleanField(label=_("It was recorded"), required=False)
    recording_deleted_on = Day(label=_("Recording deleted on"), required=False, past=True)
    notes = LongText(
        label=_("What was special"), max_letters=4_000, rows=4, required=False,
        help_text=_("Problems, interruptions, who left early. No names."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, group: FocusGroup) -> None:
        initial = {name: getattr(group, name) for name in self.base_fields}
        for name, parts in group.counts.items():
            initial |= {f"{name}_{part}": number for part, number in parts.items()}
        super().__init__(data, initial=initial)
        for name, part, label in self.parts():
            self.fields[f"{name}_{part}"] = forms.IntegerField(
                label=f"{LABELS[name]}: {label}", min_value=0, max_value=1_000, required=False
            )

    @staticmethod
    def parts() -> list[tuple[str, str, str]]:
        """(breakdown, part, label) of everything that is counted."""
        return [
            (name, str(value), str(label))
            for name, choices in BREAKDOWNS.items()
            for value, label in choices.choices
        ]

    def clean(self) -> dict[str, Any]:
        """The counts as one value."""
        told = super().clean() or self.cleaned_data
        counts: dict[str, dict[str, int]] = {}
        for name, part, _label in self.parts():
            number = told.pop(f"{name}_{part}", None)
            if number:
                counts.setdefault(name, {})[part] = number
        return {**told, "counts": counts}


class SummaryForm(NamesForm):
    """What a group said, in short."""

    summary = LongText(
        label=_("Summary"), max_letters=20_000, rows=12,
        help_text=_("What people need, what stands in the way, what helps, what they propose."),
    )  # fmt: skip
    summary_translation = LongText(
        label=_("The same in English"), max_letters=20_000, rows=8, required=False
    )
    field_order = ("summary", "summary_translation", "names_are_fine")


def _text(**told: Any) -> LongText:
    return LongText(
        label=_("Or paste or type it"), max_letters=LONGEST_TEXT, rows=12, required=False,
        help_text=_("Each line is a paragraph. Of web pages only the words are kept."), **told,
    )  # fmt: skip


def _file() -> Upload:
    return Upload(
        label=_("File"), endings=(*ENDINGS, *ALSO_KNOWN), required=False,
        help_text=_("Word (.docx) or plain text (.txt), at most 20 MB. Macros are never run."),
    )  # fmt: skip


class TextForm(KitForm):
    """A transcript or notes."""

    kind = forms.ChoiceField(label=_("It is a"), choices=TextKind.choices)
    language = forms.ChoiceField(label=_("Language"), choices=languages)
    file = _file()
    text = _text()

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told = super().clean() or self.cleaned_data
        if not self.errors and bool(told.get("file")) == bool(told.get("text", "").strip()):
            self.add_error("text", _("Choose a file, or write the text: one of the two."))
        return told


class TranslationForm(NamesForm, TextForm):
    """The translation of a whole text."""

    kind = None  # type: ignore[assignment]  # that of the original
    field_order = ("language", "file", "text", "names_are_fine")


class PassageForm(NamesForm):
    """A paragraph."""

    text = LongText(label=_("Original"), max_letters=20_000, rows=5)
    translation = LongText(label=_("Translation"), max_letters=20_000, rows=5, required=False)
    field_order = ("text", "translation", "names_are_fine")

    def __init__(self, data: Any = None, *, passage: Passage) -> None:
        initial = {"text": passage.text, "translation": passage.translation}
        super().__init__(data, initial=initial)


class DecideForm(KitForm):
    """For each likely name: does it stay, or what stands there instead?"""

    def __init__(self, data: Any = None, *, found: Sequence[Pointed]) -> None:
        super().__init__(data)
        self.found = found
        for number, each in enumerate(found):
            # Apart from the sentence around: a phone number keeps its order in Arabic.
            words = f"\u2068{each.words}\u2069"
            label = f"{each.kind.label}: {words}"
            self.fields[f"do_{number}"] = forms.ChoiceField(
                label=label, initial="replace", widget=Radios(inline=True),
                choices=[("replace", pgettext_lazy("a name", "Replace")),
                         ("keep", pgettext_lazy("a name", "Keep"))],
            )  # fmt: skip
            self.fields[f"by_{number}"] = forms.CharField(
                label=_("Instead of “%(words)s”") % {"words": words},
                initial=SUBSTITUTES[each.kind], max_length=80, required=False,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Words -> what stands there instead."""
        told = super().clean() or self.cleaned_data
        return {
            "by": {
                each.words: told.get(f"by_{number}") or SUBSTITUTES[each.kind]
                for number, each in enumerate(self.found)
                if told.get(f"do_{number}") == "replace"
            }
        }
