"""The application, one question a page: what is asked, and what an answer looks like when kept."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amir.core import clock
from amir.core.text import tidy
from amir.kit.fields import Languages, LongText, PhoneNumber, Upload
from amir.kit.forms import KitForm
from amir.kit.widgets import Checks, Radios
from amir.participants.wording import spoken_choices, theme_name
from amir.sheets.kinds.options import TOPICS

from .enums import Heard
from .rules import NO, YES
from .voices import MOST_BYTES

Text = str | Promise
YES_NO: list[tuple[str, Text]] = [(YES, _("Yes")), (NO, _("No"))]
YEARS: list[tuple[str, Text]] = [
    ("0", _("Less than a year")),
    ("1", _("One year")),
    ("2", _("Two years")),
    ("3", _("Three or four years")),
    ("5", _("Five years or more")),
]
TIMES: list[tuple[str, Text]] = [
    ("mornings", _("In the morning")),
    ("afternoons", _("In the afternoon")),
    ("evenings", _("In the evening")),
    ("weekends", _("At the weekend")),
]
RECORDINGS = (
    ".m4a", ".mp4", ".mp3", ".ogg", ".oga", ".opus", ".webm", ".wav", ".amr", ".3gp", ".aac",
)  # fmt: skip
OWN_WORDS_LETTERS = 2_000


class Question(KitForm):
    """One page. `step` names it in the address, `icon` stands beside it."""

    is_private = True
    is_about_me = True
    step: ClassVar[str]
    icon: ClassVar[str]
    short: ClassVar[Text]

    def answer(self) -> Any:
        """What is kept: the one answer, as plain JSON."""
        return self.cleaned_data[self.step]

    @classmethod
    def filled(cls, answer: Any) -> dict[str, Any]:
        """The initial values of the page for an answer that was kept."""
        return {cls.step: answer}

    def in_words(self, answer: Any) -> str:
        """The answer as the person would say it."""
        field = self.fields[self.step]
        labels = {str(key): str(text) for key, text in getattr(field, "choices", ()) or ()}
        values = answer if isinstance(answer, list) else [answer]
        return ", ".join(labels.get(str(each), str(each)) for each in values if each)


class Name(Question):
    """What we call them."""

    step, icon, short = "name", "person", _("Name")
    autocomplete: ClassVar = {"name": "given-name"}
    name = forms.CharField(
        label=_("What may we call you?"), max_length=120, help_text=_("Your first name is enough.")
    )

    def clean_name(self) -> str:
        """A name that can be seen."""
        name = tidy(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(self.fields["name"].error_messages["required"])
        return name


class Phone(Question):
    """How we reach them."""

    step, icon, short = "phone", "phone", _("Phone")
    phone = PhoneNumber(label=_("Your phone number"), help_text=_("We call you on it."))


class Adult(Question):
    """Whether they are of age."""

    step, icon, short = "adult", "person", _("18 or older")
    adult = forms.ChoiceField(label=_("Are you 18 or older?"), choices=YES_NO)


class Guardian(Question):
    """Who agrees for a minor."""

    step, icon, short = "guardian", "shield", _("Parent or guardian")
    birth_year = forms.IntegerField(label=_("In which year were you born?"), min_value=1990)
    name = forms.CharField(label=_("Name of your parent or guardian"), max_length=120)
    phone = PhoneNumber(label=_("Their phone number"))
    agrees = forms.BooleanField(label=_("I am the parent or guardian, and I agree"))

    def clean_birth_year(self) -> int:
        """A year that a minor was born in."""
        year: int = self.cleaned_data["birth_year"]
        if not 0 <= clock.today().year - year <= 18:
            raise forms.ValidationError(_("Check the year. Are you 18 already?"))
        return year

    def answer(self) -> dict[str, Any]:
        """All four."""
        return dict(self.cleaned_data)

    @classmethod
    def filled(cls, answer: Any) -> dict[str, Any]:
        """All four."""
        return dict(answer)

    def in_words(self, answer: Any) -> str:
        """Who it is."""
        return f"{answer['name']}, {answer['phone']}"


class Spoken(Question):
    """What they speak."""

    step, icon, short = "languages", "globe", _("Languages")
    languages = Languages(
        label=_("Which languages do you speak?"), choices=spoken_choices, first=("ar", "en", "fr")
    )


class Place(Question):
    """Where they live."""

    step, icon, short = "place", "pin", _("Town")
    place = forms.CharField(
        label=_("In which town do you live?"), max_length=120, required=False,
        help_text=_("So that the two of you can meet."),
    )  # fmt: skip

    def clean_place(self) -> str:
        """Without signs that nobody sees."""
        return tidy(self.cleaned_data["place"])


class Themes(Question):
    """What a mentee wants, or what a mentor knows."""

    step, icon, short = "themes", "flag", _("Themes")
    themes = forms.MultipleChoiceField(
        label="", widget=Checks, required=False,
        choices=lambda: [(key, theme_name(key)) for key in TOPICS],
    )  # fmt: skip
    asked: ClassVar = {
        "mentee": _("What do you want to work on?"),
        "mentor": _("With what can you help somebody?"),
    }

    def __init__(self, *given: Any, side: str = "mentee", **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["themes"].label = self.asked[side]


class Time(Question):
    """When they can meet."""

    step, icon, short = "time", "calendar", _("Time")
    time = forms.MultipleChoiceField(
        label=_("When can you meet?"), choices=TIMES, widget=Checks, required=False
    )


class Years(Question):
    """How long they have lived here."""

    step, icon, short = "years", "home", _("Time in this country")
    years = forms.ChoiceField(
        label=_("How long have you lived in this country?"), choices=YEARS, widget=Radios
    )


class OwnWords(Question):
    """Whatever else they want to say: written or spoken."""

    step, icon, short = "words", "message", _("In your own words")
    words = LongText(
        label=_("What else should we know?"), max_letters=OWN_WORDS_LETTERS, rows=4,
        required=False, help_text=_("You may write in any language, or leave it out."),
    )  # fmt: skip
    voice = Upload(
        label=_("Or say it"), required=False, endings=RECORDINGS,
        max_megabytes=MOST_BYTES // 1024**2,
        help_text=_("Record a voice message with your phone."),
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": "user"}),
    )  # fmt: skip


class HeardOf(Question):
    """Who sent them."""

    step, icon, short = "heard", "people", _("Who told you about us")
    heard = forms.ChoiceField(
        label=_("Who told you about us?"), choices=Heard.choices, widget=Radios
    )
    referrer = forms.CharField(
        label=_("Name of the office or person"), max_length=200, required=False
    )

    def answer(self) -> dict[str, str]:
        """Both."""
        return dict(self.cleaned_data)

    @classmethod
    def filled(cls, answer: Any) -> dict[str, Any]:
        """Both."""
        return dict(answer)

    def in_words(self, answer: Any) -> str:
        """Who it was."""
        told = [str(Heard(answer["heard"]).label), answer.get("referrer", "")]
        return ", ".join(part for part in told if part)


class Agreement(Question):
    """The consent. A text that nobody reviewed asks how it was understood."""

    step, icon, short = "consent", "check", _("Your consent")
    says_optional = False
    UNDERSTOOD: ClassVar = [
        ("myself", _("I understand the other language")),
        ("explained", _("Somebody explained it to me")),
    ]
    agree = forms.BooleanField(label=_("Yes, I agree"))
    understood = forms.ChoiceField(
        label=_("How did you understand the text?"), choices=UNDERSTOOD, required=False,
        widget=Radios,
    )  # fmt: skip
    explained_by = forms.CharField(
        label=_("Who explained it? Interpreter or witness"), max_length=120, required=False
    )

    def __init__(self, *given: Any, is_reviewed: bool = True, **options: Any) -> None:
        super().__init__(*given, **options)
        if is_reviewed:
            del self.fields["understood"], self.fields["explained_by"]

    def clean(self) -> dict[str, Any]:
        """Whoever had it explained says by whom."""
        told = super().clean() or {}
        if "understood" in self.fields:
            if not told.get("understood"):
                self.add_error("understood", _("Choose how you understood the text."))
            elif told["understood"] == "explained" and not told.get("explained_by"):
                self.add_error("explained_by", _("Write who explained it to you."))
        return told

    def answer(self) -> dict[str, Any]:
        """How they said yes."""
        return dict(self.cleaned_data)

    @classmethod
    def filled(cls, answer: Any) -> dict[str, Any]:
        """As it was."""
        return dict(answer)


class CallMe(Question):
    """Somebody would rather talk than fill in pages."""

    step, icon, short = "call", "phone", _("Please call me")
    name = Name.base_fields["name"]
    phone = Phone.base_fields["phone"]

    @classmethod
    def filled(cls, answer: Any) -> dict[str, Any]:
        """What is known already."""
        return dict(answer)


QUESTIONS: tuple[type[Question], ...] = (
    Name, Phone, Adult, Guardian, Spoken, Place, Themes, Time, Years, OwnWords, HeardOf, Agreement,
)  # fmt: skip
EVERY: tuple[type[Question], ...] = (*QUESTIONS, CallMe)
BY_STEP: dict[str, type[Question]] = {each.step: each for each in EVERY}
