"""Phone numbers, read to E.164 in the country of the organisation.

Lists hold what people dictate: zeros lost by a spreadsheet, a country code without its plus,
two numbers in a cell, a word beside the number. A number that is formally right is taken;
one that cannot be dialled is an error that says how many digits are missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import phonenumbers
from babel import Locale
from phonenumbers import PhoneMetadata, PhoneNumber, PhoneNumberType

from ...core.text import ascii_digits, fold, tidy
from ..grid import Cell
from ..sayings import Complaint, N_, Question, Saying
from .base import Column, Context, Reading

_LOST = re.compile(r"(\d)(?:[.,](\d+))?\s*[eE]\s*\+?(\d{1,2})")
_FLOAT = re.compile(r"(\+?\d{6,})[.,]0+")
_DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{2})\.?|\d{4}([./-])\d{1,2}\3\d{1,2}\.?")
_RUN = re.compile(r"\(?\+?\s?\(?\d[\d\s()./\-‐-―·]*\d")
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
# Words beside a number that tell nothing more than the heading does.
_LABELS = frozenset(
    "tel telefon telefono telephone telefoon telefone telephone phone ph mob mobil mobile movil"
    " cell cel cellulare handy gsm nr no num numero number τηλ тел هاتف تلفن".split()
)
_SHORTEST, _LONGEST = 4, 15
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that can be dialled; `sure` is False when nobody may have been given it."""

    e164: str
    sure: bool = True


