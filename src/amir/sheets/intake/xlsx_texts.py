"""Texts of an XLSX workbook that stand outside its sheets: shared strings and comments."""

import re

from ..grid import Cell
from . import limits
from .draft import Budget, Draft
from .markup import Markup
from .package import Package
from .references import place
from .refusing import too_much

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_THREADED = "[Threaded comment]"


def unescaped(text: str) -> str:
    """The text with control characters that XLSX writes as "_x000D_" put back."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char.isprintable() or char in "\t\n\r" else ""


def shared_strings(package: Package, part: str, budget: Budget) -> list[Cell | None]:
    """The cells of all shared strings, in their order."""
    reader = Markup(budget.file)
    texts = reader.texts
    cells: list[Cell | None] = []
    runs: list[str] = []
    phonetic = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal phonetic
        texts.clear()
        if tag == "si":
            runs.clear()
            phonetic = False
        elif tag == "rPh":
            phonetic = True

    def end(tag: str) -> None:
        nonlocal phonetic
        if tag == "t":
            if not phonetic:
                runs.append(reader.text())
            if len(runs) > limits.MAX_CELL_CHARACTERS:
                raise too_much(budget.file)
        elif tag == "rPh":
            phonetic = False
        elif tag == "si":
            cells.append(budget.text(unescaped(runs[0] if len(runs) == 1 else "".join(runs))))
            if len(cells) > limits.MAX_CELLS:
                raise too_much(budget.file)

    reader.read(package.pieces(part), start, end)
    return cells


def read_comments(package: Package, part: str, threads: str, draft: Draft) -> None:
    """The comments of one sheet: threads as people wrote them, and older notes."""
    threaded = _comments(package, threads, "threadedComment")
    answered = {reference for reference, _ in threaded}
    notes = [
        (reference, text)
        for reference, text in _comments(package, part, "comment")
        # Every thread also stands among the notes, with an explanation for old programs.
        if not (reference in answered and text.startswith(_THREADED))
    ]
    for reference, text in threaded + notes:
        at = place(reference)
        if at is not None:
            draft.comment(*at, text)


def _comments(package: Package, part: str, element: str) -> list[tuple[str, str]]:
    if not part:
        return []
    found: list[tuple[str, str]] = []
    reader = Markup(package.file)
    wanted = "t" if element == "comment" else "text"
    reference = ""
    runs: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal reference
        reader.texts.clear()
        if tag == element:
            reference = attributes.get("ref", "")
            runs.clear()

    def end(tag: str) -> None:
        if tag == wanted:
            runs.append(reader.text())
        elif tag == element:
            found.append((reference, unescaped("".join(runs))))
            if len(found) > limits.MAX_COMMENTS:
                raise too_much(package.file)

    reader.read(package.pieces(part), start, end)
    return found
