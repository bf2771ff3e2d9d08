"""What the kernels of `pairing` look at, of one person or of everybody of a side."""

from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.large.pairing import NEEDS, ORIGIN
from peermatch.rules import LEVELS, Rules

Column = Any  # an array, or the plain number of one person
Columns = list[Column]
_WORDS = {
    "e": ("interpreter", "slots", "first", "need1", "need2", "need3"), "r": ("slots", "topics"),
}  # fmt: skip
_NUMBERS = ("loc", "remote", "gender", "same", "wish", "origin", "sector", "age", "arrival")
_MORE = {"e": ("radius", "wishes_origin"), "r": ()}


class Described:
    """The words and the numbers of one side ("e" mentees, "r" mentors), as `pairing` has them.

    Good until the arrays of `people` are replaced by longer ones.
    """

    def __init__(self, people: Instance, rules: Rules, side: str) -> None:
        levels = LEVELS[LEVELS.index(rules.hard.language.level) :]
        words = (*_WORDS[side], *levels)
        names = (*words, *_NUMBERS, *_MORE[side])
        self._side, self._rules, self._width = side, rules, len(words)
        self._arrays = [getattr(people, f"{side}_{name}") for name in names]
        self._items = [array.item for array in self._arrays]
        self._countries = np.append(people.loc_country, np.int16(-1))  # the unknown one last

    def one(self, who: int) -> tuple[Columns, Columns]:
        """Those of one person."""
        return self._told([item(who) for item in self._items])

    def tables(self) -> tuple[Array, Array]:
        """Those of everybody, side by side."""
        words, numbers = self._told(self._arrays)
        return _side_by_side(words, np.uint64), _side_by_side(numbers, np.int32)

    def _told(self, columns: Columns) -> tuple[Columns, Columns]:
        end = self._width + len(_NUMBERS)
        words, numbers, more = columns[: self._width], columns[self._width : end], columns[end:]
        numbers.insert(1, self._countries[numbers[0]])
        if self._side == "r":
            return words, numbers
        hard, score = self._rules.hard, self._rules.score
        words[0] = words[0] * hard.language.interpreter
        words[2] = words[2] * hard.theme.on
        radius, wishes = more
        if score.origin.if_wished:
            numbers[ORIGIN] = (numbers[ORIGIN] + 1) * (wishes != 0) - 1
        weighed = zip(score.topics.urgency, words[NEEDS], strict=True)
        asked = sum(weight * _bits(need) for weight, need in weighed)
        return words, [*numbers, radius, asked + (asked == 0)]


def _bits(words: Column) -> Column:
    """How many bits are set."""
    if isinstance(words, int):
        return words.bit_count()
    return np.bitwise_count(words).astype(np.int32)


def _side_by_side(columns: Columns, kind: Any) -> Array:
    """One column each."""
    table = np.empty((len(columns[0]), len(columns)), kind)
    for k, column in enumerate(columns):
        table[:, k] = column
    return table
