"""What coordinators fill in here, most of it with one tap."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import Day, LongText
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks, Radios

from .enums import Channel, GatheringKind, Nature, Safety, Wellness, Whom

# Side in words -> (participant, name) of everybody on it.
People = list[tuple[str, list[tuple[str, str]]]]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
MINUTES = [(number, str(number)) for number in (5, 10, 15, 30, 45, 60)]


class ContactForm(KitForm):
    """A check-in. The safety questions are asked each time, and are part of it.

    Only whom nobody reached has no minutes and no answers, so none of it is called optional.
    """

    says_optional = False

    whom = forms.ChoiceField(label=_("With whom"), choices=Whom.choices)
    is_reached = forms.ChoiceField(
        label=_("Did you reach them?"), choices=YES_NO, initial="yes", widget=Radios(inline=True)
    )
    held_on = Day(label=_("Day"), past=True)
    minutes = forms.TypedChoiceField(
        label=_("Minutes"), choices=MINUTES, coerce=int, required=False,
        widget=Radios(inline=True),
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices, initial=Channel.PHONE)
    nature = forms.ChoiceField(
        label=_("About what"), choices=Nature.choices, initial=Nature.CHECK_IN
    )
    note = LongText(
        label=_("Note"), max_letters=600, rows=3, required=False,
        help_text=_("The person can read it. Write a worry about safety as a concern instead."),
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        asked = {
            f"safety_{name}": forms.ChoiceField(
                label=label, choices=YES_NO, required=False, widget=Radios(inline=True)
            )
            for name, label in Safety.choices
        }
        note = self.fields.pop("note")
        self.fields = {**self.fields, **asked, "note": note}

    def told(self) -> dict[str, Any]:
        """What `log_contact` takes."""
        cleaned = dict(self.cleaned_data)
        answers = {name: cleaned.pop(f"safety_{name}") for name in Safety.values}
        cleaned["safety"] = {name: said == "yes" for name, said in answers.items() if said}
        cleaned["is_reached"] = cleaned["is_reached"] == "yes"
        cleaned["minutes"] = cleaned["minutes"] or 0
        return cleaned


class DismissForm(KitForm):
    """Why nothing needs to be done."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=_("Dismissed alarms are counted, and show again after some weeks."),
        error_messages={"required": _("Say in a few words why nothing needs to be done.")},
    )


class GatheringForm(KitForm):
    """A gathering and who came."""

    kind = forms.ChoiceField(label=_("What"), choices=GatheringKind.choices)
    title = forms.CharField(label=_("Name"), max_length=160)
    held_on = Day(label=_("Day"), past=True)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=4320, required=False)
    participants = forms.MultipleChoiceField(label=_("Who came"), required=False, widget=Checks())
    hosts = forms.IntegerField(
        label=_("People of the place who came"), min_value=0, max_value=10_000, required=False,
        help_text=_("Only how many."),
    )  # fmt: skip
    outcome = LongText(label=_("What came of it"), max_letters=600, rows=3, required=False)

    def __init__(
        self,
        *given: Any,
        people: People,
        organisations: list[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*given, **options)
        who = self.fields["participants"]
        assert isinstance(who, forms.MultipleChoiceField)  # noqa: S101  told to the type checker
        who.choices = people
        if len(organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Organisation"), choices=organisations
            )


class WellbeingForm(KitForm):
    """How a mentor is."""

    state = forms.ChoiceField(
        label=_("What did the mentor say?"), choices=Wellness.choices,
        error_messages={"required": _("Choose what the mentor said.")},
    )  # fmt: skip
    note = LongText(label=_("Note"), max_letters=600, rows=3, required=False,
                    help_text=_("The mentor can read it."))  # fmt: skip


class SuggestionForm(KitForm):
    """What could be better."""

    text = LongText(
        label=_("What could be better?"), max_letters=600, rows=4,
        error_messages={"required": _("Write what could be better.")},
    )  # fmt: skip


class AnswerForm(KitForm):
    """What comes of a suggestion."""

    answer = LongText(
        label=_("What comes of it"), max_letters=600, rows=3,
        help_text=_("Your colleagues can read the suggestion and this answer."),
        error_messages={"required": _("Write what comes of it.")},
    )  # fmt: skip


class AskForm(KitForm):
    """What somebody asks to be done with their data."""

    understood = forms.BooleanField(label=_("Yes, I want this."))
