"""What coordinators fill in when a match ends, and afterwards."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import Day, LongText
from amir.kit.forms import KitForm
from amir.kit.shells import script_of
from amir.kit.widgets import Checks
from amir.mentoring.enums import EndReason
from amir.mentoring.lifecycle import Step

from .enums import Again, AskedBy, Competency, ContactAfter, HowItWas, Question, Said
from .models import Closure, FollowUp, Interview

BEGIN_CLOSING = "begin_closing"


class MoveForm(KitForm):
    """On hold, no sign of life, goes on."""

    step = forms.ChoiceField(label=_("What happens?"))
    why = forms.CharField(
        label=_("Why, and who asked?"), max_length=300, help_text=_("For your colleagues.")
    )

    def __init__(self, data: Any = None, *, steps: Sequence[Step]) -> None:
        super().__init__(data)
        offered = [(step.name, step.label) for step in steps if step.name != BEGIN_CLOSING]
        self.fields["step"].choices = offered  # type: ignore[attr-defined]


class BeginForm(KitForm):
    """Why a match ends."""

    reason = forms.ChoiceField(label=_("Reason"), choices=EndReason.choices)
    asked_by = forms.ChoiceField(label=_("Who asked for it?"), choices=AskedBy.choices)
    why = forms.CharField(
        label=_("In a few words"), max_length=300, required=False,
        help_text=_("For your colleagues."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, closure: Closure | None = None) -> None:
        names = ("reason", "asked_by", "why")
        super().__init__(data, initial={n: getattr(closure, n, "") for n in names})


class InterviewForm(KitForm):
    """What one side said, or why nobody could ask."""

    held_on = Day(label=_("We talked on"), past=True, required=False)
    how_it_was = forms.ChoiceField(
        label=_("How was it, looking back?"), choices=HowItWas.choices, required=False
    )
    said = LongText(
        label=_("What helped, what did not?"), max_letters=4_000, rows=4, required=False
    )
    again = forms.ChoiceField(
        label=_("Do they want another match?"), choices=Again.choices, required=False
    )
    why_not = forms.CharField(
        label=_("If you could not talk: why?"), max_length=300, required=False
    )

    def __init__(self, data: Any = None, *, interview: Interview | None = None) -> None:
        initial = {name: getattr(interview, name, None) for name in self.base_fields}
        super().__init__(data, initial=initial)


class MeetingForm(KitForm):
    """The closing meeting."""

    met_on = Day(label=_("The two met to close on"), past=True, required=False)
    why_not_met = forms.CharField(
        label=_("If there was no meeting: why?"), max_length=300, required=False
    )

    def __init__(self, data: Any = None, *, closure: Closure) -> None:
        initial = {"met_on": closure.met_on, "why_not_met": closure.why_not_met}
        super().__init__(data, initial=initial)


class AfterForm(KitForm):
    """What comes afterwards."""

    next_steps = LongText(
        label=_("What is still to do?"), max_letters=4_000, rows=4,
        help_text=_("Open steps, or that nothing is open."),
    )  # fmt: skip
    handed_to = forms.CharField(
        label=_("Who goes on with it?"), max_length=200, required=False,
        help_text=_("A service, a colleague, another mentor."),
    )  # fmt: skip
    contact_after = forms.ChoiceField(
        label=_("How may the two stay in touch?"), choices=ContactAfter.choices
    )
    responsible_until = Day(
        label=_("Until when does the programme answer for the two?"),
        help_text=_("Afterwards they meet on their own responsibility."),
    )

    def __init__(self, data: Any = None, *, closure: Closure, until: Any) -> None:
        initial = {name: getattr(closure, name) for name in self.base_fields}
        super().__init__(data, initial={**initial, "responsible_until":
                                        closure.responsible_until or until})  # fmt: skip


class FollowUpForm(KitForm):
    """What somebody told on the phone."""

    was_reached = forms.TypedChoiceField(
        label=_("Did you reach the person?"),
        choices=[("1", _("Yes")), ("0", _("No"))],
        coerce=lambda value: value == "1",
    )

    def __init__(self, data: Any = None, *, follow_up: FollowUp) -> None:
        super().__init__(data)
        for question in Question:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=[(Said.YES.value, _("Yes")), (Said.NO.value, _("No")),
                         (Said.SKIPPED.value, _("Does not want to say"))],
                required=False,
                initial=follow_up.answers.get(question.value, ""),
            )  # fmt: skip


class CertificateForm(KitForm):
    """What a certificate says."""

    name = forms.CharField(
        label=_("Name on the certificate"), max_length=200,
        help_text=_("As the mentor wants it. Name and period stand on a public page."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the certificate"))
    starts_on = Day(label=_("From"), past=True)
    ends_on = Day(label=_("To"), past=True)
    hours = forms.IntegerField(label=_("Hours of mentoring"), min_value=1)
    competencies = forms.MultipleChoiceField(
        label=_("What the mentor has shown"), choices=Competency.choices, widget=Checks
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial or {})
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, script_of(code)[1]) for code, _name in settings.LANGUAGES
        ]
