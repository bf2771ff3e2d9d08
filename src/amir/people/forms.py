"""Forms of the ways in: one question a page."""

import json
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from amir.core.text import ascii_digits
from amir.kit.forms import KitForm
from amir.kit.icons import icon, icon_names
from amir.kit.widgets import CodeInput, Radios

from .enums import ContactKind
from .models import Calling


class DigitsField(forms.CharField):
    """Digits in any script, with or without spaces between them."""

    def to_python(self, value: Any) -> str:
        """The digits as 0-9; other signs stay, and will not fit."""
        return "".join(ascii_digits(super().to_python(value) or "").split())


class SecretDigits(forms.PasswordInput):
    """A PIN: hidden while it is typed, digits on a phone, kept by no browser."""

    def __init__(self) -> None:
        super().__init__(
            {"dir": "ltr", "inputmode": "numeric", "autocomplete": "off", "class": "w-s code"}
        )


class ContactForm(KitForm):
    """Where the digits go."""

    is_about_me = True
    autocomplete: ClassVar = {"contact": "username"}
    contact = forms.CharField(
        label=_("Your phone number or e-mail"),
        help_text=_("A phone number with its country, like +39 051 123 4567."),
        max_length=254,
        widget=forms.TextInput({"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}),
    )


class CodeForm(KitForm):
    """The digits that came."""

    code = DigitsField(label=_("The 6 digits"), max_length=20, widget=CodeInput)


class FactorForm(KitForm):
    """Digits of the authenticator app, or a recovery code."""

    code = DigitsField(
        label=_("Digits from your app"),
        help_text=_("No phone at hand? Write one of your recovery codes."),
        max_length=20,
        widget=CodeInput,
    )


class AppForm(KitForm):
    """The first digits of a new authenticator app."""

    code = DigitsField(label=_("The 6 digits that the app shows"), max_length=20, widget=CodeInput)


class PinForm(KitForm):
    """The PIN that somebody has."""

    pin = DigitsField(label=_("Your PIN"), max_length=20, widget=SecretDigits)


class NewPinForm(KitForm):
    """A PIN to choose, twice."""

    pin = DigitsField(
        label=_("Choose 6 digits"),
        help_text=_("You will need them each time. Tell nobody."),
        max_length=20,
        widget=SecretDigits,
    )
    again = DigitsField(label=_("The same digits again"), max_length=20, widget=SecretDigits)

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        typed = super().clean() or {}
        if "pin" in typed and "again" in typed and typed["pin"] != typed["again"]:
            self.add_error("again", _("The two are different. Write the same digits twice."))
        return typed


class WhoForm(KitForm):
    """Which of the people on one phone."""

    person = forms.ChoiceField(label=_("Who are you?"), widget=Radios)

    def __init__(self, data: Any, *, callings: list[Calling]) -> None:
        super().__init__(data)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (str(calling.person_id), _face(calling)) for calling in callings
        ]


def _face(calling: Calling) -> str:
    """Symbol and name, as people who share a phone know each other."""
    name = calling.symbol if calling.symbol in icon_names() else "person"
    return format_html("{} <bdi>{}</bdi>", icon(name), calling.preferred_name)


class Credential(forms.CharField):
    """What a browser says of a passkey, as JSON."""

    def to_python(self, value: Any) -> Any:
        """The mapping. ValidationError: this is none."""
        try:
            told = json.loads(super().to_python(value) or "")
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise ValidationError(_("The browser did not answer. Try again."), code="invalid")
        return told


class PasskeyForm(KitForm):
    """What the browser answers about a passkey; filled by a script."""

    credential = Credential(max_length=20_000, widget=forms.HiddenInput)


class NewContactForm(KitForm):
    """A new phone or e-mail of somebody who sits before the coordinator."""

    kind = forms.ChoiceField(label=_("What changes?"), choices=ContactKind.choices, widget=Radios)
    contact = forms.CharField(
        label=_("The new number or address"), max_length=254, widget=forms.TextInput({"dir": "ltr"})
    )


class EraseForm(KitForm):
    """A box that says what happens; nothing else stands between the button and the act."""

    understood = forms.BooleanField(
        label=_("I understand that nobody can bring these data back."),
        error_messages={"required": _("Tick the box if the data are to be erased.")},
    )
