"""Forms about participants: few fields, choices instead of typing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.text import tidy
from amir.kit.fields import Day, Languages, LongText, PhoneNumber
from amir.kit.forms import KitForm
from amir.kit.widgets import Radios, shipped_choices
from amir.sheets.kinds.options import TOPICS

from .actions.registering import MOST_CAPACITY
from .enums import EvidenceKind, Side
from .roster import Locate
from .wording import GENDERS, slot_choices, spoken_choices, theme_name

STATEMENT = _("I have seen what proves this, or I vouch for it myself.")
CRITERIA = {
    "adult": _("Is an adult, or may take part as a minor"),
    "here": _("Lives where the programme works"),
    "wants": _("Wants it themself"),
    "time": _("Has time to meet every week or two"),
    "language": _("Shares a language with others here"),
}
ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not sure"))]


class PersonForm(KitForm):
    """What is known of a person. `locate` finds a municipality of the organisation's country."""

    preferred_name = forms.CharField(
        label=_("What do we call them?"), max_length=120, help_text=_("Others see this name.")
    )
    full_name = forms.CharField(label=_("Full name"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("We write to them in"), choices=shipped_choices)
    phone = PhoneNumber(label=_("Phone"), required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, required=False)
    gender = forms.ChoiceField(
        label=_("Gender"), choices=[("", _("No answer")), *GENDERS.items()], required=False
    )
    place = forms.CharField(
        label=_("Municipality"), max_length=120, required=False,
        help_text=_("So that they can meet."),
    )  # fmt: skip
    languages = Languages(
        label=_("Languages they speak"), choices=spoken_choices, required=False,
        first=("ar", "en", "fr"),
    )  # fmt: skip
    needs = forms.MultipleChoiceField(
        label=_("Themes"), required=False,
        choices=lambda: [(key, theme_name(key)) for key in TOPICS],
        help_text=_("What a mentee wants to work on, or a mentor can help with."),
    )  # fmt: skip
    availability = forms.MultipleChoiceField(
        label=_("When can they meet?"), choices=slot_choices, required=False
    )
    capacity = forms.IntegerField(
        label=_("With how many people at the same time?"), min_value=0, max_value=MOST_CAPACITY,
        initial=1, help_text=_("For mentees this is 1."),
    )  # fmt: skip

    def __init__(self, *given: Any, locate: Locate, region: str, **options: Any) -> None:
        super().__init__(*given, **options)
        self.locate = locate
        self.fields["phone"].region = region or None  # type: ignore[attr-defined]

    def clean_preferred_name(self) -> str:
        """A name that can be seen: without unseen marks, and not made of them."""
        name = tidy(self.cleaned_data["preferred_name"])
        if not name:
            raise forms.ValidationError(self.fields["preferred_name"].error_messages["required"])
        return name

    def clean_birth_year(self) -> int | None:
        """A year that somebody alive was born in."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > clock.today().year:
            raise forms.ValidationError(_now("This year is still to come."))
        return year

    def clean_place(self) -> str:
        """A place that can be found: distances decide who can meet whom."""
        place = str(self.cleaned_data["place"])
        if place and self.locate(place) is None:
            raise forms.ValidationError(
                _now("We do not know this municipality. Check how it is written.")
            )
        return place


class NewPersonForm(PersonForm):
    """The same, with what is fixed once somebody is taken up."""

    field_order = ("side",)
    side = forms.ChoiceField(label=_("Side"), choices=Side.choices)
    agrees = forms.BooleanField(label=_("They know that we write this down, and agree"))

    def __init__(
        self, *given: Any, organisations: Callable[[], list[tuple[str, str]]], **options: Any
    ) -> None:
        super().__init__(*given, **options)
        choices = organisations()
        if len(choices) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Organisation"), choices=choices
            )


class ChangePersonForm(PersonForm):
    """The same for somebody who is there; `version` is what the person who types has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(KitForm):
    """A step from a button."""

    step = forms.CharField(max_length=30)
    version = forms.IntegerField()
    why = forms.CharField(max_length=300, required=False)


class DecisionForm(KitForm):
    """A decision about an application, by criteria."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("accept", _("Accept")), ("refuse", _("Do not accept"))],
    )
    reason = LongText(
        label=_("Reason"), max_letters=300, rows=3, required=False,
        help_text=_("Needed if you do not accept. The person may ask for it."),
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        asked = {
            f"criterion_{name}": forms.ChoiceField(
                label=label, choices=ANSWERS, required=False, widget=Radios(inline=True)
            )
            for name, label in CRITERIA.items()
        }
        self.fields = {**asked, **self.fields}

    def criteria(self) -> dict[str, str]:
        """Criterion -> answer, of those that were answered."""
        cleaned = self.cleaned_data
        found = {name: cleaned.get(f"criterion_{name}", "") for name in CRITERIA}
        return {name: answer for name, answer in found.items() if answer}


class EvidenceForm(KitForm):
    """Evidence that somebody has seen."""

    kind = forms.ChoiceField(label=_("What"), choices=EvidenceKind.choices)
    dated_on = Day(label=_("Day"), past=True)
    expires_on = Day(label=_("Ends on"), required=False)
    source = forms.CharField(
        label=_("Where it stands"), max_length=200,
        help_text=_("For example: form in the folder, course list of May."),
    )  # fmt: skip


class SignatureForm(KitForm):
    """The signature under a list."""

    dated_on = Day(label=_("Day on which you sign"), past=True)
    statement = LongText(label=_("You sign that"), max_letters=500, rows=3)
