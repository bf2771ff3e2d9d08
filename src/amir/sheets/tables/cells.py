"""What a single cell or row looks like, before anybody knows what the column means."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, time

from ...core.text import ascii_digits, tidy
from ..grid import Cell, Sheet

_ADDRESS = re.compile(r"\S+@\S+")
_CODE = re.compile(r"[\w./-]*\d[\w./-]*")
_LONG = 60
# In every language of a spreadsheet: #REF!, #NAME?, #N/A, #¡VALOR!, Err:502.
_ERROR = re.compile(r"#¡?[\w/]+[!?]|#[^\W\d_]{1,2}/?[^\W\d_]|Err:\d{3}")


def filled(row: Sequence[Cell | None]) -> Iterator[tuple[int, Cell]]:
    """The columns of a row in which something stands."""
    for column, cell in enumerate(row):
        if cell is not None and (cell.error or _says(cell.text)):
            yield column, cell


def _says(text: str) -> bool:
    """Whether anything visible stands in a text."""
    return bool(text.strip()) if text.isascii() else bool(tidy(text))


def error_of(cell: Cell) -> str:
    """The spreadsheet error that a cell holds, in a text file as text ("" if none)."""
    if cell.error or not cell.text.startswith(("#", "Err:")):
        return cell.error
    text = cell.text.strip()
    return text if _ERROR.fullmatch(text) else ""


def is_data(cell: Cell) -> bool:
    """Whether a cell can only be a value: a number, a date, an address, a phone."""
    if error_of(cell) or isinstance(cell.value, (bool, int, float, date, time)):
        return True
    text = ascii_digits(cell.text).strip()
    if _ADDRESS.search(text):
        return True
    digits = sum(c.isdigit() for c in text)
    letters = sum(c.isalpha() for c in text)
    return digits > 0 and (digits >= letters or (digits >= 3 and bool(_CODE.fullmatch(text))))


def is_note(text: str) -> bool:
    """Whether the text is a sentence, not a name or a short value."""
    text = tidy(text)
    return len(text) > _LONG or ":" in text or len(text.split()) > 5


def width(sheet: Sheet) -> int:
    """How many columns the sheet has."""
    return max((len(row) for row in sheet.rows), default=0)
