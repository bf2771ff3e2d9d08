"""Asking in the terminal what a list leaves open."""

import sys
from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext, ngettext

from amir.sheets.sayings import Question
from amir.sheets.tables.answers import Answers, Given
from amir.sheets.understanding import Understanding

MOST_CELLS = 5
Read = Callable[[str], str]


def can_ask() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask_all(understanding: Understanding, answers: Answers, read: Read) -> Answers:
    """Ask every open question once; an empty line leaves it open.

    `read` shows a prompt and gives the line typed. New answers stand before the old ones.
    """
    given = []
    for question in understanding.questions:
        answer = _ask(question, read)
        if answer:
            given.append(
                Given(question.kind, answer, question.table, question.column, question.key or None)
            )
    return replace(answers, given=(*given, *answers.given))


def _ask(question: Question, read: Read) -> str:
    """The answer to one question: the value of the option chosen, or what was typed."""
    lines = ["", question.ask.text(gettext, ngettext)]
    if question.cells:
        shown = ", ".join(question.cells[:MOST_CELLS])
        more = ", …" if len(question.cells) > MOST_CELLS else ""
        lines.append(gettext("Rows: {rows}").format(rows=shown + more))
    for number, option in enumerate(question.options, start=1):
        lines.append(f"  {number}  {option.saying.text(gettext, ngettext)}")
    lines.append(gettext("Your answer (Enter leaves it open): "))
    typed = read("\n".join(lines)).strip()
    if typed.isdecimal() and 1 <= int(typed) <= len(question.options):
        return question.options[int(typed) - 1].value
    return typed
