"""E-mail addresses."""

import re
from collections.abc import Mapping

from amir.core.text import fold, tidy

from ..sayings import N_
from .base import Column, Context, Reading
from .words import WordReader, complaint, sample, share, shorten

_ADDRESS = re.compile(
    r"[^\s@,;:<>()\[\]\"|/.]+(?:\.[^\s@,;:<>()\[\]\"|/.]+)*"  # local part
    r"@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,24}"  # domain with an ending
)
_BETWEEN = re.compile(r"[\s;,|/<>()\[\]]+")
_AT_WORD = re.compile(r"[(\[{]\s*(?:at|a|@)\s*[)\]}]", re.IGNORECASE)
_COMMA_INSIDE = re.compile(r"[^\s@],[^\s@]+@")
_DOT_INSIDE = re.compile(r"\w[.,]\w|\d")
_LIKE = re.compile(r"\S+@\S+")


class Email:
    """One address, in small letters."""

    name = "email"

    def likeness(self, column: Column, context: Context) -> float:
        """Share of cells with something@somewhere."""
        return share(sample(column), lambda text: bool(_LIKE.search(text)))

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> WordReader:
        """A reader that says what is wrong with an address."""

        def understand(text: str) -> Reading:
            written = re.sub(r"(?i)^mailto:", "", tidy(text)).strip(" .,;<>")
            if _ADDRESS.fullmatch(written):
                return Reading(written.lower())
            answer = context.vocabulary.answer(written, context.languages)
            if not written or ("@" not in written and answer in ("nothing", "no")):
                return Reading()
            if _says_none(written, context):
                return Reading(rest=tidy(text))
            return _several(written, tidy(text)) or _wrong(written)

        return WordReader(understand)


def _says_none(written: str, context: Context) -> bool:
    """Whether a few words say that there is no address ("no email", "non ce l'ha")."""
    words = fold(written).split()
    few = 1 < len(written.split()) <= 6
    if not few or "@" in written or _AT_WORD.search(written) or _DOT_INSIDE.search(written):
        return False
    vocabulary, near = context.vocabulary, context.languages[:2]
    answers, others = vocabulary.phrases("answers"), vocabulary.joining("except", near)
    return any(
        word in others
        or (answers.get(word, near) in ("no", "nothing") and not near)
        or {said for m in ("no", "nothing") for said in answers.said_in(word, m)} & set(near)
        for word in words
    )


def _several(written: str, cell: str) -> Reading | None:
    """Addresses among other words, or None if there is none that stands for itself."""
    pieces = [piece.strip(".'\"") for piece in _BETWEEN.split(written)]
    found = [piece for piece in pieces if _ADDRESS.fullmatch(piece)]
    others = [piece for piece in pieces if piece and piece not in found]
    broken = any("@" in piece for piece in others) or (others and _COMMA_INSIDE.search(written))
    if not found or broken:
        return None
    addresses = list(dict.fromkeys(piece.lower() for piece in found))
    if len(addresses) == 1:
        return Reading(addresses[0], rest=cell if others else "")
    said = complaint(
        "two_values",
        "warning",
        N_("Two e-mail addresses in one cell: {first} is used, {second} is kept beside it."),
        first=addresses[0],
        second=", ".join(addresses[1:]),
    )
    return Reading(addresses[0], (said,), rest=", ".join(addresses[1:]))


def _wrong(written: str) -> Reading:
    """What is wrong with an address, as exactly as can be told."""
    domain = written.rpartition("@")[2]
    if _AT_WORD.search(written):
        template = N_("'{text}' is not an e-mail address: type @ in place of (at).")
    elif "@" not in written:
        template = N_("'{text}' is not an e-mail address: type the address, or leave it empty.")
    elif written.count("@") > 1:
        template = N_("'{text}' has more than one @: type one address.")
    elif "," in written:
        template = N_("'{text}' has a comma where a dot should be.")
    elif " " in written:
        template = N_("'{text}' has a space in it: type the address without spaces.")
    elif written.startswith("@") or not domain:
        template = N_("'{text}' is not complete: something is missing beside the @.")
    elif "." not in domain:
        template = N_("'{text}' is not complete: an ending such as .org is missing.")
    else:
        template = N_("'{text}' is not an e-mail address: type it again.")
    return Reading(None, (complaint("email_invalid", "error", template, text=shorten(written)),))
