"""People who come, go and change: arrays that grow, one row per person, never moved.

A person's row is their handle for good; the row of somebody who left stays empty.
"""

import operator
from collections.abc import Mapping
from typing import Any

import numpy as np

from peermatch.arrays import FIELDS, Array, Field
from peermatch.errors import InstanceError
from peermatch.instance import Instance

Row = dict[str, Any]
_NO_NUMBER = (1, 0)


class Side:
    """All mentees ("e") or all mentors ("r")."""

    def __init__(self, side: str, instance: Instance) -> None:
        self.side = side
        self._fields = {name: f for name, f in FIELDS.items() if f.owner == side}
        self.arrays = {name: getattr(instance, name).copy() for name in self._fields}
        self.size = len(self.arrays[f"{side}_loc"])
        self.alive = np.ones(self.size, np.bool_)
        self._places = len(instance.loc_x)
        self._bounds = {
            name: (field.low, self._places - 1 if name.endswith("_loc") else field.high)
            for name, field in self._fields.items()
            if name != "r_serve"
        }
        self._required = [name for name, field in self._fields.items() if field.required]
        self._plain = {
            name: field.default for name, field in self._fields.items() if name != "r_serve"
        }

    @property
    def room(self) -> int:
        """How many rows fit before the arrays must grow."""
        return len(self.alive)

    def new_row(self, given: Mapping[str, Any]) -> Row:
        """The row of somebody new; what is not given is as in `Instance`."""
        for name in self._required:
            if name not in given:
                raise InstanceError("The array '{name}' is missing.", name=name)
        row = {**self._plain, **self._read(given)}
        derived = f"{self.side}_a2"
        if derived not in given:
            row[derived] = row[f"{self.side}_b1"]
        if self.side == "e" and "e_first" not in given:
            row["e_first"] = row["e_need3"] or row["e_need2"] or row["e_need1"]
        if self.side == "r":
            row.setdefault("r_serve", [row["r_loc"]])
        return row

    def row(self, who: int, given: Mapping[str, Any]) -> Row:
        """The row of somebody with some changes."""
        held = {name: array[who].tolist() for name, array in self.arrays.items()}
        return {**held, **self._read(given)}

    def add(self) -> int:
        """Give somebody new a row, still to be written; its number."""
        if self.size == self.room:
            self._grow(max(16, self.size // 2))
        who, self.size = self.size, self.size + 1
        self.alive[who] = True
        return who

    def write(self, who: int, row: Row) -> None:
        """Fill a row."""
        for name, value in row.items():
            if name != "r_serve":
                self.arrays[name][who] = value
        if "r_serve" in row:
            missing = len(row["r_serve"]) - self.arrays["r_serve"].shape[1]
            if missing > 0:
                wider = np.pad(self.arrays["r_serve"], ((0, 0), (0, missing)), constant_values=-1)
                self.arrays["r_serve"] = wider
            self.arrays["r_serve"][who] = -1
            self.arrays["r_serve"][who, : len(row["r_serve"])] = row["r_serve"]

    def here(self, who: int) -> bool:
        """Whether this person came and has not left."""
        return 0 <= who < self.size and bool(self.alive[who])

    def present(self) -> Array:
        """The handles of everybody who is here, in rising order."""
        return np.flatnonzero(self.alive[: self.size])

    def _grow(self, more: int) -> None:
        for name, array in self.arrays.items():
            self.arrays[name] = _longer(array, more)
        self.alive = _longer(self.alive, more)

    def _read(self, given: Mapping[str, Any]) -> Row:
        row: Row = {}
        for name, value in given.items():
            low, high = self._bounds.get(name, _NO_NUMBER)
            try:
                number = operator.index(value)
            except TypeError:
                number = high + 1
            row[name] = number if low <= number <= high else self._looked_into(name, value)
        return row

    def _looked_into(self, name: str, value: Any) -> int | list[int]:
        """A value that is no number within its bounds: a list of places, or an error."""
        if name not in self._fields:
            raise InstanceError("'{name}' is not a known array.", name=name)
        field = self._fields[name]
        if name == "r_serve":
            return [self._number(name, field, one) for one in value]
        return self._number(name, field, value)

    def _number(self, name: str, field: Field, value: Any) -> int:
        try:
            number = operator.index(value)
        except TypeError:
            raise InstanceError("'{name}' must hold whole numbers.", name=name) from None
        if not field.low <= number <= field.high:
            raise InstanceError(
                "'{name}' holds {value}; allowed is {low} to {high}.",
                name=name, value=number, low=field.low, high=field.high,
            )  # fmt: skip
        if number >= self._places:
            raise InstanceError(
                "'{name}' points at municipality {value}; there are {size}.",
                name=name, value=number, size=self._places,
            )  # fmt: skip
        return number


class Roster:
    """Mentees and mentors who come and go, and what is fixed around them."""

    def __init__(self, instance: Instance) -> None:
        self._start = instance
        self.mentees, self.mentors = Side("e", instance), Side("r", instance)
        self._seen = (-1, -1, -1)
        self.people = instance
        self.refresh()

    def refresh(self) -> None:
        """Make `people` see the arrays after they grew: all rows, also those of nobody.

        Its pairs `excl` and `conflict` are empty: whoever keeps this list keeps those.
        """
        width = self.mentors.arrays["r_serve"].shape[1]
        seen = self.mentees.room, self.mentors.room, width
        if seen != self._seen:
            self._seen, nothing = seen, np.zeros((0, 2), np.int32)
            self.people = object.__new__(Instance)  # unread: rows were read one by one
            fixed = {name: getattr(self._start, name) for name in FIELDS if name[:4] == "loc_"}
            arrays = {**fixed, **self.mentees.arrays, **self.mentors.arrays}
            for name, array in {**arrays, "excl": nothing, "conflict": nothing}.items():
                object.__setattr__(self.people, name, array)

    def instance(self, excl: Array, conflict: Array) -> Instance:
        """Everybody who is here, close together, in the order of their handles."""
        mentees, mentors = self.mentees.present(), self.mentors.present()
        return self._start.replace(
            **{name: array[mentees] for name, array in self.mentees.arrays.items()},
            **{name: array[mentors] for name, array in self.mentors.arrays.items()},
            excl=excl,
            conflict=conflict,
        )


def _longer(array: Array, more: int) -> Array:
    return np.concatenate([array, np.zeros((more, *array.shape[1:]), array.dtype)])
