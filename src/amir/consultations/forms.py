"""What is filled in for consultations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.core.i18n import shipped_languages
from amir.kit.fields import Day, LongText
from amir.kit.forms import KitForm
from amir.kit.tables import Chosen
from amir.kit.widgets import Checks

from .enums import ContributionChannel, ContributionState
from .models import Workshop
from .questions import Question, options_of, our_questions, words_of
from .rules import LONGEST

LANGUAGE = _("Language")


class RoundForm(KitForm):
    """A round of asking."""

    title = forms.CharField(label=_("What do you ask about?"), max_length=200)
    intro = LongText(
        label=_("Why do you ask?"), max_letters=1_000, rows=4, required=False,
        help_text=_("Two or three short sentences. Everybody reads them."),
    )  # fmt: skip
    opens_on = Day(label=_("From"))
    closes_on = Day(label=_("Until"))
    languages = forms.MultipleChoiceField(label=_("Languages of the link"), widget=Checks)
    questions = forms.MultipleChoiceField(label=_("Questions"), widget=Checks, required=False)
    own_questions = LongText(
        label=_("Your own questions"), max_letters=1_000, rows=3, required=False,
        help_text=_("One on each line, at most 15 words. Nothing about who people are."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["languages"].choices = shipped_languages()  # type: ignore[attr-defined]
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (each["key"], words_of(each)) for each in our_questions()
        ]


class WorkshopForm(KitForm):
    """A workshop in numbers."""

    title = forms.CharField(label=_("What was it called?"), max_length=200)
    place = forms.CharField(label=_("Where?"), max_length=120, required=False)
    held_on = Day(label=_("On which day?"))
    invited = forms.IntegerField(label=_("How many were invited?"), min_value=0)
    came = forms.IntegerField(label=_("How many came?"), min_value=0)
    paid = forms.IntegerField(
        label=_("How many were paid for their time or their way?"), min_value=0, initial=0
    )
    note = LongText(label=_("Note"), max_letters=LONGEST, rows=3, required=False,
                    help_text=_("No names."))  # fmt: skip


class TypedForm(KitForm):
    """What came on paper, or was said in a workshop."""

    channel = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[
            (each.value, each.label)
            for each in (ContributionChannel.PAPER, ContributionChannel.WORKSHOP)
        ],
    )
    workshop = forms.ChoiceField(label=_("In which workshop?"), required=False)
    language = forms.ChoiceField(label=LANGUAGE)

    def __init__(
        self, data: Any = None, *, questions: Sequence[Question],
        workshops: Sequence[Workshop] = (), initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}))
        self.fields["language"].choices = shipped_languages()  # type: ignore[attr-defined]
        self.fields["workshop"].choices = [  # type: ignore[attr-defined]
            ("", _("None")), *((str(each.pk), each.title) for each in workshops)
        ]  # fmt: skip
        for question in questions:
            self.fields[f"q_{question['key']}"] = answer_field(question, is_required=False)

    def answers(self) -> dict[str, str]:
        """Question -> answer."""
        return {name[2:]: str(value) for name, value in self.cleaned_data.items()
                if name.startswith("q_")}  # fmt: skip


class OneQuestion(KitForm):
    """One question on a page; nothing has to be answered."""

    says_optional = False

    def __init__(self, data: Any = None, *, question: Question, answer: str = "") -> None:
        super().__init__(data, initial={"answer": answer})
        self.fields["answer"] = answer_field(question, is_required=False)


class SendForm(KitForm):
    """The last page. People do not see the trap; machines fill it in."""

    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)


class AnswerForm(KitForm):
    """You said, we did."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(
        label=_("Group"), max_length=60, required=False,
        help_text=_("A word or two. The same word puts contributions together."),
    )  # fmt: skip
    said = LongText(label=_("You said"), max_letters=LONGEST, rows=3, required=False,
                    help_text=_("As everybody will read it. No names."))  # fmt: skip
    answer = LongText(label=_("We did"), max_letters=LONGEST, rows=3,
                      help_text=_("What was done with it, or why nothing."))  # fmt: skip


class SortForm(KitForm):
    """A contribution that waits."""

    state = forms.ChoiceField(
        label=_("Is it meant?"),
        choices=[(ContributionState.TAKEN.value, _("Yes, take it")),
                 (ContributionState.SPAM.value, _("No, put it aside"))],
    )  # fmt: skip


class GroupForm(KitForm):
    """A word for the contributions that were ticked; what was ticked comes along."""

    act = forms.CharField(widget=forms.HiddenInput)
    row = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)
    everything = forms.CharField(widget=forms.HiddenInput, required=False)
    code = forms.CharField(
        label=_("Group"), max_length=60, required=False,
        help_text=_("A word or two. Empty takes them out of their group."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, chosen: Chosen) -> None:
        everything = "1" if chosen.everything else ""
        ids = [] if everything else list(chosen.ids)
        super().__init__(data, initial={"act": chosen.act, "row": ids, "everything": everything})
        self.fields["row"].choices = [(each, each) for each in ids]  # type: ignore[attr-defined]


class PublishForm(KitForm):
    """Publishing the answers."""

    looked_at = forms.BooleanField(
        label=_("I have looked at what may be a name or a phone number."), required=False
    )


def answer_field(question: Question, *, is_required: bool) -> forms.Field:
    """The field of a question: words, or a choice."""
    label = words_of(question)
    if question["kind"] == "choice":
        return forms.ChoiceField(label=label, choices=options_of(question), required=is_required,
                                 widget=forms.RadioSelect)  # fmt: skip
    return LongText(label=label, max_letters=LONGEST, rows=5, required=is_required)
