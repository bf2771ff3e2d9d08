"""How far two coders agree: percentage and Cohen's kappa, per code and over all codes.

The unit is an excerpt that both have judged; for each code, either gave it or did not. Over all
codes, every pair of excerpt and code is one decision.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

# excerpt -> coder -> the codes that they gave
Judged = Mapping[UUID, Mapping[UUID, Set[UUID]]]


@dataclass(frozen=True)
class Counts:
    """Decisions of two coders on one code: both gave it, only one did, neither did."""

    both: int = 0
    only_first: int = 0
    only_second: int = 0
    neither: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.both + other.both,
            self.only_first + other.only_first,
            self.only_second + other.only_second,
            self.neither + other.neither,
        )

    @property
    def total(self) -> int:
        """How many decisions."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def only_one(self) -> int:
        """Decisions on which the two differ."""
        return self.only_first + self.only_second

    @property
    def share(self) -> float | None:
        """Share of equal decisions, 0 to 1; None without decisions."""
        return (self.both + self.neither) / self.total if self.total else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa; None where chance alone would agree always: nothing can be said."""
        n = self.total
        if not n:
            return None
        first, second = self.both + self.only_first, self.both + self.only_second
        # Whole numbers until the last division: 0 is 0 and 1 is 1.
        by_chance = first * second + (n - first) * (n - second)
        if by_chance == n * n:
            return None
        return ((self.both + self.neither) * n - by_chance) / (n * n - by_chance)


@dataclass(frozen=True)
class Agreement:
    """Two coders: excerpts that both judged, counts per code, counts over all codes."""

    first: UUID
    second: UUID
    excerpts: int
    codes: Mapping[UUID, Counts]

    @property
    def overall(self) -> Counts:
        """Over all codes."""
        return sum(self.codes.values(), Counts())


def pairs_of(judged: Judged) -> list[tuple[UUID, UUID]]:
    """The pairs of coders with excerpts in common, those with the most first."""
    shared: dict[tuple[UUID, UUID], int] = {}
    for coders in judged.values():
        for first, second in combinations(sorted(coders, key=str), 2):
            shared[first, second] = shared.get((first, second), 0) + 1
    return sorted(shared, key=lambda pair: (-shared[pair], str(pair)))


def agreement_of(judged: Judged, codes: Iterable[UUID], first: UUID, second: UUID) -> Agreement:
    """How far two coders agree on the excerpts that both have judged."""
    known = list(codes)
    common = [coders for coders in judged.values() if first in coders and second in coders]
    counts = {}
    for code in known:
        both = only_first = only_second = 0
        for coders in common:
            mine, theirs = code in coders[first], code in coders[second]
            both += mine and theirs
            only_first += mine and not theirs
            only_second += theirs and not mine
        rest = len(common) - both - only_first - only_second
        counts[code] = Counts(both, only_first, only_second, rest)
    return Agreement(first, second, len(common), counts)
