"""What coordinators and participants fill in here: as little as can be."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import Day, LongText
from amir.kit.forms import KitForm
from amir.kit.widgets import Radios
from amir.participants.enums import Side

from .enums import Channel, EndReason, Frequency, PlaceKind


class WhyForm(KitForm):
    """A reason, for colleagues."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=_("Only your organisation reads this."),
        error_messages={"required": _("Say in a few words why.")},
    )


class EndForm(WhyForm):
    """Why a match ends: words for colleagues, and a reason for counting."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("Not said")), *EndReason.choices], required=False
    )


class FirstMeetingForm(KitForm):
    """When and where a pair meets for the first time, and which colleague is there."""

    day = Day(label=_("Day"))
    time = forms.TimeField(label=_("Time"), help_text=_("For example 14:30."))
    place_kind = forms.ChoiceField(
        label=_("Where?"),
        choices=[choice for choice in PlaceKind.choices if choice[0] != PlaceKind.HOME],
    )
    place = forms.CharField(
        label=_("Address or link"), max_length=200, required=False,
        help_text=_("Both see it on their own page, and in no message."),
    )  # fmt: skip
    coordinator_id = forms.ChoiceField(label=_("Who of us is there?"))

    def __init__(self, colleagues: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["coordinator_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.choices = colleagues

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
    place_kind = forms.ChoiceField(label=_("Where do they meet?"), choices=PlaceKind.choices)
    home_is_approved = forms.BooleanField(
        label=_("I allow meetings at home, and both sides want them."), required=False
    )
    channel = forms.ChoiceField(
        label=_("How do they reach each other in between?"), choices=Channel.choices
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


class OtherMentorForm(KitForm):
    """Another mentor for a mentee, among those that break no rule."""

    mentor = forms.ChoiceField(label=_("Mentor"), widget=Radios())
    why = forms.CharField(label=_("Why?"), max_length=300, required=False)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["mentor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  told to the type checker
        field.choices = choices
        field.error_messages["required"] = _("Choose a mentor.")


class CorrectionForm(KitForm):
    """What is wrong in what is stored about me."""

    text = LongText(
        label=_("What is wrong?"),
        max_letters=600,
        rows=4,
        error_messages={"required": _("Write what is wrong, or ask us to call you.")},
    )
