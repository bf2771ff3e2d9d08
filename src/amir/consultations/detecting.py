"""What in a text looks like a name, a phone number or a mail address. Pure; a person decides."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import phonenumbers

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Words with which people say who they are, in the languages that the platform speaks.
_SAYS = r"(?:my name is|i am called|mi chiamo|il mio nome è|sono|اسمي|أنا اسمي|ich heiße|me llamo)"
NAMED = re.compile(
    rf"(?i:\b{_SAYS}|\b(?:mr|mrs|ms|sig|sig\.ra|dott|dr)\.?)\s+([^\W\d_]+(?:\s+[^\W\d_]+)?)"
)
# Two capitalised words that do not begin a sentence.
TWO_WORDS = re.compile(r"(?<=[^.!?\s]\s)([A-ZÀ-ÝΑ-Ω][\wà-ÿ]+\s+[A-ZÀ-ÝΑ-Ω][\wà-ÿ]+)")
LONG_NUMBER = re.compile(r"(?<!\w)(?:\+|00)?\d(?:[\d\s./-]{6,})\d")


@dataclass(frozen=True)
class Hit:
    """A piece of a text, and what it looks like: "mail", "phone" or "name"."""

    kind: str
    text: str


def hits_in(text: str) -> list[Hit]:
    """What somebody should look at before the text is published, without repeating."""
    western = text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"))
    finders: tuple[tuple[str, Callable[[], list[str]]], ...] = (
        ("mail", lambda: MAIL.findall(text)),
        ("phone", lambda: _phones(western)),
        ("name", lambda: [*NAMED.findall(text), *TWO_WORDS.findall(text)]),
    )
    found = [Hit(kind, each.strip()) for kind, find in finders for each in find()]
    return list(dict.fromkeys(found))


def _phones(text: str) -> list[str]:
    matched = [match.raw_string for match in phonenumbers.PhoneNumberMatcher(text, None)]
    loose = [each for each in LONG_NUMBER.findall(text) if sum(c.isdigit() for c in each) >= 8]
    return list(dict.fromkeys([*matched, *loose]))
