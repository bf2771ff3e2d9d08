"""Form fields that read what people really write, and say what is wrong in one sentence."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amir.core import clock

from .widgets import CountedText, DateBoxes, LanguagePicker, PhoneInput

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class Day(forms.DateField):
    """A date in three boxes. `birthday` for the date of birth of whoever fills the form in."""

    def __init__(self, *, birthday: bool = False, past: bool = False, **options: Any) -> None:
        options.setdefault("widget", DateBoxes(birthday=birthday))
        self.past = past or birthday
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        """The date. ValidationError names the part that is missing or impossible."""
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        year, month, day = [*str(value).translate(_DIGITS).split("-"), "", "", ""][:3]
        for part, sentence in (
            (day, _("The date needs a day.")),
            (month, _("The date needs a month.")),
            (year, _("The date needs a year.")),
        ):
            if not part:
                raise ValidationError(sentence, code="invalid")
        if len(year) != 4:
            raise ValidationError(_("Write the year with 4 digits."), code="invalid")
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError(
                _("This date does not exist. Check day and month."), code="invalid"
            ) from None
        if self.past and found > clock.today():
            raise ValidationError(_("The date must be in the past."), code="future")
        return found


class PhoneNumber(forms.CharField):
    """A phone number in any way of writing; gives E.164 ("+390511234567")."""

    widget = PhoneInput

    def __init__(self, *, region: str = "", **options: Any) -> None:
        self.region = region or None
        options.setdefault("max_length", 40)
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The number with its country. ValidationError if no phone has such a number."""
        written = super().to_python(value)
        if not written:
            return ""
        try:
            number = phonenumbers.parse(written.translate(_DIGITS), self.region)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(
                _("Write the whole phone number, with + and the country, like +39 051 123 4567."),
                code="invalid",
            )
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


class LongText(forms.CharField):
    """A text with a limit in words or letters that is counted while one writes."""

    def __init__(
        self,
        *,
        max_words: int | None = None,
        max_letters: int | None = None,
        rows: int = 5,
        **options: Any,
    ) -> None:
        self.max_words, self.max_letters = max_words, max_letters
        options.setdefault(
            "widget", CountedText(max_words=max_words, max_letters=max_letters, rows=rows)
        )
        super().__init__(**options)

    def validate(self, value: str) -> None:
        """ValidationError says by how much the text is too long."""
        super().validate(value)
        over = len(re.findall(r"\S+", value)) - self.max_words if self.max_words else 0
        if over > 0:
            raise ValidationError(
                ngettext(
                    "The text is %(count)s word too long.",
                    "The text is %(count)s words too long.",
                    over,
                )
                % {"count": over},
                code="too_long",
            )
        over = len(value) - self.max_letters if self.max_letters else 0
        if over > 0:
            raise ValidationError(
                ngettext(
                    "The text is %(count)s letter too long.",
                    "The text is %(count)s letters too long.",
                    over,
                )
                % {"count": over},
                code="too_long",
            )


class Languages(forms.MultipleChoiceField):
    """Several languages; `first` are the codes that stand on top."""

    def __init__(self, *, first: Sequence[str] = (), **options: Any) -> None:
        picker = LanguagePicker()
        picker.first = tuple(first)
        options.setdefault("widget", picker)
        super().__init__(**options)


class Upload(forms.FileField):
    """A file. Each thing that can be wrong with it has its own sentence."""

    def __init__(
        self, *, endings: Sequence[str] = (), max_megabytes: int = 20, **options: Any
    ) -> None:
        self.endings = tuple(ending.lower() for ending in endings)
        self.max_megabytes = max_megabytes
        options.setdefault(
            "widget", forms.ClearableFileInput(attrs={"accept": ",".join(self.endings)})
        )
        super().__init__(**options)
        self.error_messages |= {
            "required": _("Choose a file."),
            "missing": _("Choose a file."),
            "empty": _("The file is empty. Choose another one."),
            "invalid": _("The file did not arrive. Choose it again."),
        }

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The upload. ValidationError says whether type or size is the reason."""
        found = super().clean(data, initial)
        if not data:
            return found
        if self.endings and not found.name.lower().endswith(self.endings):
            raise ValidationError(
                _("This kind of file cannot be read here. Choose one of: %(kinds)s."),
                code="kind",
                params={"kinds": ", ".join(self.endings)},
            )
        if found.size > self.max_megabytes * 1024 * 1024:
            raise ValidationError(
                _("The file is larger than %(most)s MB. Choose a smaller one."),
                code="size",
                params={"most": self.max_megabytes},
            )
        return found
