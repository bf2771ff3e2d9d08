"""Phones and e-mail addresses in the one form in which they are kept and compared."""

import phonenumbers

from amir.core.secrets.index import lookup_digest
from amir.core.text import ascii_digits, tidy


def normal_phone(text: str, *, region: str = "") -> str:
    """E.164 ("+390511234567"), or "" if no phone has such a number.

    `region` is the country in which a number without `+` was written.
    """
    written = ascii_digits(tidy(text))
    if written.startswith("00"):
        written = "+" + written[2:]
    try:
        number = phonenumbers.parse(written, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def normal_email(text: str) -> str:
    """Lower case, without spaces, or "" if it cannot be an address."""
    written = tidy(text).lower()
    name, at, host = written.rpartition("@")
    return written if at and name and "." in host and " " not in written else ""


def country_prefix(phone: str) -> str:
    """The calling code of an E.164 number ("+39"), or ""."""
    try:
        return f"+{phonenumbers.parse(phone).country_code}"
    except phonenumbers.NumberParseException:
        return ""


def digests_of(phone: str, email: str) -> list[bytes]:
    """The lookup digests under which an account is found: of each contact that is well-formed."""
    normal = (normal_phone(phone), normal_email(email))
    return [lookup_digest(contact) for contact in normal if contact]
