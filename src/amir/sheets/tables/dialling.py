"""A column of dialling codes ("+34", "0049") beside the phones that they belong to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import phonenumbers

from ...core.text import ascii_digits, tidy
from ..grid import Cell
from ..sayings import N_, Saying
from ..targets import Targets
from .mapping import Mapped
from .results import EXTRA

CODES = "dialling_code"  # what the vocabulary calls such a column, and what its reader is told
_CODE = re.compile(r"(?:\+|00)?\s?(\d{1,3})")
_MARKED = re.compile(r"\+|00")
_WHY = Saying(N_("The cells are the dialling codes of the phones beside them."))


def with_codes(mapped: Sequence[Mapped], targets: Targets) -> tuple[Mapped, ...]:
    """The columns, with codes put before the phones and mapped as part of them."""
    phones = {t.field for t in targets if t.kind == "phone"}
    for phone in [m for m in mapped if m.field in phones]:
        beside = [m for m in mapped if abs(m.index - phone.index) == 1]
        codes = next((m for m in beside if _holds_codes(m)), None)
        if codes is not None:
            return _joined(mapped, codes, phone)
    return tuple(mapped)


def code_of(text: str) -> str:
    """The digits of a dialling code ("+34", "0034", "34"); "" for anything else."""
    found = _CODE.fullmatch(ascii_digits(tidy(text)).strip("() "))
    if found is None or int(found[1]) not in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        return ""
    return found[1]


def _holds_codes(mapped: Mapped) -> bool:
    """Whether a column that has no field yet holds dialling codes (not ages or places)."""
    if mapped.field != EXTRA or mapped.sensitive or mapped.known not in ("", CODES):
        return False
    texts = [ascii_digits(tidy(cell.text)) for _, cell in mapped.column.cells]
    fits = sum(bool(code_of(text)) for text in texts)
    marked = mapped.known == CODES or any(_MARKED.match(text.strip("( ")) for text in texts)
    return bool(texts) and marked and fits >= 0.8 * len(texts)


def _joined(mapped: Sequence[Mapped], codes: Mapped, phone: Mapped) -> tuple[Mapped, ...]:
    known = {at: code for at, cell in codes.column.cells if (code := code_of(cell.text))}
    cells = tuple((at, _dialled(cell, at, known)) for at, cell in phone.column.cells)
    joined = replace(phone, column=replace(phone.column, cells=cells))
    told = replace(codes.column, told={CODES: phone.column.header})
    found = replace(codes, field=phone.field, confidence=0.8, why=_WHY, column=told, known="")
    return tuple(
        found if m.index == codes.index else joined if m.index == phone.index else m for m in mapped
    )


def _dialled(cell: Cell, at: str, codes: Mapping[str, str]) -> Cell:
    """A phone with its code before it, where it has none yet and is a number with it."""
    number = ascii_digits(tidy(cell.text))
    if at not in codes or _MARKED.match(number.strip("( ")):
        return cell
    whole = f"+{codes[at]} {number}"
    try:
        parsed = phonenumbers.parse(whole)
    except phonenumbers.NumberParseException:
        return cell
    return Cell(whole, whole) if phonenumbers.is_possible_number(parsed) else cell
