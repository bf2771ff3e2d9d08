"""Names of cells: "B12" is row 11, column 1."""

import re

Place = tuple[int, int]
Area = tuple[int, int, int, int]  # first row, first column, last row, last column

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def column_letters(column: int) -> str:
    """The name that a spreadsheet shows for a column counted from 0: A, B ... Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(reference: str) -> tuple[int, int] | None:
    """Row and column from 0 of a reference such as "B12"."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def area(reference: str) -> Area | None:
    """The area of a reference such as "A1:C2"."""
    first, _, last = reference.partition(":")
    top, bottom = place(first), place(last)
    return (*top, *bottom) if top and bottom and top <= bottom and top[1] <= bottom[1] else None
