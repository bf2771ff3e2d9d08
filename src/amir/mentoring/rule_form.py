"""The rules as a form: every setting by name, our default beside it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.kit.forms import KitForm
from amir.kit.widgets import Radios

from .rule_settings import SECTIONS, Kind, Rule, Setting, Words, every_setting
from .rulebook import Settings, differences
from .rules import merged

BETWEEN = re.compile(r"[\s,;،؛]+")
MOST_DISTANCES, MOST_STEPS = 15, 7
SHORT = 4  # letters of answers that stand in one line


class NumbersField(forms.Field):
    """Whole numbers, separated by commas or blanks."""

    widget = forms.TextInput(attrs={"class": "w-m", "dir": "ltr"})

    def __init__(self, *, called: str, least: int, most: int, **options: Any) -> None:
        """`called`: how errors name it; each number is from `least` to `most`."""
        super().__init__(**options)
        self.called, self.least, self.most = called, least, most

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return ", ".join(str(each) for each in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[int]:
        """The numbers, in the order given."""
        words = [word for word in BETWEEN.split(str(value or "").strip()) if word]
        try:
            numbers = [int(word) for word in words]
        except ValueError:
            raise forms.ValidationError(
                _("Write whole numbers, separated by commas: %(label)s"),
                params={"label": self.called},
            ) from None
        if any(not self.least <= number <= self.most for number in numbers):
            raise forms.ValidationError(
                _("Each number is %(least)s to %(most)s: %(label)s"),
                params={"least": self.least, "most": self.most, "label": self.called},
            )
        return numbers


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule of the page with its fields; what has no switch always holds."""

    title: Words
    hint: Words
    switch: BoundField | None
    fields: list[BoundField]


class RulesForm(KitForm):
    """All settings. `changes`: what was typed, as changes to the defaults."""

    says_optional = False
    note = forms.CharField(
        label=gettext_lazy("Why this change? (optional)"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Your colleagues read it in the history."),
    )
    scope = forms.CharField(required=False, widget=forms.HiddenInput)
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, defaults: Settings, now: Settings, **options: Any) -> None:
        """`defaults` and `now`: all settings, as they were shipped and as they count."""
        self._defaults, self._now = defaults, now
        super().__init__(*args, **options)
        for rule, setting in every_setting():
            self.fields[setting.name] = _field(rule, setting, now, defaults)
            self.initial.setdefault(setting.name, setting.of(now))

    @property
    def sections(self) -> Iterator[tuple[Words, Words, list[ShownRule]]]:
        """(title, lead, rules) in the order of the page."""
        for section in SECTIONS:
            yield section.title, section.lead, [self._shown(rule) for rule in section.rules]

    def _shown(self, rule: Rule) -> ShownRule:
        switch = self[rule.switch.name] if rule.switch else None
        fields = [self[setting.name] for setting in rule.settings]
        return ShownRule(rule.title, rule.hint, switch, fields)

    def clean(self) -> dict[str, Any]:
        """What the settings must be to one another."""
        given = super().clean() or {}
        self._rises(given, "hard.place.kilometres", MOST_DISTANCES)
        self._rises(given, "objective.tier_weeks", MOST_STEPS)
        kilometres = given.get("hard-place-kilometres")
        if kilometres and kilometres[0] != 0:
            self.add_error("hard-place-kilometres", _("The first distance is 0: the same town."))
        near = given.get("score-place-near")
        if kilometres and near is not None and len(near) != len(kilometres):
            self.add_error(
                "score-place-near",
                _("Points for place: give as many numbers as there are distances, {count}.").format(
                    count=len(kilometres)
                ),
            )
        if len(given.get("score-topics-urgency") or "123") != len("123"):
            self.add_error("score-topics-urgency", _("Weights of themes: give three numbers."))
        costs = given.get("objective-load_costs") or []
        if costs != sorted(costs):
            self.add_error(
                "objective-load_costs", _("Points off for each mentee: numbers must not fall.")
            )
        return given

    def _rises(self, given: Mapping[str, Any], path: str, most: int) -> None:
        name = path.replace(".", "-")
        numbers = given.get(name) or []
        label = self.fields[name].label
        if any(a >= b for a, b in pairwise(numbers)):
            self.add_error(
                name,
                _("Each number must be larger than the one before: {label}").format(label=label),
            )
        elif len(numbers) > most:
            said = _("Give {most} numbers at most: {label}")
            self.add_error(name, said.format(most=most, label=label))

    def tell_newest(self, number: int) -> None:
        """Whoever was told that there is a newer version may save over it."""
        typed = cast("QueryDict", self.data).copy()
        typed["based_on"] = str(number)
        self.data = typed

    @property
    def changes(self) -> Settings:
        """What was typed, as changes to the defaults; the form is valid."""
        typed: Settings = {}
        for _rule, setting in every_setting():
            setting.put(typed, self.cleaned_data[setting.name])
        return differences(self._defaults, merged(self._now, typed))


def _field(rule: Rule, setting: Setting, now: Settings, defaults: Settings) -> forms.Field:
    options: dict[str, Any] = {
        "label": setting.label,
        "help_text": _hint(setting, now, defaults),
        "required": setting.kind is not Kind.SWITCH and setting.path != "objective.tier_weeks",
    }
    if setting.kind is Kind.SWITCH:
        return forms.BooleanField(**options)
    if setting.kind is Kind.CHOICE:
        inline = Radios(inline=all(len(str(label)) < SHORT for _, label in setting.choices))
        return forms.ChoiceField(choices=list(setting.choices), widget=inline, **options)
    label = f"{rule.title} – {setting.label}"
    bounds = {"least": setting.least, "most": setting.most}
    if setting.kind is Kind.NUMBERS:
        return NumbersField(called=label, **bounds, **options)
    between = _("Write a whole number, {least} to {most}: {label}").format(label=label, **bounds)
    wrong = dict.fromkeys(("invalid", "min_value", "max_value"), between)
    return forms.IntegerField(min_value=setting.least, max_value=setting.most,
                              error_messages=wrong, **options)  # fmt: skip


def _hint(setting: Setting, now: Settings, defaults: Settings) -> str:
    """What the setting is for, and what our default is."""
    default = setting.of(defaults)
    is_changed = setting.of(now) != default
    said = _("Changed. Our default: {value}.") if is_changed else _("Our default: {value}.")
    return f"{setting.hint} {said.format(value=setting.said(default) or '–')}".strip()
