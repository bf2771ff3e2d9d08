"""Phone numbers, read to E.164 in the country of the organisation.

Lists hold what people dictate: zeros lost by a spreadsheet, a country code without its plus,
two numbers in a cell, a word beside the number. A number that is formally right is taken;
one that cannot be dialled is an error that says how many digits are missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amir.core.text import ascii_digits, tidy

from ...grid import Cell
from ...sayings import N_, Complaint, Question, Saying
from ...vocabulary import Vocabulary
from ..base import Column, Context, Reading
from ..words import shorten
from .dialling import (
    SHORTEST,
    country_name,
    digits_of,
    e164,
    is_international,
    meant,
    national_size,
    number_in,
    numbers_in,
    overrun,
    region_of,
    usual_lengths,
)

__all__ = ["PHONE", "e164"]

_LOST = re.compile(r"(\d)(?:[.,](\d+))?\s*[eE]\s*\+?(\d{1,2})")
_FLOAT = re.compile(r"(\+?\d{6,})[.,]0+")
_CLOCK = re.compile(r"\d:\d\d")
_LONGEST = 300  # letters of a text in which a number is looked for
_TELLING = 7  # digits that are rarely anything else
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{2})\.?|\d{4}([./-])\d{1,2}\3\d{1,2}\.?")
_RUN = re.compile(r"\(?\+?\s?\(?\d[\d\s()./\-‐-―·]*\d")


def _rest(text: str, used: Sequence[str], vocabulary: Vocabulary) -> str:
    """What stands beside the numbers used, without words before them that only say "telephone"."""
    before, _, after = text.partition(used[0])
    for run in used[1:]:
        after = after.replace(run, " ", 1)
    before, after = before.strip(" :;,./|()-"), after.strip(" :;,./|-")
    if any(found.field == "phone" and found.whole for found in vocabulary.heading_fields(before)):
        before = ""
    rest = f"{before} {after}".strip()
    return rest[1:-1] if rest[:1] == "(" and rest.find(")") == len(rest) - 1 else rest


def _invalid(text: str, template: str, **values: object) -> Complaint:
    return Complaint(
        "phone_invalid", "error", Saying(template, {"written": shorten(text), **values})
    )


def _wrong_length(written: str, run: str, country: str | None) -> Complaint:
    """Says how many digits there are and how many there should be."""
    number = meant(run, country)
    mobile = number is not None and overrun(number) is not None
    lengths = usual_lengths(number, mobile=mobile) if number else ()
    if number is None or not lengths:
        return _invalid(written, N_("'{written}' is not a phone number: type it again in full."))
    name = country_name(region_of(number) or "")
    size, digits = national_size(number), len(digits_of(run))
    if lengths[0] <= size <= lengths[-1]:
        template = N_("'{written}' is no number that exists in {country}: type it again.")
        return _invalid(written, template, country=name)
    typed_more = digits - size  # a country code, or the zero that is dialled inside the country
    length = "–".join(dict.fromkeys(str(n + typed_more) for n in (lengths[0], lengths[-1])))
    template = (
        N_("'{written}' has {digits} digits, a mobile number in {country} has {length}.")
        if mobile
        else N_("'{written}' has {digits} digits, a number in {country} has {length}.")
    )
    return _invalid(written, template, digits=digits, length=length, country=name)


@dataclass(slots=True)
class _PhoneReader:
    """Reads one column of phone numbers."""

    context: Context
    cache: dict[str, Reading]
    questions: Sequence[Question] = ()

    def read(self, at: str, cell: Cell) -> Reading:
        """The number of this cell as E.164."""
        reading = self.cache.get(cell.text)
        if reading is None:
            reading = self.cache[cell.text] = self._read(tidy(cell.text))
        return reading

    def _read(self, written: str) -> Reading:
        text = ascii_digits(written)
        lost = _LOST.fullmatch(text)
        if lost:
            whole, decimals, power = lost[1], lost[2] or "", int(lost[3])
            if len(decimals) < power:
                return Reading(complaints=(_phone_lost(written),))
            text = (whole + decimals)[: power + 1]
        stored = _FLOAT.fullmatch(text)
        text = stored[1] if stored else text
        if self.context.vocabulary.answer(text, self.context.languages) in ("nothing", "no"):
            return Reading()
        runs = [r for r in _RUN.findall(text) if len(digits_of(r)) >= SHORTEST]
        if not runs or len(text) > _LONGEST or _DATE.fullmatch(text):
            template = N_("'{written}' is not a phone number: type the number, or leave it empty.")
            return Reading(complaints=(_invalid(written, template),))
        return self._from_runs(written, text, runs)

    def _from_runs(self, written: str, text: str, runs: Sequence[str]) -> Reading:
        country = self.context.country
        found = [pair for run in runs for pair in numbers_in(run, country)]
        if not found and not any(c.isalpha() for c in text):
            joined = number_in(text, country)
            found = [(text, joined)] if joined else []
        if not found:
            return self._refused(written, runs[0])
        rest = _rest(text, [found[0][0]], self.context.vocabulary)
        others = [run for run, number in found[1:] if number.e164 != found[0][1].e164]
        complaints = []
        if others:
            template = N_("Two phone numbers: the first is used, '{second}' is kept beside it.")
            saying = Saying(template, {"second": shorten(others[0])})
            complaints.append(Complaint("two_values", "warning", saying))
        elif len(found) > 1:
            rest = _rest(text, [run for run, _ in found], self.context.vocabulary)
        if not found[0][1].sure:
            complaints.append(_unusual(written, found[0][1].e164))
        return Reading(found[0][1].e164, tuple(complaints), rest=rest)

    def _refused(self, written: str, run: str) -> Reading:
        if self.context.country is None and not is_international(run):
            template = N_(
                "'{written}' has no country code: say in which country the organisation works,"
                " or type the number with + and its country code."
            )
            saying = Saying(template, {"written": shorten(written)})
            complaint = Complaint("phone_country", "warning", saying)
            return Reading(complaints=(complaint,), rest=written)
        return Reading(complaints=(_wrong_length(written, run, self.context.country),))


def _phone_lost(written: str) -> Complaint:
    template = N_(
        "A spreadsheet turned this number into {written} and its last digits are gone:"
        " type the number again, as text."
    )
    return Complaint("phone_lost", "error", Saying(template, {"written": shorten(written)}))


def _unusual(written: str, number: str) -> Complaint:
    template = N_("'{written}' was read as {number}, which is an unusual number: check it.")
    saying = Saying(template, {"written": shorten(written), "number": number})
    return Complaint("phone_unusual", "warning", saying)


@dataclass(frozen=True, slots=True)
class PhoneKind:
    """A column of phone numbers."""

    name: str = "phone"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of the cells that hold a number and hardly anything else."""
        texts = list(dict.fromkeys(cell.text for _, cell in column.cells if not cell.is_date))[:200]
        if not texts:
            return 0.0
        reader = self.reader(column, context, {})
        return sum(_like(reader, text) for text in texts) / len(texts)

    def reader(
        self, column: Column, context: Context, answers: Mapping[str, str]
    ) -> "_PhoneReader":
        """A reader for this column; phones never need a question."""
        return _PhoneReader(context, {})


def _like(reader: _PhoneReader, text: str) -> float:
    """How much one cell looks like a phone number: few bare digits may be any number."""
    plain = ascii_digits(tidy(text))
    if _CLOCK.search(plain) or (plain.isdecimal() and len(plain) < _TELLING):
        return 0.0
    reading = reader.read("", Cell(text, text))
    kinds = {c.kind for c in reading.complaints}
    if "phone_lost" in kinds or "two_values" in kinds:
        return 1.0
    if "phone_country" in kinds:
        return 0.8 if len(digits_of(ascii_digits(text))) > 7 else 0.0
    if reading.value is None:
        return 0.0
    return 0.5 if "phone_unusual" in kinds or len(reading.rest) > 30 else 1.0


PHONE = PhoneKind()
