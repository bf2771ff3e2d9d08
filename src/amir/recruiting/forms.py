"""Forms of the desk and of mentors: few fields, choices instead of typing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.kit.fields import Day, LongText
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks, Radios, shipped_choices

from .describing import CRITERIA, PARTS, label_of, topic_name
from .enums import CheckResult, Heard, InterviewMode, Reason, ReferenceOutcome, Ruling, Support
from .rules import ELSEWHERE, MUST, MUST_NOT

KINDS = [
    (MUST, _("Must be so")),
    (MUST_NOT, _("Must not be so")),
    (ELSEWHERE, _("If so, another service helps")),
]
CRITERION_ANSWERS = [("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not sure"))]
MARKS = [
    (1, _("Not at all")),
    (2, _("A little")),
    (3, _("So-so")),
    (4, _("Well")),
    (5, _("Very well")),
]
MOST_OWN = 5


class DescriptionForm(KitForm):
    """What a role is, part by part."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields |= {
            part: LongText(label=label, max_letters=1_000, rows=3) for part, label in PARTS.items()
        }


class ConsentForm(KitForm):
    """What applicants agree to: one sentence a line."""

    sentences = LongText(
        label=_("One short sentence on each line"), max_letters=3_000, rows=10,
        help_text=_("At most 15 words each, one idea each."),
    )  # fmt: skip
    is_reviewed = forms.BooleanField(
        label=_("A person who speaks this language has read the translation"), required=False
    )


