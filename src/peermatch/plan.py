"""A plan, its certificate, and the difference between two plans."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from peermatch.archives import npz_bytes, read_npz, write_npz
from peermatch.arrays import Array
from peermatch.errors import PeermatchError
from peermatch.options import Options


@dataclass(frozen=True, slots=True, eq=False)
class Certificate:
    """Why no plan can be better.

    `price[j]` is what one place of mentor `j` is worth. Every mentee then has the profit
    max(0, value of her best pair less the price of its mentor), every place the profit
    max(0, price less its load cost). By linear-programming duality no plan can exceed the sum
    of these profits, `bound`; a plan that reaches it is therefore optimal.
    """

    price: Array
    bound: int

    def to_npz(self, path: str | Path) -> None:
        """Write the archive that `check` reads."""
        write_npz(path, {"price": self.price, "bound": np.int64(self.bound)})

    @classmethod
    def from_npz(cls, path: str | Path) -> Self:
        """Read what `to_npz` wrote."""
        held = read_npz(path)
        if "price" not in held or "bound" not in held:
            raise PeermatchError("'{path}' holds no 'price' and 'bound'.", path=path)
        return cls(price=held["price"], bound=_number(held["bound"], path))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plan:
    """Who is matched with whom, and what it counts.

    `mate[i]` is the mentor of mentee `i` or -1; `points[i]` the score of that pair or 0.
    objective = sum of big x (1 + tier) over people matched + score + wait + stay + lift
    - load_cost; `lift` is what `Options.parity` gives, 0 without it.
    """

    mate: Array
    points: Array
    matched: int
    by_tier: tuple[int, ...]
    score: int
    wait: int
    stay: int
    load_cost: int
    objective: int
    certificate: Certificate
    rules: str = ""
    seed: int = 0
    lift: int = 0
    options: Options = field(default_factory=Options)

    def to_bytes(self) -> bytes:
        """The archive as bytes; the same plan always gives the same bytes."""
        return npz_bytes(self._arrays())

    def to_npz(self, path: str | Path) -> None:
        """Write `mate` and the figures that all equally good plans share."""
        write_npz(path, self._arrays())

    def _arrays(self) -> dict[str, Any]:
        return {
            "mate": self.mate,
            "matched": np.int64(self.matched),
            "by_tier": np.array(self.by_tier, np.int64),
            "objective": np.int64(self.objective),
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an accepted plan counts; no plan counts more."""

    objective: int
    matched: int
    by_tier: tuple[int, ...]
    score: int
    wait: int
    stay: int
    load_cost: int
    points: tuple[int, ...]
    lift: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from one plan to another. Pairs are (mentee, mentor)."""

    kept: tuple[tuple[int, int], ...]
    moved: tuple[tuple[int, int, int], ...]  # mentee, mentor before, mentor after
    gained: tuple[tuple[int, int], ...]
    lost: tuple[tuple[int, int], ...]
    matched: int  # differences: after less before
    score: int
    objective: int


def compare(before: Plan, after: Plan) -> Comparison:
    """Who keeps, changes, gains or loses a mentor, and how the figures differ."""
    if len(before.mate) != len(after.mate):
        raise PeermatchError(
            "The plans are about {before} and {after} mentees: only plans about the same "
            "people can be compared.", before=len(before.mate), after=len(after.mate),
        )  # fmt: skip
    old, new = np.asarray(before.mate), np.asarray(after.mate)
    had, has = old >= 0, new >= 0
    return Comparison(
        kept=_rows(had & (old == new), old),
        moved=_rows(had & has & (old != new), old, new),
        gained=_rows(~had & has, new),
        lost=_rows(had & ~has, old),
        matched=after.matched - before.matched,
        score=after.score - before.score,
        objective=after.objective - before.objective,
    )


def _rows(which: Array, *mates: Array) -> tuple[Any, ...]:
    """The mentees of a mask, each with what these arrays say of her."""
    mentees = np.flatnonzero(which)
    return tuple(zip(mentees.tolist(), *(mate[mentees].tolist() for mate in mates), strict=True))


def _number(value: Array, path: str | Path) -> int:
    if value.size != 1 or value.dtype.kind not in "iu":
        raise PeermatchError("'bound' in '{path}' must be one whole number.", path=path)
    return int(value.ravel()[0])
