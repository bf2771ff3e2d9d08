"""From the stored files to what they say, with everything that the coordinator told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from amir.core.text import fold
from amir.participants.models import ListFile
from amir.participants.reading import Lists, understand_participants
from amir.places import Gazetteer
from amir.sheets.grid import Book, Refused
from amir.sheets.intake import read_bytes, read_pasted
from amir.sheets.sayings import Saying
from amir.sheets.tables.results import Person, Problem, Table
from amir.sheets.understanding import Understanding

from .told import Told, pair_id, with_lasting

# Complaints about the whole row, which are mended by saying the role and not by typing a cell.
ABOUT_ROLE = frozenset({"role_missing", "role_both"})
ASSUMED_BIRTHDAY = "assumed_birthday"
_SIDES = ("mentor", "mentee")


@dataclass(frozen=True, slots=True)
class Heard:
    """What the files say: the books (with typed cells) and the engine's understanding of them."""

    books: tuple[Book, ...]
    understanding: Understanding
    told: Told
    shape: str = ""

    def cell_text(self, at: str, place: int) -> str:
        """What stands in a cell of a row."""
        table, _, number = at.rpartition("!")
        sheet = next((s for book in self.books for s in book.sheets if s.table == table), None)
        cell = sheet.cell(int(number) - 1, place) if sheet is not None and place >= 0 else None
        return cell.text if cell is not None else ""


def open_files(files: Iterable[ListFile]) -> Lists:
    """Read the bytes of every file; a file that is refused does not stop the others."""
    books: list[Book] = []
    refused: dict[str, Saying | str] = {}
    for file in files:
        try:
            books.append(_read(bytes(file.content), file.name, is_pasted=file.is_pasted))
        except Refused as refusal:
            refused[file.name] = getattr(refusal, "saying", str(refusal))
    return Lists(tuple(books), refused)


def _read(content: bytes, name: str, *, is_pasted: bool) -> Book:
    return read_pasted(content.decode(), name) if is_pasted else read_bytes(content, name)


def hear(
    lists: Lists,
    told: Told,
    *,
    as_of: date,
    country: str,
    gazetteer: Gazetteer,
    remembered: Mapping[str, Mapping[str, Any]],
) -> Heard:
    """What the lists say. `remembered`: answers by the shape of sheets, from lists before."""

    def read(so_far: Told) -> Understanding:
        return understand_participants(
            Lists(so_far.on_cells(lists.books), dict(lists.refused)),
            as_of=as_of,
            country=country or None,
            gazetteer=gazetteer,
            answers=so_far.for_engine(),
        )

    understood = read(told)
    shape = shape_of(understood.tables)
    if shape in remembered:
        names = [table.name for table in understood.tables]
        told = with_lasting(told, remembered[shape], names)
        understood = read(told)
    return Heard(told.on_cells(lists.books), _as_told(understood, told), told, shape)


def shape_of(tables: Iterable[Table]) -> str:
    """A digest of the headings of all tables, in any order of sheets; "" without tables."""
    headings = sorted(
        "\t".join(fold(column.header) for column in table.columns) for table in tables
    )
    return sha256("\n".join(headings).encode()).hexdigest() if headings else ""


def _as_told(understood: Understanding, told: Told) -> Understanding:
    """With what was told about single rows: roles, years of birth, who is not the same person."""
    return replace(
        understood,
        people=tuple(_person_as_told(person, told) for person in understood.people),
        problems=tuple(p for p in understood.problems if not _is_mended(p, told)),
        duplicates=tuple(
            p for p in understood.duplicates if pair_id(p.first, p.second) not in told.different
        ),
    )


def _person_as_told(person: Person, told: Told) -> Person:
    values = dict(person.values)
    role = told.roles.get(person.at)
    if role in _SIDES:
        values["role"] = role
    birth = values.get("birth")
    if told.year_only and isinstance(birth, str) and birth.endswith("-01-01"):
        values["birth"] = birth[:4]
    return person if values == person.values else replace(person, values=values)


def _is_mended(problem: Problem, told: Told) -> bool:
    kind = problem.complaint.kind
    if kind in ABOUT_ROLE:
        return told.roles.get(problem.at) in _SIDES
    return kind == ASSUMED_BIRTHDAY and told.year_only
