"""What a spreadsheet of practices says: the reading engine, with our fields and words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from amir.core.text import fold
from amir.sheets.intake import read_bytes
from amir.sheets.sayings import N_, Question, Saying
from amir.sheets.tables.results import EXTRA, Person
from amir.sheets.targets import Target
from amir.sheets.understanding import Answers, Understanding, understand
from amir.sheets.vocabulary import Vocabulary, load_vocabulary

from ..template import KEYS

# The engine looks for rows that name somebody or something: here the title is the name.
TARGETS: tuple[Target, ...] = (
    Target("title", "text", Saying(N_("title")), part="full_name"),
    Target("country", "country", Saying(N_("country"))),
    Target("place", "text", Saying(N_("place"))),
    Target("language", "text", Saying(N_("language"))),
    Target("themes", "text", Saying(N_("themes")), many=True),
    Target("target_groups", "text", Saying(N_("target groups")), many=True),
    Target("phase", "text", Saying(N_("phase"))),
    Target("cost_band", "text", Saying(N_("cost band"))),
    Target("started_on", "evidence_date", Saying(N_("start"))),
    Target("ended_on", "evidence_date", Saying(N_("end"))),
    Target("evaluated_on", "evidence_date", Saying(N_("day of the evaluation"))),
    *(Target(key, "text", Saying(key), many=True) for key in KEYS),
)
CLOSED = ("themes", "target_groups", "phase", "cost_band")
MANY = ("themes", "target_groups")
DAYS = ("started_on", "ended_on", "evaluated_on")
LEAVE_OUT = "-"
_PARTS = re.compile(r"[;,|/\n•]+")
_SMALLEST_PART = 2


@dataclass(frozen=True)
class Asked:
    """A question about a list: one of the engine, or what a word of a closed field means."""

    id: str
    kind: str
    column: str
    word: str
    ask: Mapping[str, Any]
    options: Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    """A row as it was read. `problems`: packed sayings of the engine."""

    at: str
    facts: dict[str, Any]
    problems: list[Mapping[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Heard:
    """What a list says."""

    understanding: Understanding
    rows: list[Row]
    asked: list[Asked]


def read_list(
    content: bytes,
    name: str,
    *,
    told: Mapping[str, Any],
    themes: Mapping[str, Sequence[str]],
    country: str,
    as_of: date,
) -> Heard:
    """Read a list with everything that was told about it. sheets.grid.Refused if it cannot be.

    `told`: columns (table -> header -> field), answers (id of a question -> answer).
    `themes`: key -> names, in any language.
    """
    answers = dict(told.get("answers", {}))
    understood = understand(
        [read_bytes(content, name)],
        TARGETS,
        vocabulary(),
        as_of=as_of,
        answers=Answers(given=_given(answers), fields=told.get("columns", {})),
    )
    closed = {"themes": themes, **our_values()}
    asked = {each.id: each for each in map(_of_engine, understood.questions)}
    asked |= {each.id: each for each in (_of_engine(q) for q, _a in understood.answered)}
    problems: dict[str, list[Mapping[str, Any]]] = {}
    for problem in understood.problems:
        problems.setdefault(problem.at, []).append(
            {"column": problem.column, "says": pack(problem.complaint.saying)}
        )
    rows = []
    for person in understood.people:
        if not person.left_out:
            facts = _facts(person, closed, answers, asked)
            facts.setdefault("country", country)
            rows.append(Row(person.at, facts, problems.get(person.at, [])))
    return Heard(understood, rows, list(asked.values()))


def pack(saying: Saying) -> dict[str, Any]:
    """A saying as JSON: it is translated when somebody reads it."""
    values = {
        name: value.text() if isinstance(value, Saying) else str(value)
        for name, value in saying.values.items()
    }
    return {"template": saying.template, "values": values}


@cache
def vocabulary() -> Vocabulary:
    """Headings of lists of practices in the languages that are shipped."""
    return load_vocabulary(Path(str(files("amir.practices") / "vocabulary")))


@cache
def our_values() -> dict[str, dict[str, list[str]]]:
    """Closed field -> value -> the words by which lists name it."""
    held = yaml.safe_load(files("amir.practices").joinpath("values.yaml").read_text("utf-8"))
    return {name: {key: list(map(str, words)) for key, words in values.items()}
            for name, values in held.items()}  # fmt: skip


def _given(answers: Mapping[str, str]) -> list[Any]:
    from amir.sheets.tables.answers import Given  # noqa: PLC0415  a detail of the engine

    made = []
    for ident, answer in answers.items():
        kind, table, column, key = (ident.split("|") + [""] * 4)[:4]
        if kind != "word" and answer:
            made.append(Given(kind, answer, table, column or None, key or None))
    return made


def _of_engine(question: Question) -> Asked:
    ident = "|".join((question.kind, question.table, question.column or "", question.key))
    options = [{"value": each.value, "says": pack(each.saying)} for each in question.options]
    return Asked(ident, question.kind, question.column or "", "", pack(question.ask), options)


def _facts(
    person: Person,
    closed: Mapping[str, Mapping[str, Sequence[str]]],
    answers: Mapping[str, str],
    asked: dict[str, Asked],
) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, value in person.values.items():
        if name in (EXTRA, "extra"):
            continue
        if name in CLOSED:
            found = _meant(name, str(value), closed[name], answers, asked)
            facts[name] = found if name in MANY else (found[0] if found else "")
        elif name in DAYS:
            facts[name] = str(value)
        else:
            facts[name] = str(value).strip()
    return facts


def _meant(
    name: str,
    written: str,
    values: Mapping[str, Sequence[str]],
    answers: Mapping[str, str],
    asked: dict[str, Asked],
) -> list[str]:
    """Keys that a cell of a closed field means; what is not known becomes a question."""
    known = {fold(word): key for key, words in values.items() for word in (key, *words)}
    if fold(written) in known:
        return [known[fold(written)]]
    found = []
    parts = _PARTS.split(written) if name in MANY else [written]
    for part in (each.strip() for each in parts):
        if len(part) < _SMALLEST_PART:
            continue
        if key := known.get(fold(part)):
            found.append(key)
            continue
        ident = "|".join(("word", name, fold(part)[:60]))
        asked[ident] = Asked(ident, "word", name, part[:60], {}, [{"value": k} for k in values])
        answer = answers.get(ident, "")
        if answer and answer != LEAVE_OUT and answer in values:
            found.append(answer)
    return list(dict.fromkeys(found))