def e164(text: str, country: str | None) -> str | None:
    """`text` as E.164 when it is one phone number of `country` or with a country code."""
    number = _number(ascii_digits(tidy(text)), country)
    return number.e164 if number else None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _parsed(text: str, country: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None


def _valid(text: str, country: str | None = None) -> _Number | None:
    number = _parsed(text, country)
    return _Number(_written(number)) if number and phonenumbers.is_valid_number(number) else None


def _written(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _number(text: str, country: str | None) -> _Number | None:
    """The number meant by a run of digits, or None."""
    digits = _digits(text)
    if not _SHORTEST <= len(digits) <= _LONGEST + 4 or len(set(digits)) == 1:
        return None
    if "+" in text or digits.startswith("00"):
        return _international(text)
    if country is None:
        return None
    return (
        _valid(digits, country)
        or _without_plus(digits, country)
        or _valid("0" + digits, country)
        or _possible(_parsed(digits, country))
    )


def _international(text: str) -> _Number | None:
    """A number with its country code; a zero in brackets is dialled only inside some countries."""
    bare = "+" + _digits(_TRUNK_ZERO.sub("", text)).lstrip("0")
    full = "+" + _digits(text).lstrip("0")
    return _valid(bare) or _valid(full) or _possible(_parsed(bare, None))


def _without_plus(digits: str, country: str) -> _Number | None:
    """A country code without its plus, unless the number is a home number one digit too long."""
    found = _valid("+" + digits) if len(digits) > 9 else None
    if found is None or _parsed_country(digits) == phonenumbers.country_code_for_region(country):
        return found
    home = _parsed(digits, country)
    if home is not None and _overrun(home) == 1:
        return None
    return _Number(found.e164, sure=False)


def _parsed_country(digits: str) -> int | None:
    number = _parsed("+" + digits, None)
    return number.country_code if number else None


def _region(number: PhoneNumber) -> str | None:
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    return None if region in ("ZZ", "001") else region


def _lengths(number: PhoneNumber, *, mobile: bool) -> tuple[int, ...]:
    region = _region(number)
    metadata = PhoneMetadata.metadata_for_region(region, None) if region else None
    if metadata is None:
        return ()
    kinds = [metadata.mobile] if mobile else [metadata.fixed_line, metadata.mobile]
    return tuple(sorted({n for k in kinds if k for n in k.possible_length if n > 0}))


def _overrun(number: PhoneNumber) -> int | None:
    """By how many digits this differs from a mobile number that begins alike; None: it is none."""
    national = phonenumbers.national_significant_number(number)
    lengths = _lengths(number, mobile=True)
    if not national or not lengths or len(national) in lengths:
        return None
    for length in lengths:
        for filling in "0", "5":
            text = f"+{number.country_code}{(national + filling * length)[:length]}"
            other = _parsed(text, None)
            if other and phonenumbers.number_type(other) in _MOBILE:
                return len(national) - length
    return None


def _possible(number: PhoneNumber | None) -> _Number | None:
    """A number of the right length for its country that belongs to no series known."""
    if number is None or _region(number) is None:
        return None
    national = phonenumbers.national_significant_number(number)
    if len(national) not in _lengths(number, mobile=False) or len(set(national)) == 1:
        return None
    return None if _overrun(number) else _Number(_written(number), sure=False)


def _numbers(run: str, country: str | None) -> list[tuple[str, _Number]]:
    """The numbers in one run of digits: one, or two that stand side by side."""
    whole = _number(run, country)
    if whole:
        return [(run, whole)]
    for divider in (r"\s*/\s*", r"\s+-\s+|\s*[–—]\s*", r"\s+(?=[+0])", r"\s+", "-"):
        parts = [p for p in re.split(divider, run) if _digits(p)]
        found = [(p, n) for p in parts if (n := _number(p, country)) and n.sure]
        if len(parts) > 1 and len(found) == len(parts):
            return found
    return []


def _rest(text: str, used: Sequence[str]) -> str:
    """What stands beside the numbers used, without words that only say "telephone"."""
    for run in used:
        text = text.replace(run, " ", 1)
    words = [w for w in re.split(r"[\s:;,/()|]+", text) if fold(w)]
    return " ".join(w for w in words if fold(w) not in _LABELS)


def country_name(code: str) -> str:
    """The English name of a country, for sentences."""
    return str(Locale("en").territories.get(code, code))


def _invalid(text: str, template: str, **values: object) -> Complaint:
    return Complaint("phone_invalid", "error", Saying(template, {"written": text, **values}))


def _wrong_length(written: str, run: str, country: str | None) -> Complaint:
    """Says how many digits there are and how many there should be."""
    international = "+" in run or _digits(run).startswith("00")
    number = _parsed("+" + _digits(run).lstrip("0") if international else _digits(run), country)
    mobile = number is not None and _overrun(number) is not None
    lengths = _lengths(number, mobile=mobile) if number else ()
    if number is None or not lengths:
        return _invalid(written, N_("'{written}' is not a phone number: type it again in full."))
    national = phonenumbers.national_significant_number(number)
    digits = len(_digits(run))
    if len(national) in lengths:
        return _invalid(
            written,
            N_("'{written}' is no number that exists in {country}: type it again."),
            country=country_name(_region(number) or ""),
        )
    more = digits - len(national)
    counts = "–".join(dict.fromkeys(str(n + more) for n in (lengths[0], lengths[-1])))
    template = (
        N_("'{written}' has {digits} digits, a mobile number in {country} has {length}.")
        if mobile
        else N_("'{written}' has {digits} digits, a number in {country} has {length}.")
    )
    name = country_name(_region(number) or "")
    return _invalid(written, template, digits=digits, length=counts, country=name)


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
        runs = [r for r in _RUN.findall(text) if len(_digits(r)) >= _SHORTEST]
        if not runs or _DATE.fullmatch(text):
            template = N_("'{written}' is not a phone number: type the number, or leave it empty.")
            return Reading(complaints=(_invalid(written, template),))
        return self._from_runs(written, text, runs)

    def _from_runs(self, written: str, text: str, runs: Sequence[str]) -> Reading:
        country = self.context.country
        found = [pair for run in runs for pair in _numbers(run, country)]
        if not found and not any(c.isalpha() for c in text):
            joined = _number(text, country)
            found = [(text, joined)] if joined else []
        if not found:
            return self._refused(written, runs[0])
        rest = _rest(text, [found[0][0]])
        others = [run for run, number in found[1:] if number.e164 != found[0][1].e164]
        complaints = []
        if others:
            template = N_("Two phone numbers: the first is used, '{second}' is kept beside it.")
            saying = Saying(template, {"second": others[0].strip()})
            complaints.append(Complaint("two_values", "warning", saying))
        elif len(found) > 1:
            rest = _rest(text, [run for run, _ in found])
        if not found[0][1].sure:
            complaints.append(_unusual(written, found[0][1].e164))
        return Reading(found[0][1].e164, tuple(complaints), rest=rest)

    def _refused(self, written: str, run: str) -> Reading:
        international = "+" in run or _digits(run).startswith("00")
        if self.context.country is None and not international:
            template = N_(
                "'{written}' has no country code: say in which country the organisation works,"
                " or type the number with + and its country code."
            )
            saying = Saying(template, {"written": written})
            complaint = Complaint("phone_country", "warning", saying)
            return Reading(complaints=(complaint,), rest=written)
        return Reading(complaints=(_wrong_length(written, run, self.context.country),))


def _phone_lost(written: str) -> Complaint:
    template = N_(
        "A spreadsheet turned this number into {written} and its last digits are gone:"
        " type the number again, as text."
    )
    return Complaint("phone_lost", "error", Saying(template, {"written": written}))


def _unusual(written: str, number: str) -> Complaint:
    template = N_("'{written}' was read as {number}, which is an unusual number: check it.")
    saying = Saying(template, {"written": written, "number": number})
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
        return sum(map(lambda text: _like(reader, text), texts)) / len(texts)

    def reader(
        self, column: Column, context: Context, answers: Mapping[str, str]
    ) -> "_PhoneReader":
        """A reader for this column; phones never need a question."""
        return _PhoneReader(context, {})


def _like(reader: _PhoneReader, text: str) -> float:
    """How much one cell looks like a phone number: bare digits may be any number."""
    reading = reader.read("", Cell(text, text))
    kinds = {c.kind for c in reading.complaints}
    if "phone_lost" in kinds or "two_values" in kinds:
        return 1.0
    if "phone_country" in kinds:
        return 0.8 if len(_digits(ascii_digits(text))) > 7 else 0.0
    if reading.value is None:
        return 0.0
    return 0.5 if "phone_unusual" in kinds or len(reading.rest) > 30 else 1.0


PHONE = PhoneKind()
