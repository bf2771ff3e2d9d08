"""One question per page for whoever reports; one form for leads."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import LongText
from amir.kit.forms import KitForm

from .actions import LONGEST
from .enums import ConcernState, Urgency

KNOWN, OTHER, ANONYMOUS = "known", "other", "anonymous"
REACH = [
    (KNOWN, _("Yes. You know how to reach me")),
    (OTHER, _("Yes, but in another way")),
    (ANONYMOUS, _("No. Nobody shall know it was me")),
]


class Question(KitForm):
    """A page of the report; answers of the pages before ride along, hidden."""

    is_private = True
    name = ""

    def __init__(self, *given: Any, carried: dict[str, str], **options: Any) -> None:
        super().__init__(*given, **options)
        for name, value in carried.items():
            if name not in self.fields:
                self.fields[name] = forms.CharField(
                    widget=forms.HiddenInput, initial=value, required=False
                )


class HowUrgent(Question):
    """How soon."""

    name = "urgency"
    urgency = forms.ChoiceField(
        label=_("How soon must somebody look?"),
        choices=Urgency.choices,
        help_text=_("If somebody is in danger now, call 112 first."),
    )


class WhetherToReach(Question):
    """Whether we may come back to them."""

    name = "reach"
    reach = forms.ChoiceField(label=_("May we call you about it?"), choices=REACH)

    def __init__(self, *given: Any, is_signed_in: bool, **options: Any) -> None:
        super().__init__(*given, **options)
        if not is_signed_in:
            self.fields["reach"].choices = REACH[1:]  # type: ignore[attr-defined]


class HowToReach(Question):
    """By what."""

    name = "contact"
    contact = forms.CharField(
        label=_("How can we reach you?"),
        max_length=200,
        help_text=_("A phone number or an e-mail. Say when it is safe to call."),
    )


class WhatHappened(Question):
    """The concern itself."""

    name = "text"
    text = LongText(
        label=_("What worries you?"),
        max_letters=LONGEST,
        help_text=_("Write in any language. A few words are enough."),
    )


class EntryForm(KitForm):
    """What a lead did about it."""

    is_private = True
    text = LongText(label=_("What was done, or decided?"), max_letters=LONGEST, rows=4)
    state = forms.ChoiceField(
        label=_("How does it go on?"),
        choices=[
            (ConcernState.IN_HAND, _("It stays open")),
            (ConcernState.CLOSED, _("It is closed")),
        ],
    )
    pair_may_meet = forms.BooleanField(
        label=_("The pair may meet meanwhile"),
        help_text=_("Without it their meetings pause while the concern is open."),
        required=False,
    )


class SubjectForm(KitForm):
    """Whom it is about, by a contact: leads see no lists of people."""

    is_private = True
    contact = forms.CharField(
        label=_("Phone or e-mail of the person"),
        max_length=200,
        help_text=_("As the organisation has it. Then the meetings of the pair pause."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, required=False,
        help_text=_("Only if several people share the contact."),
    )  # fmt: skip
