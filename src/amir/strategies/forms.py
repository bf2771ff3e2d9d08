"""What is filled in for strategies."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amir.kit.fields import Day, LongText
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks, Radios

from .codes import GROUPS, PARTNERSHIP, SERVED, code_list
from .enums import Choice, MeasureState, PartKind, Turnout

Choices = Sequence[tuple[str, str]]
NONE: Choices = [("", _("None"))]  # type: ignore[list-item]


class BeginForm(KitForm):
    """A new strategy; which fields there are depends on who may what."""

    organisation_id = forms.ChoiceField(label=_("Whose strategy is it?"))
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the text"))
    country = forms.ChoiceField(label=_("Country"))
    region = forms.CharField(
        label=_("Region"), max_length=5, required=False,
        help_text=_("Its NUTS code, like ITH5. Leave it out for a municipality."),
    )  # fmt: skip
    municipality = forms.CharField(label=_("Municipality"), max_length=120, required=False)
    template_id = forms.ChoiceField(
        label=_("Begin from a shared strategy"), required=False,
        help_text=_("Its sections, objectives and measures are copied. You adapt them."),
    )  # fmt: skip
    parent_id = forms.ChoiceField(label=_("It stands under the strategy of"), required=False)

    def __init__(
        self, data: Any = None, *, organisations: Choices, countries: Choices, templates: Choices,
        parents: Choices, languages: Choices, initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial or {}))
        self._offer("organisation_id", organisations)
        self._offer("language", languages)
        self._offer("country", countries)
        self._offer("template_id", [*NONE, *templates])
        self._offer("parent_id", [*NONE, *parents])
        for name, choices in (("template_id", templates), ("parent_id", parents)):
            if not choices:
                del self.fields[name]

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class SharedForm(KitForm):
    """The programme's own strategy."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the text"))

    def __init__(self, data: Any = None, *, languages: Choices) -> None:
        super().__init__(data)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]


class PartForm(KitForm):
    """What every part has. `version`: what was there when the writing began."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("Heading"), max_length=200)
    text = LongText(
        label=_("Text"), max_letters=60_000, rows=10, required=False,
        help_text=_("An empty line begins a new paragraph."),
    )  # fmt: skip


class ObjectiveForm(PartForm):
    """An objective."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)

    field_order = ("version", "theme", "title", "text")

    def __init__(self, *given: Any, themes: Choices = (), **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["theme"].choices = [*NONE, *themes]  # type: ignore[attr-defined]


class MeasureForm(PartForm):
    """A measure."""

    objective = forms.ChoiceField(label=_("Objective that it serves"))
    owner = forms.CharField(
        label=_("Who does it?"), max_length=200, required=False,
        help_text=_("An office or an organisation. No names of people."),
    )  # fmt: skip
    starts_on = Day(label=_("From"), required=False)
    ends_on = Day(label=_("Until"), required=False)
    budget = forms.DecimalField(
        label=_("Money"), max_digits=14, decimal_places=2, min_value=0, required=False
    )
    currency = forms.ChoiceField(label=_("Currency"), widget=Radios(inline=True))
    indicator = forms.CharField(label=_("Measured by"), max_length=300, required=False)
    target_groups = forms.MultipleChoiceField(label=_("For whom?"), widget=Checks, required=False)
    attention_women = forms.CharField(
        label=_("How does it attend to women?"), max_length=600, required=False
    )
    attention_children = forms.CharField(
        label=_("How does it attend to children?"), max_length=600, required=False
    )
    attention_minorities = forms.CharField(
        label=_("How does it attend to minorities?"), max_length=600, required=False
    )
    why_not = forms.CharField(
        label=_("If it leaves somebody out: why?"), max_length=600, required=False,
        help_text=_("Without this reason the strategy cannot be adopted."),
    )  # fmt: skip
    serves = forms.MultipleChoiceField(label=_("Points that it serves"), widget=Checks,
                                       required=False)  # fmt: skip
    regional_key = forms.ChoiceField(
        label=_("Measure of the region under which it stands"), required=False
    )

    CURRENCIES = ("EUR", "BGN", "CHF", "CZK", "DKK", "GBP", "HUF", "NOK", "PLN", "RON", "SEK")
    field_order = (
        "version", "objective", "title", "text", "owner", "starts_on", "ends_on", "budget",
        "currency", "indicator", "target_groups", "attention_women", "attention_children",
        "attention_minorities", "why_not", "serves", "regional_key",
    )  # fmt: skip

    def __init__(
        self, *given: Any, objectives: Choices = (), regional: Choices = (), **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self._offer("objective", objectives)
        self._offer("currency", [(each, each) for each in self.CURRENCIES])
        self._offer("target_groups", code_list(GROUPS).choices)
        self._offer("serves", [pair for name in SERVED for pair in code_list(name).choices])
        self._offer("regional_key", [*NONE, *regional])
        if not regional:
            del self.fields["regional_key"]

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


FORMS: dict[str, type[PartForm]] = {
    PartKind.SECTION: PartForm,
    PartKind.OBJECTIVE: ObjectiveForm,
    PartKind.MEASURE: MeasureForm,
}


class CiteForm(KitForm):
    """Something in the platform that a part leans on. A choice is "kind:id"."""

    cited = forms.ChoiceField(label=_("What does it lean on?"))
    note = forms.CharField(label=_("What does it show?"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, choices: Sequence[tuple[str, Choices]] = ()) -> None:
        super().__init__(data)
        self.fields["cited"].choices = list(choices)  # type: ignore[attr-defined]


class SourceForm(KitForm):
    """Something outside that a part leans on."""

    title = forms.CharField(
        label=_("What is the source called?"), max_length=300,
        help_text=_("Who published it, its title, its year."),
    )  # fmt: skip
    address = forms.URLField(label=_("Address"), max_length=500, required=False,
                             assume_scheme="https")  # fmt: skip
    note = forms.CharField(label=_("What does it show?"), max_length=300, required=False)


class InvolvedForm(KitForm):
    """An organisation at the table."""

    group = forms.ChoiceField(label=_("Group"))
    name = forms.CharField(
        label=_("Organisation"), max_length=200, help_text=_("No names of people.")
    )
    turnout = forms.ChoiceField(label=_("Did they come?"), choices=Turnout.choices)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["group"].choices = code_list(PARTNERSHIP).choices  # type: ignore[attr-defined]


class PublishForm(KitForm):
    """An edition."""

    note = forms.CharField(
        label=_("What is new?"), max_length=600, required=False,
        help_text=_("Partners read this above the changes."),
    )  # fmt: skip


class AdoptForm(KitForm):
    """The decision."""

    on = Day(label=_("On which day was it adopted?"), past=True)
    by = forms.CharField(
        label=_("Which body adopted it?"), max_length=200,
        help_text=_("For example the city council, with the number of its decision."),
    )  # fmt: skip


class StepForm(KitForm):
    """Any other step: nothing is asked."""


class FollowForm(KitForm):
    """How a measure stands."""

    state = forms.ChoiceField(label=_("How does it stand?"), choices=MeasureState.choices)
    on = Day(label=_("On which day?"), past=True, required=False)
    note = LongText(label=_("What was done?"), max_letters=4_000, rows=4, required=False)


class DecideForm(KitForm):
    """A change of the template. The words are used only to write it anew."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    choice = forms.ChoiceField(label=_("What do you do with it?"), choices=Choice.choices)
    title = forms.CharField(label=_("Heading"), max_length=200, required=False)
    text = LongText(
        label=_("Text"), max_letters=60_000, rows=8, required=False,
        help_text=_("Counts only if you write it anew."),
    )  # fmt: skip
