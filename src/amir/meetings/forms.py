"""What people fill in here. Nothing must be typed: every question has an answer already."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.kit.fields import Day, Upload
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks, Radios
from amir.people.symbols import SYMBOLS

from .actions import Told
from .actions.logging import MOST_MINUTES
from .enums import ExpenseKind, Mode, Owner, PlaceKind

OTHER = "other"
USUAL_MINUTES = (30, 45, 60, 90, 120)
MOST_DAYS = 366
DAYS = [("0", _("Today")), ("1", _("Yesterday")), (OTHER, _("Another day"))]
NEXT = [
    ("", _("Not yet")),
    ("7", _("One week later")),
    ("14", _("Two weeks later")),
    (OTHER, _("Another day")),
]


def _choice(label: Any, choices: list[tuple[str, Any]], **more: Any) -> forms.ChoiceField:
    widget = Radios(inline=True)
    return forms.ChoiceField(label=label, choices=choices, widget=widget, **more)


class LogForm(KitForm):
    """A meeting in two taps: how long, and save. Everything else is there and need not be."""

    is_private: ClassVar[bool] = True
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    ago = _choice(_("When?"), DAYS, initial="0")
    day = Day(label=_("Which day?"), required=False)
    minutes = _choice(_("How many minutes?"), [], initial="60")
    other_minutes = forms.IntegerField(
        label=_("Other number of minutes"), required=False, min_value=1, max_value=MOST_MINUTES,
        error_messages={
            "invalid": _("Write a whole number."),
            "min_value": _("Write how many minutes it was, up to 1440."),
            "max_value": _("Write how many minutes it was, up to 1440."),
        },
    )  # fmt: skip
    concern = forms.BooleanField(label=_("Something worries me"), required=False)
    mode = _choice(_("How did you meet?"), Mode.choices, initial=Mode.IN_PERSON)
    place_kind = _choice(_("Where?"), [("", _("Not said")), *PlaceKind.choices], required=False)
    theme = _choice(_("What was it about?"), [], required=False)
    steps = forms.MultipleChoiceField(
        label=_("Which steps are done?"), widget=Checks(), required=False
    )
    next = _choice(_("When do you meet next?"), NEXT, required=False)
    next_day = Day(label=_("On which day?"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        themes: list[tuple[str, str]],
        steps: list[tuple[str, str]],
        usual: int | None = None,
    ) -> None:
        super().__init__(data, initial={"client_id": uuid4(), "minutes": _usual(usual)})
        self._choices("minutes", [
            *((str(each), str(each)) for each in USUAL_MINUTES), (OTHER, _("Other")),
        ])  # fmt: skip
        self._choices("theme", [("", _("Not said")), *themes])
        self._choices("steps", steps)
        if not steps:
            del self.fields["steps"]

    def clean(self) -> dict[str, Any]:
        """What was left to another box is written there."""
        held = super().clean() or self.cleaned_data
        for chosen, box, missing in (
            ("ago", "day", _("Fill in the day.")),
            ("minutes", "other_minutes", _("Write how many minutes it was, up to 1440.")),
            ("next", "next_day", _("Fill in the day.")),
        ):
            if held.get(chosen) == OTHER and held.get(box) is None and box not in self.errors:
                self.add_error(box, missing)
        return held

    def told(self) -> Told:
        """What was told. Only of a valid form."""
        held = self.cleaned_data
        ago, ahead, minutes = held["ago"], held["next"], held["minutes"]
        day = held["day"] if ago == OTHER else clock.today() - timedelta(days=int(ago))
        following: date | None = held["next_day"] if ahead == OTHER else None
        if ahead not in ("", OTHER):
            following = day + timedelta(days=int(ahead))
        return Told(
            held_on=day,
            minutes=held["other_minutes"] if minutes == OTHER else int(minutes),
            mode=held["mode"],
            place_kind=held["place_kind"],
            theme=held["theme"],
            steps_done=tuple(UUID(step) for step in held.get("steps", ())),
            next_on=following,
            has_concern=held["concern"],
        )

    @property
    def more(self) -> list[Any]:
        """The questions that need no answer, as they stand on the page."""
        names = ("mode", "place_kind", "theme", "steps", "next", "next_day")
        return [self[name] for name in names if name in self.fields]

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.choices = choices


def _usual(minutes: int | None) -> str:
    return str(minutes) if minutes in USUAL_MINUTES else "60"


class VoiceForm(KitForm):
    """A recording, and on which day it was."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    sound = Upload(
        label=_("Your voice"), max_megabytes=3,
        help_text=_("Say when you met and for how long. Two minutes at most."),
    )  # fmt: skip
    ago = _choice(_("When was it?"), DAYS[:2], initial="0")


class SymbolForm(KitForm):
    """How one's pairs are told apart on a phone."""

    symbol = _choice(_("Symbol"), list(SYMBOLS.items()))


class GoalForm(KitForm):
    """A goal: one of those that we know, or in own words."""

    template = forms.ChoiceField(label=_("What do you want to reach?"), required=False)
    title = forms.CharField(
        label=_("Or in your own words"), max_length=160, required=False,
        help_text=_("No names and no health, please."),
    )  # fmt: skip
    due_on = Day(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, goals: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["template"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.widget = Radios()
        field.choices = goals


class StepForm(KitForm):
    """One more step to a goal."""

    title = forms.CharField(
        label=_("What is to be done?"), max_length=160,
        error_messages={"required": _("Write what is to be done.")},
    )  # fmt: skip
    owner = _choice(_("Who does it?"), Owner.choices, initial=Owner.BOTH)
    due_on = Day(label=_("Until when?"), required=False)


class DateForm(KitForm):
    """The next date."""

    on = Day(label=_("Which day?"))
    at = forms.TimeField(
        label=_("At what time?"), required=False, help_text=_("Like 17:30"),
        error_messages={"invalid": _("Write the time like 17:30.")},
    )  # fmt: skip
    minutes = _choice(_("How many minutes?"), [(str(m), str(m)) for m in USUAL_MINUTES],
                      initial="60")  # fmt: skip
    mode = _choice(_("How do you meet?"), Mode.choices, initial=Mode.IN_PERSON)


class ExpenseForm(KitForm):
    """What a mentor paid."""

    amount = forms.DecimalField(
        label=_("How much?"), min_value=Decimal("0.01"), max_value=Decimal(1000),
        decimal_places=2, help_text=_("In euros, like 3.50"),
        error_messages={"invalid": _("Write an amount like 3.50.")},
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What for?"), choices=ExpenseKind.choices)
    spent_on = Day(label=_("Which day?"), past=True)
    has_receipt = forms.BooleanField(label=_("I have a receipt"), required=False)


class MinutesForm(KitForm):
    """How long a meeting was of which only a voice note tells."""

    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MOST_MINUTES)
