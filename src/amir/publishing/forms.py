"""Forms of this room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.forms import KitForm


class WithdrawForm(KitForm):
    """Why an edition is taken back."""

    why = forms.CharField(
        label=_("Why is it withdrawn?"),
        help_text=_("Everybody who follows a link to it reads this sentence."),
        max_length=300,
    )
