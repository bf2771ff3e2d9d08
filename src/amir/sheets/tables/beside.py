"""Columns that say one thing together: dialling code and phone, language and its level,
the particle of a name ("van der") and the name.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import phonenumbers

from ...core.text import ascii_digits, fold, tidy
from ..grid import Cell
from ..kinds.base import Context
from ..sayings import N_, Saying
from ..targets import Targets
from .mapping import Mapped
from .results import EXTRA

JOINED = "joined"  # told of a column whose cells stand in the column beside it already
_CODES = "dialling_code"  # what the vocabulary calls a column of them
Cells = tuple[tuple[str, Cell], ...]
_CODE = re.compile(r"(?:\+|00)?\s?(\d{1,3})")
_MARKED = re.compile(r"\+|00")
_DIALLED = Saying(N_("The cells are the dialling codes of the phones beside them."))
_BEFORE_NAMES = frozenset({
    "van", "de", "der", "den", "het", "t", "ter", "ten", "te", "op", "in", "von", "zu",
    "zum", "zur", "vom", "du", "des", "la", "le", "el", "al", "da", "do", "dos", "das",
    "di", "del", "della", "lo", "af", "av", "bin", "ibn", "ben", "bint", "d", "l", "s",
    "aan", "onder", "uit",
})  # fmt: skip
_PARTICLES = Saying(N_("The cells are the first words of the family names beside them."))
_LEVELLED = Saying(N_("The cells are the levels of the languages beside them."))


def with_codes(mapped: Sequence[Mapped], targets: Targets) -> tuple[Mapped, ...]:
    """The columns, with codes put before the phones and mapped as part of them."""
    phones = {t.field for t in targets if t.kind == "phone"}
    for phone in [m for m in mapped if m.field in phones]:
        beside = [m for m in mapped if abs(m.index - phone.index) == 1]
        codes = next((m for m in beside if _holds_codes(m)), None)
        if codes is not None:
            known = {at: code for at, cell in codes.column.cells if (code := code_of(cell.text))}
            cells = tuple((at, _dialled(cell, at, known)) for at, cell in phone.column.cells)
            return _joined(mapped, codes, phone, cells, _DIALLED)
    return tuple(mapped)


def with_particles(mapped: Sequence[Mapped], targets: Targets) -> tuple[Mapped, ...]:
    """The columns, with "van der" of a column of its own put before the family names."""
    families = {t.field for t in targets if t.part == "family_name"}
    family = next((m for m in mapped if m.field in families), None)
    beside = [m for m in mapped if family is not None and abs(m.index - family.index) == 1]
    aside = next((m for m in beside if _holds_particles(m)), None)
    if family is None or aside is None:
        return tuple(mapped)
    particles = {at: tidy(cell.text) for at, cell in aside.column.cells}
    cells = tuple(
        (at, Cell(whole, whole) if (whole := _after(particles.get(at), cell)) else cell)
        for at, cell in family.column.cells
    )
    return _joined(mapped, aside, family, cells, _PARTICLES)


def _holds_particles(mapped: Mapped) -> bool:
    words = [fold(cell.text).split() for _, cell in mapped.column.cells]
    only = all(text and set(text) <= _BEFORE_NAMES for text in words)
    return mapped.field == EXTRA and not mapped.sensitive and bool(words) and only


def _after(particle: str | None, cell: Cell) -> str:
    """The family name behind its particle, unless it begins with it already."""
    name = tidy(cell.text)
    return f"{particle} {name}" if particle and not name.startswith(f"{particle} ") else ""


def with_levels(mapped: Sequence[Mapped], targets: Targets, context: Context) -> tuple[Mapped, ...]:
    """The columns, with levels put behind the languages in the column before them."""
    columns = tuple(mapped)
    fields = {t.field for t in targets if t.kind == "languages"}
    for before, after in pairwise(mapped):
        if before.field in fields and after.field in (before.field, EXTRA) and not after.sensitive:
            if not (_one_language_each(before, context) and _are_levels(after, context)):
                continue
            levels = {at: tidy(cell.text) for at, cell in after.column.cells}
            cells = tuple((at, _levelled(cell, levels.get(at))) for at, cell in before.column.cells)
            columns = _joined(columns, after, before, cells, _LEVELLED)
    return columns


def _one_language_each(mapped: Mapped, context: Context) -> bool:
    vocabulary, languages = context.vocabulary, context.languages
    texts = [tidy(cell.text) for _, cell in mapped.column.cells]
    if not texts or mapped.column.told.get("language"):
        return False
    named = sum(vocabulary.language_tag(text, languages) is not None for text in texts)
    return named >= 0.8 * len(texts)


def _are_levels(mapped: Mapped, context: Context) -> bool:
    vocabulary, languages = context.vocabulary, context.languages
    texts = [tidy(cell.text) for _, cell in mapped.column.cells]
    if not texts or mapped.column.told.get("language"):
        return False
    levels = sum(vocabulary.level(text, languages) is not None for text in texts)
    return levels >= 0.8 * len(texts)


def _levelled(cell: Cell, level: str | None) -> Cell:
    if not level:
        return cell
    both = f"{tidy(cell.text)} ({level})"
    return Cell(both, both)


def code_of(text: str) -> str:
    """The digits of a dialling code ("+34", "0034", "34"); "" for anything else."""
    found = _CODE.fullmatch(ascii_digits(tidy(text)).strip("() "))
    if found is None or int(found[1]) not in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        return ""
    return found[1]


def _holds_codes(mapped: Mapped) -> bool:
    """Whether a column that has no field yet holds dialling codes (not ages or places)."""
    if mapped.field != EXTRA or mapped.sensitive or mapped.known not in ("", _CODES):
        return False
    texts = [ascii_digits(tidy(cell.text)) for _, cell in mapped.column.cells]
    fits = sum(bool(code_of(text)) for text in texts)
    marked = mapped.known == _CODES or any(_MARKED.match(text.strip("( ")) for text in texts)
    return bool(texts) and marked and fits >= 0.8 * len(texts)


def _joined(
    mapped: Sequence[Mapped], aside: Mapped, other: Mapped, cells: Cells, why: Saying
) -> tuple[Mapped, ...]:
    """The columns, with the cells of both in `other`."""
    joined = replace(other, column=replace(other.column, cells=cells))
    told = replace(aside.column, told={JOINED: other.column.header})
    found = replace(aside, field=other.field, confidence=0.8, why=why, column=told, known="")
    return tuple(
        found if m.index == aside.index else joined if m.index == other.index else m for m in mapped
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
