"""Columns of dates, read with a vocabulary of a few English words and CLDR's months."""

from datetime import date

from amir.sheets.grid import Cell, Value
from amir.sheets.kinds.base import Column, Context, Kind, Reading
from amir.sheets.vocabulary import load_vocabulary

TREE = {
    "answers": {
        "yes": ["yes", "ok"],
        "no": ["no"],
        "nothing": ["unknown"],
        "requested": ["requested"],
        "since": ["since"],
        "ago": ["ago"],
    }
}
_NAMES = "ar bg cs de el en es fi fr hr hu it lt nl pl pt ro ru sv tr uk"
LANGUAGES = _NAMES.split()
VOCABULARY = load_vocabulary({"en": TREE}, names=LANGUAGES)
TODAY = date(2025, 6, 2)


def cell(value: Value) -> Cell:
    return Cell(value.isoformat() if isinstance(value, date) else str(value), value)


def column(*values: Value, header: str = "When", told: dict[str, str] | None = None) -> Column:
    cells = [(f"list!{row}", cell(value)) for row, value in enumerate(values, 2)]
    return Column("list", header, cells, told or {})


def context(language: str = "en") -> Context:
    return Context(VOCABULARY, "IT", (language,), TODAY)


def read_all(kind: Kind, *values: Value, language: str = "en", **answers: str) -> list[Reading]:
    reader = kind.reader(column(*values), context(language), answers)
    return [reader.read(f"list!{row}", cell(value)) for row, value in enumerate(values, 2)]


def read(kind: Kind, value: Value, language: str = "en", **answers: str) -> Reading:
    return read_all(kind, value, language=language, **answers)[0]


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [(c.level, c.kind, c.saying.text()) for c in reading.complaints]
