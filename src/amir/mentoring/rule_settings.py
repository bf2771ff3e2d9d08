"""Every setting of the rules in plain words: for the page, its form and the history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .rules import LEVELS

Words = str | Promise
LEVEL_CHOICES = tuple((level, level.upper()) for level in LEVELS)
NOT_ASKED = _("Nobody is asked for this yet, so it changes nothing.")


class Kind(StrEnum):
    """How a setting is given."""

    SWITCH = "switch"
    NUMBER = "number"
    NUMBERS = "numbers"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `path` leads to it through the tables: `hard.language.level`."""

    path: str
    label: Words
    kind: Kind = Kind.NUMBER
    hint: Words = ""
    choices: Sequence[tuple[str, Words]] = ()
    least: int = 0
    most: int = 1_000_000

    @property
    def name(self) -> str:
        """Of its field in the form."""
        return self.path.replace(".", "-")

    def of(self, settings: Mapping[str, Any]) -> Any:
        """Its value."""
        value: Any = settings
        for part in self.path.split("."):
            value = value[part]
        return value

    def put(self, settings: dict[str, Any], value: Any) -> None:
        """Set its value."""
        *tables, last = self.path.split(".")
        for table in tables:
            settings = settings.setdefault(table, {})
        settings[last] = value

    def said(self, value: Any) -> str:
        """A value as people read it."""
        if self.kind is Kind.SWITCH:
            return gettext("yes") if value else gettext("no")
        if self.kind is Kind.CHOICE:
            return str(dict(self.choices).get(value, value))
        if self.kind is Kind.NUMBERS:
            return ", ".join(str(each) for each in value)
        return str(value)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its settings. `switched_by`: the path of its switch; without, it always holds."""

    title: Words
    settings: Sequence[Setting] = ()
    hint: Words = ""
    switched_by: str = ""

    @property
    def switch(self) -> Setting | None:
        """Its switch, called like the rule."""
        return _switch(self.switched_by, self.title) if self.switched_by else None

    @property
    def all_settings(self) -> Sequence[Setting]:
        """The switch and the settings."""
        return (self.switch, *self.settings) if self.switch else self.settings


@dataclass(frozen=True, slots=True)
class Section:
    """Rules that belong together."""

    title: Words
    lead: Words
    rules: Sequence[Rule]


def _switch(path: str, label: Words, hint: Words = "") -> Setting:
    return Setting(path, label, Kind.SWITCH, hint)


def _numbers(path: str, label: Words, hint: Words = "", *, least: int = 0,
             most: int = 1_000_000) -> Setting:  # fmt: skip
    return Setting(path, label, Kind.NUMBERS, hint, least=least, most=most)


HARD = Section(
    _("What every pair must fulfil"),
    _("A pair that breaks one of these rules is never proposed."),
    (
        Rule(_("The mentor is screened and trained and has agreed")),
        Rule(_("The mentor has a free place")),
        Rule(_("Nobody ruled the pair out, and there is no conflict of interest")),
        Rule(
            _("Both speak one language"),
            (
                Setting("hard.language.level", _("How well, at least"), Kind.CHOICE,
                        choices=LEVEL_CHOICES),
                Setting("unknown_level", _("A language without a level counts as"), Kind.CHOICE,
                        choices=LEVEL_CHOICES),
                _switch("hard.language.interpreter", _("An interpreter may help"), NOT_ASKED),
            ),
            switched_by="hard.language.on",
        ),
        Rule(_("Wishes about gender are kept"), switched_by="hard.gender.on"),
        Rule(
            _("Both are free at one time of the week"),
            (_switch("hard.slot.unknown", _("Who gave no times is no obstacle")),),
            switched_by="hard.slot.on",
        ),
        Rule(_("The mentor knows the mentee's first theme"), switched_by="hard.theme.on"),
        Rule(
            _("The mentor has been here for longer"),
            (
                Setting("hard.settled.years", _("Years longer, at least"), most=100),
                _switch("hard.settled.unknown", _("An unknown year is no obstacle")),
            ),
            switched_by="hard.settled.on",
        ),
        Rule(
            _("They live within reach"),
            (
                Setting("reach_km", _("How far a mentee travels, in km"), most=20_000),
                _numbers("hard.place.kilometres", _("Distances, in km"),
                         _("From near to far. The first is 0: the same town."), most=20_000),
                _switch("hard.place.remote", _("Meeting remotely is enough"), NOT_ASKED),
            ),
            switched_by="hard.place.on",
        ),
    ),
)  # fmt: skip
POINTS = Section(
    _("Points"),
    _("Among possible pairs, those with more points are better."),
    (
        Rule(
            _("Themes"),
            (
                Setting("score.topics.points", _("All themes covered")),
                _numbers("score.topics.urgency", _("Weights of themes"),
                         _("Three numbers. The last is for the first theme.")),
            ),
        ),
        Rule(
            _("Language"),
            (
                *(Setting(f"score.language.{level}", label) for level, label in LEVEL_CHOICES),
                Setting("score.language.interpreter", _("With an interpreter"), hint=NOT_ASKED),
            ),
            _("For the best level at which both speak one language."),
        ),
        Rule(
            _("Place"),
            (
                _numbers("score.place.near", _("For each distance"),
                         _("As many numbers as there are distances, the nearest first.")),
                Setting("score.place.remote", _("Only remotely"), hint=NOT_ASKED),
            ),
        ),
        Rule(
            _("Times"),
            (_numbers("score.slots", _("For 1, 2, 3 … shared times")),),
        ),
        Rule(
            _("Age"),
            (
                Setting("score.age.points", _("Close in age")),
                _numbers("score.age.offsets", _("Age bands that count as close"),
                         _("0: the same band. 1: the mentor is one band older."),
                         least=-10, most=10),
            ),
        ),
        Rule(
            _("Origin"),
            (Setting("score.origin.points", _("The same country, if the mentee wishes it"),
                     hint=NOT_ASKED),),
        ),
        Rule(
            _("Sector"),
            (Setting("score.sector", _("The same sector of work"), hint=NOT_ASKED),),
        ),
    ),
)  # fmt: skip
ORDER = Section(
    _("Who comes first"),
    _("As many people as possible get a mentor. Then this decides, then points."),
    (
        Rule(
            _("Priority"),
            (
                Setting("objective.tier", _("Who comes first"), Kind.CHOICE, choices=(
                    ("waiting", _("Whoever has waited longer")), ("given", _("Everybody alike")),
                )),
                _numbers("objective.tier_weeks", _("Weeks after which the priority rises")),
                Setting("objective.wait_cap", _("Weeks that count as points, at most"),
                        hint=_("One point a week.")),
            ),
        ),
        Rule(
            _("Mentors with several mentees"),
            (_numbers("objective.load_costs", _("Points off for each mentee"),
                      _("For the first, second, third … mentee of one mentor.")),),
        ),
    ),
)  # fmt: skip
SECTIONS = (HARD, POINTS, ORDER)


def every_setting() -> Iterator[tuple[Rule, Setting]]:
    """All settings with their rules, in the order of the page."""
    for section in SECTIONS:
        for rule in section.rules:
            for setting in rule.all_settings:
                yield rule, setting


def changes_said(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What differs between two sets of all settings, a sentence each."""
    return [
        gettext("{setting}: {after} instead of {before}.").format(
            setting=setting.label if setting == rule.switch else f"{rule.title} – {setting.label}",
            after=setting.said(setting.of(after)),
            before=setting.said(setting.of(before)),
        )
        for rule, setting in every_setting()
        if setting.of(before) != setting.of(after)
    ]
