"""What coordinators and participants fill in here: as little as can be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import LongText
from amir.kit.forms import KitForm
from amir.kit.widgets import Radios

from ..enums import EndReason


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
