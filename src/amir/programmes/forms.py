"""What coordinators of a programme and partners fill in."""

from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amir.core.defaults import Setting
from amir.kit.fields import Day, LongText
from amir.kit.forms import KitForm
from amir.kit.shells import script_of
from amir.organisations.models import Organisation

from .enums import EventKind, PartnerRole
from .models import FundingText, Programme, Theme
from .wording import alphabetical

COUNTRIES = [
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR",
    "HR", "HU", "IE", "IS", "IT", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO",
    "SE", "SI", "SK", "AL", "BA", "MD", "ME", "MK", "RS", "TR", "UA",
]  # fmt: skip


def countries(*, optional: bool = False) -> list[tuple[str, str]]:
    """Countries of Europe in the reader's language and order."""
    names = Locale.parse((get_language() or "en").replace("-", "_")).territories
    found = sorted(
        ((code, names.get(code, code)) for code in COUNTRIES), key=lambda c: alphabetical(c[1])
    )
    return [("", "—"), *found] if optional else found


class ProgrammeForm(KitForm):
    """What a programme is. The summary is one text per language of the programme."""

    name = forms.CharField(label=_("Short name"), max_length=100)
    full_name = forms.CharField(label=_("Full name"), max_length=300)
    funder = forms.CharField(label=_("Funder"), max_length=300)
    grant_number = forms.CharField(label=_("Grant number"), max_length=60, required=False)
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"))
    is_public = forms.BooleanField(label=_("The programme has a public page"), required=False)
    shows_calendar = forms.BooleanField(
        label=_("Its public dates stand on that page"), required=False
    )

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        self.programme = programme
        names = [name for name in self.base_fields if hasattr(programme, name)]
        initial = {name: getattr(programme, name) for name in names}
        initial |= {f"summary_{code}": text for code, text in programme.summaries.items()}
        super().__init__(data, initial=initial)
        for code in self._languages():
            self.fields[f"summary_{code}"] = LongText(
                label=_("Summary, in %(language)s") % {"language": script_of(code)[1]},
                max_letters=600,
                rows=4,
                required=False,
            )

    def _languages(self) -> list[str]:
        return list(dict.fromkeys(["en", *self.programme.languages]))

    def clean(self) -> dict[str, Any]:
        """The summaries as one value by language."""
        cleaned = super().clean() or self.cleaned_data
        summaries = {code: cleaned.pop(f"summary_{code}", "") for code in self._languages()}
        cleaned["summaries"] = {code: text for code, text in summaries.items() if text}
        return cleaned


class PartnerForm(KitForm):
    """An organisation of this installation that joins."""

    organisation_id = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None
    )
    role = forms.ChoiceField(
        label=_("It is"), choices=PartnerRole.choices[1:], initial=PartnerRole.PARTNER
    )

    def __init__(self, *args: Any, organisations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation_id"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["organisation_id"].label_from_instance = (  # type: ignore[attr-defined]
            lambda organisation: organisation.name
        )


class NewPartnerForm(KitForm):
    """An organisation that is not on this installation yet."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    country = forms.ChoiceField(label=_("Country"), choices=countries)
    role = forms.ChoiceField(
        label=_("It is"), choices=PartnerRole.choices[1:], initial=PartnerRole.PARTNER
    )
    contact_name = forms.CharField(
        label=_("Who leads it there"),
        help_text=_("This person becomes partner lead and administrator of the organisation."),
        max_length=120,
    )
    contact_email = forms.EmailField(
        label=_("Their e-mail"), help_text=_("They sign in with a code that we send there.")
    )


class ThemeForm(KitForm):
    """What a theme is called, in each language of the programme."""

    def __init__(
        self, data: Any = None, *, programme: Programme, theme: Theme | None = None
    ) -> None:
        names = theme.names if theme else {}
        super().__init__(data, initial={f"name_{code}": name for code, name in names.items()})
        self.codes = list(dict.fromkeys(["en", *programme.languages, *names]))
        for code in self.codes:
            direction, language = script_of(code)
            self.fields[f"name_{code}"] = forms.CharField(
                label=language,
                max_length=80,
                required=code == "en",
                widget=forms.TextInput(attrs={"lang": code, "dir": direction}),
            )

    def clean(self) -> dict[str, Any]:
        """The names by language as one value."""
        cleaned = super().clean() or self.cleaned_data
        names = {code: cleaned.pop(f"name_{code}", "") for code in self.codes}
        return {**cleaned, "names": {code: name for code, name in names.items() if name}}


class FundingForm(KitForm):
    """The funder's statement in one language."""

    statement = LongText(label=_("Funding statement"), max_letters=600, rows=3)
    disclaimer = LongText(label=_("Disclaimer"), max_letters=1000, rows=4, required=False)

    def __init__(self, data: Any = None, *, text: FundingText | None = None) -> None:
        initial = {"statement": text.statement, "disclaimer": text.disclaimer} if text else {}
        super().__init__(data, initial=initial)