class CriteriaForm(KitForm):
    """The criteria that stay, and up to five of one's own."""

    def __init__(self, *given: Any, items: list[dict[str, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.items = items
        self.fields["kept"] = forms.MultipleChoiceField(
            label=_("Criteria"), widget=Checks,
            choices=[(item["key"], label_of(item)) for item in items],
            initial=[item["key"] for item in items],
        )  # fmt: skip
        for number in range(1, MOST_OWN + 1):
            self.fields[f"own_{number}"] = forms.CharField(
                label=_("One more criterion"), max_length=120, required=False
            )
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("What it does"), choices=KINDS, initial=MUST, required=False,
                widget=Radios(inline=True),
            )  # fmt: skip

    def chosen(self) -> list[dict[str, str]]:
        """The new list, as it is kept."""
        told = self.cleaned_data
        # Ours are kept without words: every reader has them in their own language.
        kept = [
            {**item, "label": "" if item["key"] in CRITERIA else item["label"]}
            for item in self.items
            if item["key"] in told["kept"]
        ]
        own = [
            {"key": "", "kind": told[f"kind_{number}"] or MUST, "label": told[f"own_{number}"]}
            for number in range(1, MOST_OWN + 1)
            if told[f"own_{number}"]
        ]
        return [*kept, *own]


class StakeholderForm(KitForm):
    """An office that was told of the programme."""

    office = forms.CharField(label=_("Which office or association?"), max_length=200)
    contact = forms.CharField(label=_("Our contact there"), max_length=200, required=False)
    informed_on = Day(label=_("When did we tell them?"), past=True)


class HelpForm(KitForm):
    """Staff begin an application together with somebody."""

    opening = forms.ChoiceField(label=_("For which role?"), widget=Radios)
    language = forms.ChoiceField(
        label=_("In which language?"), choices=shipped_choices,
        help_text=_("The pages that you fill in together are in this language."),
    )  # fmt: skip

    def __init__(self, *given: Any, openings: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["opening"].choices = openings  # type: ignore[attr-defined]


class ActForm(KitForm):
    """What is written down about an applicant. `asked` belongs to the applicant."""

    def __init__(self, *given: Any, asked: Any = None, **options: Any) -> None:
        super().__init__(*given, **options)
        self.asked = asked


class InterviewForm(ActForm):
    """An interview."""

    held_on = Day(label=_("When did you meet?"), past=True, initial=clock.today)
    mode = forms.ChoiceField(label=_("How?"), choices=InterviewMode.choices)
    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=1, max_value=600)


class ReferenceForm(ActForm):
    """Somebody who is asked about an applicant."""

    name = forms.CharField(label=_("Who is asked?"), max_length=120)
    contact = forms.CharField(label=_("How to reach them"), max_length=200, required=False)
    knows_from = forms.CharField(label=_("Knows them from"), max_length=120, required=False)
    requested_on = Day(label=_("Asked on"), past=True, initial=clock.today)


class AnswerForm(ActForm):
    """What came of a reference. `asked`: the references without an answer."""

    reference = forms.ChoiceField(label=_("Who answered?"), widget=Radios)
    outcome = forms.ChoiceField(label=_("What did they say?"), choices=ReferenceOutcome.choices)
    received_on = Day(label=_("Answered on"), past=True, initial=clock.today)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        choices = [(str(each.pk), each.name) for each in self.asked or ()]
        self.fields["reference"].choices = choices  # type: ignore[attr-defined]


class CheckForm(ActForm):
    """A criminal-record check: there is no place for the certificate."""

    kind = forms.CharField(
        label=_("Which check?"), max_length=100,
        help_text=_("As it is called in your country. The paper goes back to its owner."),
    )  # fmt: skip
    country = forms.CharField(
        label=_("Of which country?"), min_length=2, max_length=2,
        help_text=_("Two letters, such as IT."),
    )  # fmt: skip
    seen_on = Day(label=_("When did you see it?"), past=True, initial=clock.today)
    result = forms.ChoiceField(label=_("What does it say?"), choices=CheckResult.choices)
    expires_on = Day(
        label=_("It counts until"), required=False,
        help_text=_("Leave it out, and it counts as long as the programme says."),
    )  # fmt: skip


class ModulesForm(ActForm):
    """Modules that somebody has been through. `asked`: the keys of the modules."""

    modules = forms.MultipleChoiceField(label=_("Which modules?"), widget=Checks)
    minutes = forms.IntegerField(label=_("Minutes for each"), min_value=1, max_value=2_400)
    passed_on = Day(label=_("Completed on"), past=True, initial=clock.today)
    source = forms.CharField(
        label=_("Where it stands"), max_length=120,
        help_text=_("For example: form in the folder, course list of May."),
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        choices = [(key, topic_name(key)) for key in self.asked or ()]
        self.fields["modules"].choices = choices  # type: ignore[attr-defined]


class ReferralForm(ActForm):
    """Who sent them."""

    heard = forms.ChoiceField(label=_("Who sent them?"), choices=Heard.choices, widget=Radios)
    referrer = forms.CharField(
        label=_("Name of the office or person"), max_length=200, required=False
    )
    contact = forms.CharField(label=_("How to reach them"), max_length=200, required=False)


class ConnectionForm(ActForm):
    """What somebody got to stay reachable."""

    support = forms.ChoiceField(label=_("What did they get?"), choices=Support.choices)
    given_on = Day(label=_("When?"), past=True, initial=clock.today)
    euros = forms.IntegerField(label=_("Worth in euros"), min_value=0, initial=0)


class VerdictForm(ActForm):
    """The decision. `asked`: the criteria."""

    says_optional = False

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        items = self.asked or []
        for item in items:
            self.fields[f"criterion_{item['key']}"] = forms.ChoiceField(
                label=label_of(item), choices=CRITERION_ANSWERS, required=False,
                widget=Radios(inline=True),
            )  # fmt: skip
        self.fields |= {
            "ruling": forms.ChoiceField(label=_("Decision"), choices=Ruling.choices),
            "criterion": forms.ChoiceField(
                label=_("Which criterion decided?"), required=False,
                choices=[("", _("All of them")), *((i["key"], label_of(i)) for i in items)],
                help_text=_("Needed unless you accept."),
            ),
            "reason": forms.ChoiceField(
                label=_("The reason that the person reads"), required=False,
                choices=[("", _("None")), *Reason.choices],
                help_text=_("They read it in their own language."),
            ),
            "words": LongText(
                label=_("Some words more, in their language"), max_letters=300, rows=3,
                required=False,
            ),
            "service": forms.CharField(
                label=_("Which service takes care of them?"), max_length=200, required=False
            ),
            "service_contact": forms.CharField(
                label=_("How to reach the service"), max_length=200, required=False
            ),
        }  # fmt: skip

    def answers(self) -> dict[str, str]:
        """Criterion -> answer, of those that were answered."""
        head = "criterion_"
        return {
            name.removeprefix(head): answer
            for name, answer in self.cleaned_data.items()
            if name.startswith(head) and answer
        }


class EvaluationForm(KitForm):
    """How well a mentor thinks that they can do each thing."""

    is_private = True

    def __init__(self, *given: Any, topics: list[str], **options: Any) -> None:
        super().__init__(*given, **options)
        self.topics = topics
        for number, topic in enumerate(topics):
            self.fields[f"topic_{number}"] = forms.TypedChoiceField(
                label=topic_name(topic), choices=MARKS, coerce=int, empty_value=None,
                required=False, widget=Radios,
            )  # fmt: skip

    def marks(self) -> dict[str, int]:
        """Topic -> mark, of those that were answered."""
        told = {topic: self.cleaned_data.get(f"topic_{n}") for n, topic in enumerate(self.topics)}
        return {topic: mark for topic, mark in told.items() if mark}
