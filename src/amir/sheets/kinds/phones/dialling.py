"""Which number a run of digits means, and by how many digits it is wrong."""

import re
from dataclasses import dataclass

import phonenumbers
from babel import Locale
from phonenumbers import PhoneMetadata, PhoneNumber, PhoneNumberType

from amir.core.text import ascii_digits, tidy

_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
_DIVIDERS = (r"\s*/\s*", r"\s+-\s+|\s*[–—]\s*", r"\s+(?=[+0])", r"\s+", "-")
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
SHORTEST, _LONGEST = 4, 19  # digits that may be (a piece of) a number


@dataclass(frozen=True, slots=True)
class Number:
    """A number that can be dialled; `sure` is False when nobody may have been given it."""

    e164: str
    sure: bool = True


def e164(text: str, country: str | None) -> str | None:
    """`text` as E.164 when it is one phone number of `country` or with a country code."""
    number = number_in(ascii_digits(tidy(text)), country)
    return number.e164 if number else None


def digits_of(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())


def parsed(text: str, country: str | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None


def _valid(text: str, country: str | None = None) -> Number | None:
    number = parsed(text, country)
    return Number(_written(number)) if number and phonenumbers.is_valid_number(number) else None


def _written(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def number_in(text: str, country: str | None) -> Number | None:
    """The number meant by a run of digits, or None."""
    digits = digits_of(text)
    if not SHORTEST <= len(digits) <= _LONGEST or len(set(digits)) == 1:
        return None
    if is_international(text):
        return _international(text)
    if country is None:
        return None
    return (
        _own_code_doubled(digits, country)
        or _valid(digits, country)
        or _without_plus(digits, country)
        or _valid("0" + digits, country)
        or _possible(parsed(digits, country))
    )


def _international(text: str) -> Number | None:
    """A number with its country code; a zero in brackets is dialled only inside some countries."""
    bare = "+" + digits_of(_TRUNK_ZERO.sub("", text)).lstrip("0")
    full = "+" + digits_of(text).lstrip("0")
    return _valid(bare) or _valid(full) or _possible(parsed(bare, None))


def _without_plus(digits: str, country: str) -> Number | None:
    """A country code without its plus, unless the number is a home number one digit too long."""
    found = _valid("+" + digits) if len(digits) > 9 else None
    if found is None or _parsed_country(digits) == phonenumbers.country_code_for_region(country):
        return found
    home = parsed(digits, country)
    if home is not None and overrun(home) == 1:
        return None
    too_long = home is None or national_size(home) > max(lengths_of(home, mobile=False), default=0)
    return Number(found.e164, sure=too_long)


def _own_code_doubled(digits: str, country: str) -> Number | None:
    """A mobile number behind the home country code that would pass for a long landline."""
    code = str(phonenumbers.country_code_for_region(country))
    home, mobile = parsed(digits, country), parsed("+" + digits, None)
    if not digits.startswith(code) or home is None or mobile is None:
        return None
    if phonenumbers.number_type(home) in _MOBILE or phonenumbers.number_type(mobile) not in _MOBILE:
        return None
    return Number(_written(mobile))


def _parsed_country(digits: str) -> int | None:
    number = parsed("+" + digits, None)
    return number.country_code if number else None


def region_of(number: PhoneNumber) -> str | None:
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    return None if region in ("ZZ", "001") else region


def lengths_of(number: PhoneNumber, *, mobile: bool) -> tuple[int, ...]:
    region = region_of(number)
    metadata = PhoneMetadata.metadata_for_region(region, None) if region else None
    if metadata is None:
        return ()
    kinds = [metadata.mobile] if mobile else [metadata.fixed_line, metadata.mobile]
    return tuple(sorted({n for k in kinds if k for n in k.possible_length if n > 0}))


def usual_lengths(number: PhoneNumber, *, mobile: bool) -> tuple[int, ...]:
    """How many digits people expect: that of the example for a mobile number, if there is one."""
    lengths = lengths_of(number, mobile=mobile)
    example = phonenumbers.example_number_for_type(region_of(number), PhoneNumberType.MOBILE)
    size = national_size(example) if mobile and example else 0
    return (size,) if size in lengths else lengths


def national_size(number: PhoneNumber) -> int:
    """How many digits the number has inside its country."""
    return len(phonenumbers.national_significant_number(number))


def is_international(text: str) -> bool:
    """Whether the number is written with its country code."""
    return "+" in text or digits_of(text).startswith("00")


def meant(run: str, country: str | None) -> PhoneNumber | None:
    """The number that somebody tried to write, whatever its length."""
    digits = digits_of(run)
    if is_international(run) or country is None:
        return parsed("+" + digits.lstrip("0"), None)
    metadata = PhoneMetadata.metadata_for_region(country, None)
    prefix = metadata.national_prefix if metadata else None
    if prefix and digits.startswith(prefix):
        return parsed(digits.removeprefix(prefix), country)
    return parsed(digits, country)


def overrun(number: PhoneNumber) -> int | None:
    """By how many digits this differs from a mobile number that begins alike; None: it is none."""
    national = phonenumbers.national_significant_number(number)
    lengths = lengths_of(number, mobile=True)
    if not national or not lengths or len(national) in lengths:
        return None
    for length in lengths:
        for filling in "0", "5":
            text = f"+{number.country_code}{(national + filling * length)[:length]}"
            other = parsed(text, None)
            if other and phonenumbers.number_type(other) in _MOBILE:
                return len(national) - length
    return None


def _possible(number: PhoneNumber | None) -> Number | None:
    """A number of the right length for its country that belongs to no series known."""
    if number is None or region_of(number) is None:
        return None
    national = phonenumbers.national_significant_number(number)
    if len(national) not in lengths_of(number, mobile=False) or len(set(national)) == 1:
        return None
    metadata = PhoneMetadata.metadata_for_region(region_of(number) or "", None)
    if metadata and metadata.national_prefix and national.startswith(metadata.national_prefix):
        return None  # the zero that is dialled inside the country, and a digit too few
    return None if overrun(number) else Number(_written(number), sure=False)


def numbers_in(run: str, country: str | None) -> list[tuple[str, Number]]:
    """The numbers in one run of digits: one, or two that stand side by side."""
    whole = number_in(run, country)
    if whole:
        return [(run, whole)]
    for divider in _DIVIDERS:
        parts = [p for p in re.split(divider, run) if digits_of(p)]
        found = [(p, n) for p in parts if (n := number_in(p, country)) and n.sure]
        if len(parts) > 1 and len(found) == len(parts):
            return found
    return []


def country_name(code: str) -> str:
    """The English name of a country, for sentences."""
    return str(Locale("en").territories.get(code, code))