class EventForm(KitForm):
    """A date of the programme."""

    kind = forms.ChoiceField(label=_("What is it"), choices=EventKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    starts_on = Day(label=_("First day"))
    ends_on = Day(
        label=_("Last day"), required=False, help_text=_("Only if it is longer than a day.")
    )
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    country = forms.ChoiceField(
        label=_("Country"), choices=lambda: countries(optional=True), required=False
    )
    notes = LongText(label=_("Notes for the partners"), max_letters=2000, required=False)
    is_public = forms.BooleanField(label=_("Everybody may see this date"), required=False)


class DecisionForm(KitForm):
    """What a meeting decided."""

    text = LongText(label=_("What was decided"), max_letters=1000, rows=3)
    decided_on = Day(label=_("Decided on"))
    due_on = Day(label=_("To be done by"), required=False)


class DeliverableForm(KitForm):
    """Something owed to the funder."""

    title = forms.CharField(label=_("What is to be delivered"), max_length=200)
    due_on = Day(label=_("Due on"), required=False)
    per_partner = forms.BooleanField(
        label=_("Each partner delivers it"), required=False, initial=True
    )


class TickForm(KitForm):
    """A partner says that a deliverable is done."""

    done_on = Day(label=_("Done on"), past=True)
    link = forms.URLField(label=_("Where it can be seen"), required=False, assume_scheme="https")
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class CohortForm(KitForm):
    """A group that is accompanied in the same months."""

    name = forms.CharField(label=_("Name"), help_text=_("Such as: Spring 2026"), max_length=120)
    starts_on = Day(label=_("First day"), required=False)
    ends_on = Day(label=_("Last day"), required=False)


class SettingForm(KitForm):
    """One setting of a programme."""

    def __init__(self, data: Any = None, *, setting: Setting, held: Any) -> None:
        shown = "\n".join(held) if setting.kind == "names" else held
        if setting.kind == "yes_no":
            shown = "1" if held else "0"
        super().__init__(data, initial={"value": shown})
        self.setting = setting
        self.fields["value"] = self._field(setting)
        self.fields["note"] = forms.CharField(
            label=_("Why?"), max_length=300, required=False,
            help_text=_("Stands in the history."),
        )  # fmt: skip

    def _field(self, setting: Setting) -> forms.Field:
        label, note = str(setting.label), str(setting.note)
        if setting.kind == "yes_no":
            return forms.TypedChoiceField(
                label=label, help_text=note, choices=[("1", _("Yes")), ("0", _("No"))],
                coerce=lambda given: given == "1",
            )  # fmt: skip
        if setting.kind == "names":
            return LongText(label=label, help_text=note, rows=5, required=False)
        return forms.IntegerField(
            label=label, help_text=note, min_value=setting.least, max_value=setting.most
        )

    def clean_value(self) -> Any:
        """Names are one on each line."""
        given = self.cleaned_data["value"]
        if self.setting.kind != "names":
            return given
        return [line.strip() for line in given.splitlines() if line.strip()]
