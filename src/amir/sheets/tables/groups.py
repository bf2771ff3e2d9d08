"""Columns that stand together: under one group heading, or side by side."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .headings import Heading
from .words import TOLD, Words

if TYPE_CHECKING:
    from .weighing import Candidates

_SURER = 0.05
_AMONG = 0.7  # a column without a field of its own, among topics
_TOPIC = "topic"


def groups_that_tell(
    headings: Sequence[Heading], words: Words, many: Collection[str]
) -> tuple[Heading, ...]:
    """The headings, without groups that only hold together columns of several kinds.

    "Program" over consent, notes and times is no timetable, though the word may mean one.
    `many`: the fields that a group can tell.
    """
    mixed = {
        group
        for group in {heading.group for heading in headings if heading.group}
        if words.fields(group) & set(many)
        and _speaks_of_several([h for h in headings if h.group == group], words)
    }
    return tuple(replace(h, group="") if h.group in mixed else h for h in headings)


def _speaks_of_several(leaves: Sequence[Heading], words: Words) -> bool:
    """Whether half of the headings under a group are fields of their own, of two sorts or more."""
    about = words.fields(leaves[0].group)
    alone = [
        known[0].field
        for leaf in leaves
        if not any(words.told_whole(section, leaf.own) for section in TOLD)
        and (known := words.known(leaf.own)[:1])
        and known[0].whole
    ]
    return len(alone) * 2 >= len(leaves) and len({*alone} - about) >= 2


def as_neighbours(opened: Sequence["Candidates"], headings: Sequence[Heading]) -> None:
    """Read a column as the columns beside it are read, where its heading allows that too.

    Between "Housing" and "Money" with crosses below, "Job" is a topic and no profession.
    """
    told = [next((g for g in c.guesses if g.told and g.marks), None) for c in opened]
    surest = [max(c.guesses, key=lambda g: g.score, default=None) for c in opened]
    for place, guess in enumerate(told):
        first = surest[place]
        if guess is None or first is None or first.field == guess.field:
            continue
        beside = [i for i in (place - 1, place + 1) if 0 <= i < len(opened)]
        if any(
            headings[i].group == headings[place].group
            and surest[i] is told[i] is not None
            and told[i].field == guess.field  # type: ignore[union-attr]
            for i in beside
        ):
            better = replace(guess, score=first.score + _SURER)
            guesses = opened[place].guesses
            guesses[guesses.index(guess)] = better


def as_the_group(
    opened: Sequence["Candidates"],
    headings: Sequence[Heading],
    enough: float,
    are_marks: Callable[["Candidates"], bool],
) -> None:
    """Read a column whose heading says nothing of its own as a topic too, among topics.

    Under one group with "Housing" and "Money", "Something different" holds other topics.
    """
    surest = [max(c.guesses, key=lambda g: g.score, default=None) for c in opened]
    open_still = [
        place
        for place, guess in enumerate(surest)
        if headings[place].group and headings[place].own and not opened[place].sensitive
        if guess is None or guess.score < enough
    ]
    for place in open_still:
        beside = [
            guess
            for heading, guess in zip(headings, surest, strict=True)
            if heading.group == headings[place].group
            if guess is not None and guess.score >= enough and _TOPIC in guess.told
        ]
        if len(beside) >= 2 and opened[place].column.cells:
            told = {_TOPIC: f"other: {headings[place].own}"} if are_marks(opened[place]) else {}
            among = replace(beside[0], told=told, marks=bool(told), score=_AMONG, plain=0.0)
            opened[place].guesses.append(among)
