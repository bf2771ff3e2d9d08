"""An understanding as plain data for JSON."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from .sayings import Question, Saying, Translate

if TYPE_CHECKING:
    from .tables.results import Person, Problem, Table, Understanding

Report = dict[str, Any]


def report_of(understood: "Understanding", translate: Translate = str) -> Report:
    """`{"columns", "rows", "questions", "problems", "duplicates", "skipped", "files", ...}`."""
    columns: dict[str, dict[str, str]] = {}
    for table in understood.tables:
        columns.setdefault(table.name, {}).update(table.fields)
    return {
        "country": understood.country,
        "language": understood.languages[0] if understood.languages else None,
        "as_of": understood.as_of.isoformat(),
        "tables": [_table(table, translate) for table in understood.tables],
        "columns": columns,
        "rows": [_row(person) for person in understood.people],
        "questions": [
            *(_question(q, None, translate) for q in understood.questions),
            *(_question(q, answer, translate) for q, answer in understood.answered),
        ],
        "problems": [_problem(problem, translate) for problem in understood.problems],
        "duplicates": [[a, b, why.text(translate)] for a, b, why in understood.duplicates],
        "not_duplicates": [[a, b, why.text(translate)] for a, b, why in understood.shared],
        "skipped": [
            {"at": s.at, "why": s.why.text(translate)} | ({"column": s.column} if s.column else {})
            for s in understood.skipped
        ],
        "sheets_without_people": list(understood.passed_over),
        "files": {
            name: {"refused": why.text(translate) if isinstance(why, Saying) else why}
            for name, why in understood.refused.items()
        },
    }


def _table(table: "Table", translate: Translate) -> Report:
    return {
        "table": table.name,
        "file": table.file,
        "sheet": table.sheet,
        "role": table.role,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "delimiter": table.delimiter,
        "encoding": table.encoding,
        "sensitive": list(table.sensitive),
        "hidden_rows": list(table.hidden_rows),
        "columns": table.fields,
        "confidence": {c.header: round(c.confidence, 2) for c in table.columns},
        "why": {c.header: c.why.text(translate) for c in table.columns},
    }


def _row(person: "Person") -> Report:
    row: Report = {"at": person.at}
    row |= {name: plain(value) for name, value in person.values.items()}
    if person.extra:
        row["extra"] = dict(person.extra)
    if person.hidden:
        row["hidden"] = True
    return row


def plain(value: object) -> Any:
    """A value as JSON knows it: dates as ISO text, tuples and sets as lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(v) for v in value)
    return value


def _question(question: Question, answer: str | None, translate: Translate) -> Report:
    asked: Report = {
        "table": question.table,
        "column": question.column,
        "kind": question.kind,
        "key": question.key,
        "ask": question.ask.text(translate),
        "options": [{"value": o.value, "text": o.saying.text(translate)} for o in question.options],
        "cells": list(question.cells),
    }
    return asked if answer is None else asked | {"answer": answer}


def _problem(problem: "Problem", translate: Translate) -> Report:
    return {
        "at": problem.at,
        "column": problem.column,
        "level": problem.complaint.level,
        "kind": problem.complaint.kind,
        "message": problem.complaint.saying.text(translate),
    }
