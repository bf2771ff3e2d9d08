"""What the coordinator told about a list: answers, fields of columns, typed cells, who is who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from amir.sheets.grid import Book, Cell, Sheet
from amir.sheets.sayings import Question
from amir.sheets.tables.answers import Answers, Given

LATER = ""  # a question that stays open: what it is about is not taken in
# Kinds of questions whose answer holds for the next sheet with the same headings.
_LASTING = frozenset({"date_order", "calendar", "value", "role"})


@dataclass(frozen=True, slots=True)
class Told:
    """Everything told so far; JSON in `PeopleList.answers`, so that a dead session loses nothing.

    `questions`: question id -> its parts and its answer · `columns`: table -> header -> field ·
    `cells`: row -> place of the column -> text · `roles`: row -> side · `left_out`: rows ·
    `different`: pairs of rows that are two people · `people`: row -> "same" or "different" from
    the person found · `year_only`: births on the first of January keep their year only.
    """

    questions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    left_out: Sequence[str] = ()
    different: Sequence[str] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    year_only: bool = False

    def as_json(self) -> dict[str, Any]:
        """For the database; what is empty is left out."""
        held = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in held.items() if value}

    def for_engine(self) -> Answers:
        """The answers as the reading engine takes them."""
        given = [
            Given(q["kind"], q["answer"], q["table"], q["column"], q["key"] or None)
            for q in self.questions.values()
            if q["answer"] != LATER
        ]
        return Answers(given=given, fields=self.columns)

    def lasting(self) -> dict[str, Any]:
        """What to remember for the next sheet of this shape: nothing about single rows."""
        kept = {
            ident: {**q, "table": None}
            for ident, q in self.questions.items()
            if q["kind"] in _LASTING and q["answer"] != LATER
        }
        return Told(questions=kept, columns=self.columns).as_json()

    def answer_to(self, question: Question) -> str | None:
        """The answer to a question; None while nothing was said."""
        held = self.questions.get(question_id(question))
        return held["answer"] if held else None

    def on_cells(self, books: Sequence[Book]) -> tuple[Book, ...]:
        """The books with the cells that were typed again."""
        if not self.cells:
            return tuple(books)
        return tuple(
            replace(book, sheets=[self._on_sheet(sheet) for sheet in book.sheets]) for book in books
        )

    def _on_sheet(self, sheet: Sheet) -> Sheet:
        rows = list(sheet.rows)
        typed_at: set[tuple[int, int]] = set()
        for at, typed in self.cells.items():
            table, _, number = at.rpartition("!")
            row = int(number) - 1
            if table != sheet.table or not 0 <= row < len(rows):
                continue
            cells = list(rows[row])
            for place, text in typed.items():
                cells += [None] * (int(place) + 1 - len(cells))
                cells[int(place)] = Cell(text, text) if text else None
                typed_at.add((row, int(place)))
            rows[row] = cells
        if not typed_at:
            return sheet
        without = frozenset(sheet.formulas_without_value - typed_at)
        return replace(sheet, rows=rows, formulas_without_value=without)


def told_of(data: Mapping[str, Any]) -> Told:
    """What stands in `PeopleList.answers`; names that this version does not know are left."""
    known = {each.name for each in fields(Told)}
    return Told(**{name: value for name, value in data.items() if name in known})


def with_lasting(told: Told, remembered: Mapping[str, Any], tables: Sequence[str]) -> Told:
    """What was told, on top of what was remembered of sheets with these headings.

    Tables are named after their files, so the fields of columns are matched by header alone.
    """
    past = told_of(remembered)
    by_header = {h: f for columns in past.columns.values() for h, f in columns.items()}
    columns = {table: {**by_header, **told.columns.get(table, {})} for table in tables}
    again = {(q["kind"], q["column"], q["key"]) for q in told.questions.values()}
    questions = {
        ident: q
        for ident, q in past.questions.items()
        if (q["kind"], q["column"], q["key"]) not in again
    }
    return replace(
        told,
        questions={**told.questions, **questions},
        columns=columns if by_header else told.columns,
    )


def question_id(question: Question) -> str:
    """What makes a question of a list the same when the list is read again."""
    return "|".join((question.kind, question.table, question.column or "", question.key))


def pair_id(first: str, second: str) -> str:
    """Two rows, whichever stands first."""
    return "|".join(sorted((first, second)))
