"""Which column is which field, decided for the table as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..kinds.base import Column, Context
from ..sayings import N_, Saying
from ..targets import Target, Targets, by_field
from .layout import Layout
from .results import EXTRA
from .told import Guess
from .weighing import ENOUGH, Candidates, Weigher, reader_told
from .words import Words

_NOT_KNOWN = Saying(N_("Nothing in the heading or the cells says which field this is."))
_NO_FIELD = Saying(N_("This is known, but has no field of its own."))
_TAKEN = Saying(N_("Another column fits this field better."))
_EMPTY = Saying(N_("The column is empty."))


@dataclass(frozen=True, slots=True)
class Mapped:
    """One column with the field it was mapped to ("extra" if none)."""

    column: Column
    index: int
    field: str
    confidence: float
    why: Saying
    sensitive: bool = False
    known: str = ""  # what the heading means where that is no field of the targets


def map_columns(
    layout: Layout, targets: Targets, words: Words, context: Context
) -> tuple[Mapped, ...]:
    """The field of every column. A field that takes one column gets the one that fits best."""
    opened = Weigher(layout, targets, words, context).weigh_all()
    fields = by_field(targets)
    chosen = _assigned(opened, fields)
    return tuple(_mapped(c, chosen.get(c.index), fields) for c in opened)


def _assigned(opened: Sequence[Candidates], targets: Mapping[str, Target]) -> dict[int, Guess]:
    """Column -> guess: the surest pairs first; a field for one column is given away once."""
    pairs = [
        (guess.score, -column.index, column, guess)
        for column in opened
        for guess in column.guesses
        if guess.score >= ENOUGH
    ]
    pairs.sort(key=lambda pair: (-pair[0], -pair[1]))
    chosen: dict[int, Guess] = {}
    taken: set[str] = set()
    for _, _, column, guess in pairs:
        if column.index in chosen or guess.field in taken:
            continue
        if column.known_otherwise and guess.field in targets:
            continue
        if guess is not column.guesses[0] and guess.score < column.guesses[0].score - 0.25:
            continue
        chosen[column.index] = guess
        target = targets.get(guess.field)
        if target is not None and not target.many:
            taken.add(guess.field)
    return chosen


def _mapped(opened: Candidates, guess: Guess | None, targets: Mapping[str, Target]) -> Mapped:
    column, place = opened.column, opened.index
    if opened.sensitive:
        why = Saying(N_("Special categories of personal data stay out unless you ask for them."))
        return Mapped(column, place, EXTRA, 1.0, why, sensitive=True)
    if guess is None:
        why = _TAKEN if opened.guesses else _NOT_KNOWN if column.cells else _EMPTY
        return Mapped(column, place, EXTRA, 0.5, why)
    if opened.known_otherwise:
        return Mapped(column, place, EXTRA, guess.score, _NO_FIELD, known=guess.field)
    target = targets[guess.field]
    column = replace(column, told=reader_told(guess, target))
    return Mapped(column, place, guess.field, round(min(1.0, guess.score), 2), guess.why)
