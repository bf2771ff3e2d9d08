"""An understanding as plain data for JSON."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from .sayings import Plural, Question, Saying, Translate

if TYPE_CHECKING:
    from .tables.results import Person, Problem, Table, Understanding

Report = dict[str, Any]
Say = Callable[[Saying], str]


def report_of(
    understood: "Understanding", translate: Translate = str, plural: Plural | None = None
) -> Report:
    """`{"columns", "rows", "questions", "problems", "duplicates", "skipped", "files", ...}`."""

    def say(saying: Saying) -> str:
        return saying.text(translate, plural)

    columns: dict[str, dict[str, str]] = {}
    for table in understood.tables:
        columns.setdefault(table.name, {}).update(table.fields)
    return {
        "country": understood.country,
        "language": understood.languages[0] if understood.languages else None,
        "as_of": understood.as_of.isoformat(),
        "tables": [_table(table, say) for table in understood.tables],
        "columns": columns,
        "rows": [_row(person) for person in understood.people],
        "questions": [
            *(_question(q, None, say) for q in understood.questions),
            *(_question(q, answer, say) for q, answer in understood.answered),
        ],
        "problems": [_problem(problem, say) for problem in understood.problems],
        "duplicates": [[a, b, say(why)] for a, b, why in understood.duplicates],
        "not_duplicates": [[a, b, say(why)] for a, b, why in understood.shared],
        "skipped": [
            {"at": s.at, "why": say(s.why)} | ({"column": s.column} if s.column else {})
            for s in understood.skipped
        ],
        "sheets_without_people": list(understood.passed_over),
        "files": {
            name: {"refused": say(why) if isinstance(why, Saying) else why}
            for name, why in understood.refused.items()
        },
    }


def _table(table: "Table", say: Say) -> Report:
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
        "why": {c.header: say(c.why) for c in table.columns},
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


def _question(question: Question, answer: str | None, say: Say) -> Report:
    asked: Report = {
        "table": question.table,
        "column": question.column,
        "kind": question.kind,
        "key": question.key,
        "ask": say(question.ask),
        "options": [{"value": o.value, "text": say(o.saying)} for o in question.options],
        "cells": list(question.cells),
    }
    return asked if answer is None else asked | {"answer": answer}


def _problem(problem: "Problem", say: Say) -> Report:
    return {
        "at": problem.at,
        "column": problem.column,
        "level": problem.complaint.level,
        "kind": problem.complaint.kind,
        "message": say(problem.complaint.saying),
    }
