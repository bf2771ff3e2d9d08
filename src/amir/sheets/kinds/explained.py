"""Headings that explain the codes of their cells: "Topics (W = work, H = housing)".

The codes of a cell are replaced by the words that the heading gives, and then it is read as if
those words stood in it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from amir.core.text import fold, tidy

from ..grid import Cell
from ..sayings import Question
from .base import Column, Context, Kind, Reader, Reading

_CODE = r"[^\W_]{1,3}"
_EDGE = r"(?:^|(?<=[\s,;|/([{.:·•]))"
_EQUALS = re.compile(
    rf"{_EDGE}([^\W_]+)\s*(?:=+>?|→|⇒)\s*([^=→⇒,،;؛|()\[\]{{}}\n]+?)"
    rf"(?=\s*(?:[,،;؛|()\[\]{{}}\n]|$)|\s*/?\s+{_CODE}\s*[=→⇒]|\s*/\s*[^\W_]+\s*[=→⇒])"
)
# Other signs join words too ("man/woman"), so the code is shorter and stands in a list of them.
_PAIR = re.compile(r"\s*([^\W_]{1,2})\s*([:/]|[-–—])\s*([^\W\d_]{3}[^=:/]*)")
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_EMPTY = re.compile(r"[(\[{][\s,،;؛/|]*[)\]}]")
_APART = re.compile(r"[,،;؛|\n]")
_WORD = re.compile(r"[^\W_]+")
_ZEROS = re.compile(r"(?<=\d)\.0+$")
_LONGEST = 600  # characters of a heading that is worth taking apart


def legend(header: str) -> dict[str, str]:
    """Codes and the words that the heading gives for them.

    `W = work, H = housing`, also `work = W`; in brackets also `W: work, H: housing` and the like.
    """
    found: dict[str, str] = {}
    if len(header) > _LONGEST:
        return found
    for left, right in _EQUALS.findall(header):
        code, words = (left, right) if re.fullmatch(_CODE, left) else (right, left)
        if re.fullmatch(_CODE, code):
            found.setdefault(code, tidy(words))
    return found or _listed(header)


def _listed(header: str) -> dict[str, str]:
    for inside in _BRACKETS.findall(header):
        pairs = [_PAIR.fullmatch(piece) for piece in _APART.split(inside)]
        known = [(pair[1], pair[2], tidy(pair[3])) for pair in pairs if pair]
        if len(known) == len(pairs) > 1 and len({sign for _, sign, _ in known}) == 1:
            return {code: words for code, _, words in known}
    return {}


def without_legend(header: str) -> str:
    """The heading without its explained codes."""
    if not legend(header):
        return header
    kept = _BRACKETS.sub(lambda m: " " if _listed(m[0]) else m[0], _EQUALS.sub(" ", header))
    return tidy(_EMPTY.sub(" ", kept))


def spelt_out(text: str, codes: Mapping[str, str]) -> str:
    """The text with words in place of its codes; only codes become a list of their words."""
    meant = {fold(code): words for code, words in codes.items()}
    words = _letters([fold(word) for word in _WORD.findall(_ZEROS.sub("", text))], meant)
    if words and all(word in meant for word in words):
        return "; ".join(meant[word] for word in words)

    known = {code.casefold(): words for code, words in codes.items()}

    def in_words(match: re.Match[str]) -> str:
        written = match[0]
        glued = text[match.start() - 1 : match.start()] in tuple(":=/|_")
        same = written in codes or written.isupper() or glued  # "à" is not the code A
        return codes.get(written) or (known.get(written.casefold(), written) if same else written)

    return _WORD.sub(in_words, text)


def _letters(words: list[str], meant: Mapping[str, str]) -> list[str]:
    """Codes of one letter each that are written without a space: "WH"."""
    if len(words) != 1 or words[0] in meant:
        return words
    letters = list(words[0])
    run = len(set(letters)) == len(letters) and all(letter in meant for letter in letters)
    return letters if run else words


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A reader of cells whose codes are spelt out first."""

    reader: Reader
    codes: Mapping[str, str]

    @property
    def questions(self) -> Sequence[Question]:
        return self.reader.questions

    def read(self, at: str, cell: Cell) -> Reading:
        """What this cell says; what is left over is kept as it was written."""
        plain = _plain(cell, self.codes)
        reading = self.reader.read(at, plain)
        changed = reading.rest and plain.text != cell.text
        return replace(reading, rest=tidy(cell.text)) if changed else reading


def _plain(cell: Cell, codes: Mapping[str, str]) -> Cell:
    if cell.error or cell.is_date:
        return cell
    text = spelt_out(cell.text, codes)
    return cell if text == cell.text else replace(cell, value=text, text=text)


@dataclass(frozen=True, slots=True)
class Explained:
    """A kind whose cells may hold codes that the heading explains.

    `least`: letters of the words that count; a letter for a letter is left to the kind.
    """

    kind: Kind
    least: int = 1

    @property
    def name(self) -> str:
        """The name of the kind."""
        return self.kind.name

    def likeness(self, column: Column, context: Context) -> float:
        """As the kind says of the words."""
        codes = self._codes(column)
        return self.kind.likeness(_spelt_column(column, codes) if codes else column, context)

    def reader(self, column: Column, context: Context, answers: Mapping[str, str]) -> Reader:
        """The kind's own reader, behind the legend where there is one."""
        codes = self._codes(column)
        if not codes:
            return self.kind.reader(column, context, answers)
        return _Spelling(self.kind.reader(_spelt_column(column, codes), context, answers), codes)

    def _codes(self, column: Column) -> dict[str, str]:
        found = legend(column.header)
        return {code: words for code, words in found.items() if len(words) >= self.least}


def _spelt_column(column: Column, codes: Mapping[str, str]) -> Column:
    return replace(column, cells=[(at, _plain(cell, codes)) for at, cell in column.cells])
