"""Rows that a filter or a person has hidden: asked about once per table."""

from ...core.text import fold
from ..sayings import N_, NN_, Option, Question, Saying
from ..vocabulary import Vocabulary
from .layout import Layout


def hidden_rows(layout: Layout) -> frozenset[int]:
    """The hidden rows among the people; all of them where the whole sheet is hidden."""
    if not layout.sheet.visible:
        return frozenset(layout.rows)
    return layout.sheet.hidden_rows & frozenset(layout.rows)


def ask_hidden(layout: Layout, hidden: frozenset[int]) -> Question:
    """The question whether hidden rows go in."""
    sheet = layout.sheet
    values = {"count": len(hidden), "table": sheet.name or sheet.file}
    one, many = (
        NN_(
            "{count} row of '{table}' is hidden: import it too?",
            "{count} rows of '{table}' are hidden: import them too?",
        )
        if sheet.visible
        else NN_(
            "The sheet '{table}' is hidden and holds {count} row: import it too?",
            "The sheet '{table}' is hidden and holds {count} rows: import them too?",
        )
    )
    options = (
        Option("yes", Saying(N_("Yes, import them"))),
        Option("no", Saying(N_("No, skip them"))),
    )
    cells = tuple(sheet.at(r) for r in sorted(hidden))
    ask = Saying(one, values, many, len(hidden))
    return Question("hidden_rows", sheet.table, None, ask, options, cells)


def wants_hidden(answer: str, vocabulary: Vocabulary) -> bool:
    """Whether an answer such as "no, skip them" lets hidden rows in."""
    words = fold(answer).split()
    said = vocabulary.answer(answer) or (vocabulary.answer(words[0]) if words else None)
    return said == "yes"
