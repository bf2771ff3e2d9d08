"""Columns of words, made and read in one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from amir.sheets.grid import Cell
from amir.sheets.kinds import KINDS
from amir.sheets.kinds.base import Column, Context, Gazetteer, Reading
from amir.sheets.sayings import Question
from amir.sheets.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "src" / "amir" / "participants" / "vocabulary"


def words() -> Vocabulary:
    """The vocabulary that amir ships."""
    return load_vocabulary(FOLDER)


@dataclass(frozen=True)
class Worded:
    """One column of a kind, with the languages of its headings."""

    kind: str
    languages: tuple[str, ...] = ("en",)
    header: str = ""
    gazetteer: Gazetteer | None = None

    def column(self, cells: Sequence[str], told: Mapping[str, str] | None = None) -> Column:
        """The cells as rows 2, 3, ... of the table `list.csv`."""
        placed = [(f"list.csv!{i}", Cell(text, text)) for i, text in enumerate(cells, 2)]
        return Column("list.csv", self.header, placed, told or {})

    @property
    def context(self) -> Context:
        """An organisation in Italy, in May 2025."""
        return Context(words(), "IT", self.languages, date(2025, 5, 1), self.gazetteer)

    def readings(
        self,
        *cells: str,
        told: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> list[Reading]:
        """What each cell says."""
        column = self.column(cells, told)
        reader = KINDS[self.kind].reader(column, self.context, answers or {})
        return [reader.read(at, cell) for at, cell in column.cells]

    def values(
        self,
        *cells: str,
        told: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> list[object]:
        """Only the values."""
        return [reading.value for reading in self.readings(*cells, told=told, answers=answers)]

    def questions(self, *cells: str, answers: Mapping[str, str] | None = None) -> list[Question]:
        """What the column leaves open."""
        reader = KINDS[self.kind].reader(self.column(cells), self.context, answers or {})
        return list(reader.questions)

    def likeness(self, *cells: str) -> float:
        """How much the cells look like this kind."""
        return KINDS[self.kind].likeness(self.column(cells), self.context)

    def said(self, cell: str) -> list[tuple[str, str, str]]:
        """(kind, level, sentence) of what is wrong with one cell."""
        return [
            (c.kind, c.level, c.saying.text())
            for reading in self.readings(cell)
            for c in reading.complaints
        ]
