"""What the pages of a list show, as JSON: tables, columns, questions, what to mend, pairs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from amir.core.text import fold
from amir.participants.roster import HOLDING_FIELDS, HOLDING_KINDS, name_of
from amir.sheets.sayings import Question, Saying
from amir.sheets.tables.results import EXTRA, MappedColumn, Problem, Table
from amir.sheets.understanding import Understanding

from .packing import pack
from .told import LATER, question_id
from .understanding import ABOUT_ROLE, ASSUMED_BIRTHDAY, Heard

SAMPLES = 3
# A page with more boxes than this helps nobody; the rest is counted and mended in the file.
MOST_ITEMS = 15
MOST_GROUPS = 8
MOST_PAIRS = 20

Overview = dict[str, Any]


def overview_of(heard: Heard) -> Overview:
    """Everything but the people themselves, who stand in rows of their own."""
    understood = heard.understanding
    return {
        "country": understood.country or "",
        "tables": [_table(table, heard) for table in understood.tables],
        "passed": list(understood.passed_over),
        "refused": {name: pack(why) for name, why in understood.refused.items()},
        "questions": _questions(heard),
        "repairs": _repairs(heard),
        "pairs": _pairs(understood, heard),
        "shared": sum(1 for _ in understood.shared),
    }


def _table(table: Table, heard: Heard) -> Mapping[str, Any]:
    rows = [
        person.at for person in heard.understanding.people if _table_of(person.at) == table.name
    ]
    return {
        "name": table.name,
        "file": table.file,
        "sheet": table.sheet or "",
        "role": table.role,
        "people": len(rows),
        "columns": [_column(column, rows, heard) for column in table.columns],
    }


def _column(column: MappedColumn, rows: Sequence[str], heard: Heard) -> Mapping[str, Any]:
    return {
        "header": column.header,
        "field": column.field,
        "confidence": round(column.confidence, 2),
        "why": pack(column.why),
        "sensitive": column.sensitive,
        # Samples of a special category would show what must stay out.
        "samples": [] if column.sensitive else _samples(column.place, rows, heard),
    }


def _samples(place: int, rows: Sequence[str], heard: Heard) -> list[str]:
    """The first different texts of a column, shortened."""
    found: list[str] = []
    for at in rows[:50]:
        text = heard.cell_text(at, place).strip()[:60]
        if text and text not in found:
            found.append(text)
        if len(found) == SAMPLES:
            break
    return found


def _questions(heard: Heard) -> list[Mapping[str, Any]]:
    """Open ones first, then those that are answered, so that answers can be changed."""
    asked: list[tuple[Question, str | None]] = [
        (question, heard.told.answer_to(question)) for question in heard.understanding.questions
    ]
    asked += heard.understanding.answered
    return [
        {
            "id": question_id(question),
            "kind": question.kind,
            "table": question.table,
            "column": question.column,
            "key": question.key,
            "ask": pack(question.ask),
            "options": [{"value": o.value, "says": pack(o.saying)} for o in question.options],
            "cells": len(question.cells),
            "answer": answer,
        }
        for question, answer in asked
    ]


def open_questions(overview: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Questions about which nothing was said, not even "later"."""
    return [q for q in overview.get("questions", ()) if q["answer"] is None]


def questions_left(overview: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Questions that were put off."""
    return [q for q in overview.get("questions", ()) if q["answer"] == LATER]


def _repairs(heard: Heard) -> list[Mapping[str, Any]]:
    """Problems by the way to mend them; what keeps people out comes first."""
    places = {
        (table.name, column.header): column
        for table in heard.understanding.tables
        for column in table.columns
    }
    names = {person.at: name_of(person.values) for person in heard.understanding.people}
    groups: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in heard.understanding.problems:
        way, level = _way(problem.complaint.kind), problem.complaint.level
        groups[way, level, fold(problem.column)].append(problem)
    made = [_group(problems, places, names, heard) for problems in groups.values()]
    made.sort(key=lambda group: (not group["holds"], group["level"] != "error", -group["count"]))
    return made[:MOST_GROUPS]


def _way(kind: str) -> str:
    """How a complaint is mended: by saying the role, by the year alone, or by typing a text."""
    return "role" if kind in ABOUT_ROLE else "year" if kind == ASSUMED_BIRTHDAY else "text"


def _group(
    problems: Sequence[Problem],
    places: Mapping[tuple[str, str], MappedColumn],
    names: Mapping[str, str],
    heard: Heard,
) -> Mapping[str, Any]:
    first = problems[0]
    column = places.get((_table_of(first.at), first.column))
    kind = first.complaint.kind
    is_who = kind in HOLDING_KINDS or (column is not None and column.field in HOLDING_FIELDS)
    items = _items(problems, places, names, heard)
    return {
        "kind": kind,
        "column": first.column,
        "level": first.complaint.level,
        "holds": is_who and first.complaint.level == "error",
        "by": _way(kind),
        "count": len(problems),
        "items": items[:MOST_ITEMS],
        "more": sum(len(item["ats"]) for item in items[MOST_ITEMS:]),
    }


def _items(
    problems: Sequence[Problem],
    places: Mapping[tuple[str, str], MappedColumn],
    names: Mapping[str, str],
    heard: Heard,
) -> list[dict[str, Any]]:
    """One item for each different text: what stands in many rows is typed once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for problem in problems:
        column = places.get((_table_of(problem.at), problem.column))
        place = column.place if column is not None else -1
        text = heard.cell_text(problem.at, place)
        sign = (text, "" if text and problem.complaint.kind not in ABOUT_ROLE else problem.at)
        if sign not in found:
            found[sign] = {
                "value": text[:200],
                "ats": [],
                "place": place,
                "name": names.get(problem.at, ""),
                "says": pack(problem.complaint.saying),
            }
        found[sign]["ats"].append(problem.at)
    return list(found.values())


def _pairs(understood: Understanding, heard: Heard) -> list[Mapping[str, Any]]:
    """Pairs of rows that are one person, also those that were told apart before."""
    told_apart = [tuple(pair.split("|", 1)) for pair in heard.told.different]
    shown = [(pair.first, pair.second, pair.why) for pair in understood.duplicates]
    apart = Saying("")
    pairs = [_pair(first, second, why, "same") for first, second, why in shown[:MOST_PAIRS]]
    pairs += [_pair(first, second, apart, "different") for first, second in told_apart]
    return pairs


def _pair(first: str, second: str, why: Saying, answer: str) -> Mapping[str, Any]:
    return {"first": first, "second": second, "why": pack(why), "answer": answer}


def fields_in_use(tables: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """How many columns feed each field."""
    return Counter(c["field"] for t in tables for c in t["columns"] if c["field"] != EXTRA)


def _table_of(at: str) -> str:
    return at.rpartition("!")[0]
