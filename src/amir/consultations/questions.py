"""Questions of a round: ours, and its own."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from amir.programmes.wording import said

Question = Mapping[str, Any]


@cache
def our_questions() -> tuple[dict[str, Any], ...]:
    """Questions that a round can ask, in the order in which they are asked."""
    text = files("amir.consultations").joinpath("questions.yaml").read_text("utf-8")
    return tuple(yaml.safe_load(text))


def chosen_questions(keys: Sequence[str], own: str, language: str) -> list[dict[str, Any]]:
    """The questions of a round: ours by key, then its own, one on each line."""
    found = [dict(each) for each in our_questions() if each["key"] in keys]
    lines = [line.strip()[:200] for line in own.splitlines() if line.strip()]
    return found + [
        {"key": f"own-{number}", "kind": "text", "names": {language: line}}
        for number, line in enumerate(lines, 1)
    ]


def own_lines(questions: Sequence[Question]) -> str:
    """The round's own questions as they are typed."""
    own = (q for q in questions if q["key"].startswith("own-"))
    return "\n".join(next(iter(q["names"].values())) for q in own)


def words_of(question: Question, language: str = "") -> str:
    """A question in the reader's language."""
    return said(question["names"], language).text


def options_of(question: Question, language: str = "") -> list[tuple[str, str]]:
    """(key, words) of what can be chosen, in our order: what is kept has lost its own."""
    options = question.get("options", {})
    ours = next((q for q in our_questions() if q["key"] == question["key"]), {}).get("options", {})
    order = [*(key for key in ours if key in options), *(key for key in options if key not in ours)]
    return [(key, said(options[key], language).text) for key in order]


def in_words(questions: Sequence[Question], answers: Mapping[str, str], language: str = "") -> str:
    """All that was said, in one text; what was chosen, in words."""
    found = (answer_said(q, answers.get(q["key"], ""), language) for q in questions)
    return "\n\n".join(each for each in found if each)


def answer_said(question: Question, answer: str, language: str = "") -> str:
    """An answer in words: of a choice, what was chosen."""
    return dict(options_of(question, language)).get(answer, answer)
