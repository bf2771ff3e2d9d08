"""What administrators and safeguarding people fill in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import LongText, PhoneNumber
from amir.kit.forms import KitForm
from amir.kit.shells import script_of
from amir.kit.widgets import Radios
from amir.people.enums import OffReason

from .enums import Kind, Verdict
from .models import Organisation
from .roles import ROLES


def roles() -> list[tuple[str, str]]:
    """The roles by name and label."""
    return [(name, str(role.label)) for name, role in ROLES.items()]


def languages() -> list[tuple[str, str]]:
    """The platform's languages by their own names."""
    return [(code, script_of(code)[1]) for code, _name in settings.LANGUAGES]


class OrganisationForm(KitForm):
    """The organisation's own details."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("It is a"), choices=Kind.choices)
    place = forms.CharField(label=_("Town"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Working language"), choices=languages)
    help_phone = PhoneNumber(
        label=_("Phone for questions"),
        help_text=_("Stands at the end of every page of your participants."),
        required=False,
    )
    help_mail = forms.EmailField(label=_("E-mail for questions"), required=False)
    help_text = LongText(
        label=_("When somebody answers"),
        help_text=_("Such as: Monday to Friday, 9 to 13."),
        max_letters=300,
        rows=2,
        required=False,
    )
    takes_minors = forms.BooleanField(
        label=_("We take people under 18"),
        help_text=_("Each needs a guardian's consent, and two colleagues approve every pair."),
        required=False,
    )

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        initial = {name: getattr(organisation, name) for name in self.base_fields}
        super().__init__(data, initial=initial)


class ColleagueForm(KitForm):
    """A new colleague."""

    shown_name = forms.CharField(
        label=_("Name"), help_text=_("As colleagues and participants see it."), max_length=120
    )
    email = forms.EmailField(
        label=_("Work e-mail"), help_text=_("They sign in first with a code sent there.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=roles, widget=Radios())


class RoleForm(KitForm):
    """One role more for a colleague."""

    role = forms.ChoiceField(label=_("Role"), choices=roles, widget=Radios())


class SwitchOffForm(KitForm):
    """Why somebody may not sign in any more."""

    why = forms.ChoiceField(label=_("Why"), choices=OffReason.choices, widget=Radios())


class EmergencyForm(KitForm):
    """Whose details, and why now."""

    phone = PhoneNumber(label=_("Phone of the person"), required=False)
    email = forms.EmailField(label=_("or their e-mail"), required=False)
    reason = LongText(
        label=_("Why this cannot wait"),
        help_text=_("Whoever reviews it reads this. It is kept sealed."),
        max_letters=1000,
        rows=4,
    )

    def __init__(self, *args: Any, is_person_known: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_person_known:
            del self.fields["phone"], self.fields["email"]

    def clean(self) -> dict[str, Any]:
        """One way to find the person is needed, if nobody named them."""
        cleaned = super().clean() or self.cleaned_data
        asked = "phone" in self.fields and not self.errors
        if asked and not cleaned["phone"] and not cleaned["email"]:
            self.add_error("phone", _("Write the phone or the e-mail of the person."))
        return cleaned


class ReviewForm(KitForm):
    """What the review found."""

    verdict = forms.ChoiceField(label=_("Was it right?"), choices=Verdict.choices, widget=Radios())
    remark = LongText(label=_("Remark"), max_letters=1000, rows=3, required=False)
