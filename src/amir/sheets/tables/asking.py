"""Questions of a whole import: each asked once, with its answer where there is one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..sayings import Question
from .answers import Answers

Signature = tuple[str, ...]


def signature(question: Question, subject: str) -> Signature:
    """What makes two questions the same. A word means the same in every column of one field."""
    if question.key and question.kind in ("value", "role"):
        return (question.kind, question.key, subject)
    return (question.kind, question.key, question.table, question.column or "")


@dataclass(slots=True)
class Asking:
    """Gathers questions and finds their answers."""

    answers: Answers
    _asked: dict[Signature, Question] = field(default_factory=dict)
    _answered: dict[Signature, str] = field(default_factory=dict)

    def add(self, question: Question, subject: str = "") -> str | None:
        """Ask a question (once); returns the answer, if there is one."""
        sign = signature(question, subject)
        first = self._asked.get(sign)
        if first is None:
            self._asked[sign] = question
        elif first.cells or question.cells:
            cells = tuple(dict.fromkeys((*first.cells, *question.cells)))
            self._asked[sign] = replace(first, cells=cells)
        answer = self._answered.get(sign) or self.answers.to(question)
        if answer is not None:
            self._answered[sign] = answer
        return answer

    def add_all(self, questions: Sequence[Question], subject: str) -> dict[str, str]:
        """Answers to the questions of one column, as its reader wants them."""
        found: dict[str, str] = {}
        for question in questions:
            answer = self.add(question, subject)
            if answer is not None:
                found[f"{question.kind}:{question.key}"] = answer
                if not question.key or len(questions) == 1:
                    found[question.kind] = answer
        return found

    @property
    def open(self) -> tuple[Question, ...]:
        """Questions without an answer."""
        return tuple(q for s, q in self._asked.items() if s not in self._answered)

    @property
    def answered(self) -> tuple[tuple[Question, str], ...]:
        """Questions with their answers."""
        return tuple((q, self._answered[s]) for s, q in self._asked.items() if s in self._answered)
