"""What the coordinator answered, and to which question each answer belongs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ...core.text import fold
from ..grid import Refused
from ..sayings import N_, Question, Saying


class UnreadableAnswers(Refused):
    """The file of answers is not one; `saying` tells what to mend."""

    def __init__(self, saying: Saying) -> None:
        super().__init__(saying.text())
        self.saying = saying


@dataclass(frozen=True, slots=True)
class Given:
    """One answer. Where table, column or key are None it answers all questions of its kind."""

    kind: str
    answer: str
    table: str | None = None
    column: str | None = None
    key: str | None = None
    cells: frozenset[str] = frozenset()

    def fits(self, question: Question) -> bool:
        """Whether this answers the question."""
        if self.kind != question.kind:
            return False
        if self.table is not None and self.table != question.table:
            return False
        if self.column is not None and fold(self.column) != fold(question.column or ""):
            return False
        if self.key is not None and question.key:
            return fold(self.key) == fold(question.key)
        if self.cells and question.cells:
            return bool(self.cells & set(question.cells))
        return True


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers, and what else the coordinator told about the import.

    `fields`: for each table by name, the fields that were chosen for its columns by header.
    """

    given: Sequence[Given] = ()
    country: str | None = None
    as_of: date | None = None
    include_sensitive: frozenset[str] = frozenset()
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def to(self, question: Question) -> str | None:
        """The answer to a question, or None while it is open."""
        return next((g.answer for g in self.given if g.fits(question)), None)


NO_ANSWERS = Answers()


def load_answers(path: Path) -> Answers:
    """Answers from a JSON or YAML file: a report with "answer" filled in, or its questions."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        tree = json.loads(text) if path.suffix.lower() == ".json" else yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        template = N_("The answers in {file} cannot be read: {error}")
        raise UnreadableAnswers(Saying(template, {"file": path.name, "error": error})) from error
    return answers_from(tree, path.name)


def answers_from(tree: Any, name: str = "answers") -> Answers:
    """Answers from a parsed file: `{"questions": [...]}` or the list alone."""
    if isinstance(tree, list):
        tree = {"questions": tree}
    if not isinstance(tree, Mapping) or not isinstance(tree.get("questions", []), list):
        template = N_(
            "{file} holds no answers: it needs a list of questions with 'answer' filled in."
        )
        raise UnreadableAnswers(Saying(template, {"file": name}))
    given = [_given(entry, name) for entry in tree.get("questions", [])]
    return Answers(
        tuple(g for g in given if g is not None),
        _text(tree.get("country")),
        _day(tree.get("as_of"), name),
        frozenset(str(header) for header in tree.get("include_sensitive") or ()),
    )


def _given(entry: Any, name: str) -> Given | None:
    if not isinstance(entry, Mapping) or not entry.get("kind"):
        template = N_("{file}: '{entry}' is no answer: kind and answer are needed.")
        raise UnreadableAnswers(Saying(template, {"file": name, "entry": str(entry)[:60]}))
    answer = entry.get("answer")
    if isinstance(answer, bool):
        answer = "yes" if answer else "no"
    if answer is None or not str(answer).strip():
        return None
    return Given(
        str(entry["kind"]),
        str(answer).strip(),
        _text(entry.get("table")),
        _text(entry.get("column")),
        _text(entry.get("key")),
        frozenset(str(cell) for cell in entry.get("cells") or ()),
    )


def _text(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


def _day(value: object, name: str) -> date | None:
    if value in (None, ""):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        template = N_("{file}: as_of must be a day such as 2025-06-02, not '{value}'.")
        raise UnreadableAnswers(Saying(template, {"file": name, "value": value})) from error
