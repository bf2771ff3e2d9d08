"""Form controls: three boxes for a date, any phone number, languages without a drop-down."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.forms.widgets import ChoiceWidget
from django.utils.safestring import SafeString

from .shells import script_of


class DateBoxes(forms.Widget):
    """Day, month and year in three boxes. Gives "YYYY-MM-DD", or what was typed if incomplete."""

    template_name = "kit/widgets/date.html"
    use_fieldset = True
    parts = ("day", "month", "year")

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        super().__init__(attrs)
        self.birthday = birthday

    def first_control(self, ident: str) -> str:
        """The day's box takes the focus."""
        return f"{ident}_day"

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Nothing: the legend names the group, each box has its own label."""
        return ""

    def split(self, value: object) -> dict[str, str]:
        """What stands in each box for a value."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        year, month, day = [*str(value or "").split("-"), "", "", ""][:3]
        return {"day": day.lstrip("0"), "month": month.lstrip("0"), "year": year}

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The usual context, with the boxes."""
        context = super().get_context(name, value, attrs)
        typed = self.split(value)
        ident = context["widget"]["attrs"].get("id", f"id_{name}")
        shared = {
            key: given
            for key, given in context["widget"]["attrs"].items()
            if key in ("disabled", "aria-invalid")
        }
        context["widget"]["boxes"] = [
            {
                "part": part,
                "name": f"{name}_{part}",
                "id": f"{ident}_{part}",
                "value": typed[part],
                "autocomplete": f"bday-{part}" if self.birthday else "off",
                "attrs": SafeString(flatatt(shared)),
            }
            for part in self.parts
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """One text of the three boxes; None if all are empty."""
        typed = {part: str(data.get(f"{name}_{part}", "")).strip() for part in self.parts}
        if not any(typed.values()):
            whole = data.get(name)
            return str(whole).strip() or None if whole else None
        day, month = typed["day"].zfill(2), typed["month"].zfill(2)
        return f"{typed['year']}-{month if typed['month'] else ''}-{day if typed['day'] else ''}"

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether no box came with the form."""
        return name not in data and all(f"{name}_{part}" not in data for part in self.parts)


class PhoneInput(forms.TextInput):
    """A phone number as people write it; always left to right."""

    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"dir": "ltr", "inputmode": "tel", "class": "w-m", **(attrs or {})})


class CodeInput(forms.TextInput):
    """A code that was sent: digits, can be pasted, offered by the phone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "dir": "ltr",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "w-s code",
                **(attrs or {}),
            }
        )


class NumberText(forms.TextInput):
    """A number in a text box: the wheel of a mouse cannot change it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "dir": "ltr", "class": "w-s", **(attrs or {})})


class CountedText(forms.Textarea):
    """A long text that says how much room is left, in words or in letters."""

    template_name = "kit/widgets/counted.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        max_words: int | None = None,
        max_letters: int | None = None,
        rows: int = 5,
    ) -> None:
        super().__init__({"rows": rows, "dir": "auto", **(attrs or {})})
        self.max_words, self.max_letters = max_words, max_letters

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The usual context, with the limit."""
        context = super().get_context(name, value, attrs)
        # The browser must not cut what was pasted; the form says how much is too much.
        context["widget"]["attrs"].pop("maxlength", None)
        context["widget"]["max_words"] = self.max_words
        context["widget"]["max_letters"] = self.max_letters
        return context


class _Hinted(ChoiceWidget):
    """Answers, each of which may have a hint under it: `hints = {value: sentence}`."""

    template_name = "kit/widgets/choices.html"

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(attrs, choices)
        self.hints: dict[str, Any] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An answer with its hint."""
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option


class Radios(_Hinted, forms.RadioSelect):
    """Big answers, one of which is chosen. `inline` for yes and no."""

    template_name = "kit/widgets/choices.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, choices: Any = (), *, inline: bool = False
    ) -> None:
        super().__init__(attrs, choices)
        self.inline = inline

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The usual context, and whether the answers stand in one line."""
        context = super().get_context(name, value, attrs)
        context["widget"]["inline"] = self.inline
        return context


class Checks(_Hinted, forms.CheckboxSelectMultiple):
    """Several answers may be chosen."""

    template_name = "kit/widgets/choices.html"


class LanguagePicker(Checks):
    """Languages by their own names, the frequent ones first, with a search box over the list."""

    template_name = "kit/widgets/languages.html"
    first: tuple[str, ...] = ()

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Chosen and frequent languages before the others."""
        groups = super().optgroups(name, value, attrs)
        chosen, first = set(map(str, value)), list(self.first)

        def place(group: Any) -> tuple[int, int]:
            code = str(group[1][0]["value"])
            at = first.index(code) if code in first else len(first)
            return (0 if code in chosen else 1, at)

        return sorted(groups, key=place)

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """An answer in its own script."""
        option = super().create_option(name, value, *args, **kwargs)
        code = str(value)
        option["direction"], own = script_of(code)
        option["own_name"] = own if own != code else ""
        option["language"] = code
        return option


def shipped_choices() -> list[tuple[str, str]]:
    """The languages of the interface, for pickers."""
    return [(code, script_of(code)[1]) for code, _ in settings.LANGUAGES]
