"""What coordinators and the two of a match fill in around it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import Day, Languages, PhoneNumber
from amir.kit.forms import KitForm
from amir.kit.widgets import Radios
from amir.participants.enums import Side
from amir.participants.wording import spoken_choices

from ..enums import AgreedPlace, BookingMode, ContactWay, Frequency, HelperKind, Relation


class _Offering(KitForm):
    """A form of which one question has answers that only the view knows."""

    asked = ""

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields[self.asked]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.choices = choices


class FirstMeetingForm(_Offering):
    """When and where a pair meets for the first time, and which colleague is there."""

    asked = "coordinator_id"
    day = Day(label=_("Day"))
    time = forms.TimeField(label=_("Time"), help_text=_("For example 14:30."))
    place_kind = forms.ChoiceField(
        label=_("Where?"),
        choices=[choice for choice in AgreedPlace.choices if choice[0] != AgreedPlace.HOME],
    )
    place = forms.CharField(
        label=_("Address or link"), max_length=200, required=False,
        help_text=_("Both see it on their own page, and in no message."),
    )  # fmt: skip
    coordinator_id = forms.ChoiceField(label=_("Who of us is there?"))

    @property
    def starts_at(self) -> datetime:
        """The moment that was typed."""
        given = self.cleaned_data
        return timezone.make_aware(datetime.combine(given["day"], given["time"]))


class HeldForm(KitForm):
    """On which day the first meeting was."""

    held_on = Day(label=_("When was it?"), past=True)


class AgreementForm(KitForm):
    """What the two agree on."""

    frequency = forms.ChoiceField(label=_("How often do they meet?"), choices=Frequency.choices)
    minutes = forms.IntegerField(label=_("Minutes of a meeting"), min_value=1, max_value=480)
    months = forms.IntegerField(label=_("Months that both commit to"), min_value=1, max_value=36)
    place_kind = forms.ChoiceField(label=_("Where do they meet?"), choices=AgreedPlace.choices)
    home_is_approved = forms.BooleanField(
        label=_("I allow meetings at home, and both sides want them."), required=False
    )
    channel = forms.ChoiceField(
        label=_("How do they reach each other in between?"), choices=ContactWay.choices
    )


class PaperForm(KitForm):
    """Somebody signed on paper."""

    side = forms.ChoiceField(label=_("Who signed?"), choices=Side.choices)
    note = forms.CharField(
        label=_("Who read it to them, or interpreted?"), max_length=200, required=False
    )
    accepted = forms.BooleanField(label=_("They have heard every rule and accept them."))


class SignForm(KitForm):
    """One box for all rules, which stand above it."""

    accepted = forms.BooleanField(
        label=_("I have read the rules. I keep them."),
        error_messages={"required": _("Please accept every rule, or ask us to call you.")},
    )


class HelperForm(_Offering):
    """A second mentor: one of ours, or an organisation that names one of theirs."""

    asked = "who"
    kind = forms.ChoiceField(label=_("What do they bring?"), choices=HelperKind.choices)
    who = forms.ChoiceField(label=_("Who shall be asked?"), widget=Radios())


class LendForm(_Offering):
    """Which of our mentors helps a pair of another organisation."""

    asked = "who"
    who = forms.ChoiceField(label=_("Mentor"), widget=Radios())


class InterpreterForm(KitForm):
    """Somebody who interprets."""

    name = forms.CharField(label=_("Name"), max_length=120)
    languages = Languages(
        label=_("Languages"), choices=spoken_choices, first=("ar", "en", "fr", "it")
    )
    phone = PhoneNumber(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)


class BoundForm(KitForm):
    """When they promised to keep everything to themselves."""

    bound_on = Day(label=_("Promised on"), past=True)


class BookingForm(_Offering):
    """An interpreter for a pair."""

    asked = "interpreter"
    interpreter = forms.ChoiceField(label=_("Who?"), widget=Radios())
    day = Day(label=_("Day"))
    time = forms.TimeField(label=_("Time"), help_text=_("For example 14:30."))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, initial=60)
    mode = forms.ChoiceField(label=_("How?"), choices=BookingMode.choices)

    @property
    def starts_at(self) -> datetime:
        """The moment that was typed."""
        given = self.cleaned_data
        return timezone.make_aware(datetime.combine(given["day"], given["time"]))


class GuardianForm(KitForm):
    """Who answers for somebody under 18."""

    name = forms.CharField(label=_("Name"), max_length=200)
    relation = forms.ChoiceField(label=_("They are"), choices=Relation.choices)
    authority = forms.CharField(
        label=_("By which decision"), max_length=200, required=False,
        help_text=_("Court or office, number and date. Not needed for parents."),
    )  # fmt: skip
    phone = PhoneNumber(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    valid_until = Day(label=_("Until"), required=False)
    consented_on = Day(label=_("Agreed to the mentoring on"), past=True)
