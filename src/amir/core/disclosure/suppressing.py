"""Which figures of a table are shown, given everything that was shown before."""

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum

from .releases import TOTAL, Cell, Release, Swap
from .table import Table, room_below

Threshold = int | Callable[[Cell], int]


class Audience(StrEnum):
    """Who reads a table."""

    PARTNER = "partner"
    PROGRAMME = "programme"
    FUNDER = "funder"
    PUBLIC = "public"


def threshold(audience: Audience, *, minors: bool = False) -> int:
    """The smallest count of people that this audience is shown."""
    return 10 if minors or audience is Audience.PUBLIC else 5


def suppress(
    cells: Mapping[Cell, int],
    *,
    k: Threshold,
    margins: Collection[frozenset[int]] | None = None,
    insiders: int | None = None,
    earlier: Sequence[Release] = (),
) -> Release:
    """The table with all its totals, and None in the place of every figure that must not be shown.

    Arguments:
        cells: the finest counts, one category per dimension; cells left out are known to be empty.
        k: counts from 1 to k - 1 are small; a number, or a function of the cell.
        margins: what is shown, as sets of the dimensions kept (all of them: the finest cells);
            None shows everything.
        insiders: a dimension whose categories (partners) know their own counts exactly.
        earlier: former releases of this table to anybody who may see this one, oldest first.

    ValueError: cells of different lengths, a negative count, or a category named like a total.
    """
    table = Table(cells, margins)
    limit = k if callable(k) else lambda _: k
    for release in earlier:
        if release.counts and len(next(iter(release.counts))) != table.dimensions:
            raise ValueError("earlier releases must have the same dimensions")
    latest = earlier[-1].counts if earlier else {}
    table.know(latest)
    small = {
        cell: limit(cell) - 1
        for cell, count in table.counts.items()
        if 0 < count < limit(cell) or _small_changes(cell, count, limit(cell), earlier)
    }
    table.hide(small)
    carried = [kept for kept in _open_swaps(earlier) if not _has_grown_out(*kept, table, earlier)]
    for _, swap in carried:
        table.hide(corner for corner, _ in swap.corners())
    swaps: list[Swap] = []
    for cell, room in sorted(small.items(), key=lambda item: (item[0].count(TOTAL), item[0])):
        changes = _small_changes(cell, table.counts[cell], room + 1, earlier)
        latest_change = max(changes, default=-1)
        # A swap moves every release since its own, and so no change between those.
        since = [swap for at, swap in carried if swap.cell == cell and at > latest_change]
        if not _is_covered(since, room, insiders):
            swaps += table.protect(cell, room, insiders)
    return Release(table.figures(), table.counts, tuple(swaps))


def _small_changes(cell: Cell, count: int, k: int, earlier: Sequence[Release]) -> list[int]:
    """The earlier releases from which the count differs by fewer than k people."""
    changes = (abs(count - release.counts.get(cell, 0)) for release in earlier)
    return [at for at, change in enumerate(changes) if 0 < change < k]


def _open_swaps(earlier: Sequence[Release]) -> list[tuple[int, Swap]]:
    """(release, swap) where the corners are hidden ever since; the swap moves all those at once."""
    return [
        (at, swap)
        for at, release in enumerate(earlier)
        for swap in release.swaps
        if all(later.hides(corner) for later in earlier[at:] for corner, _ in swap.corners())
    ]


def _has_grown_out(at: int, swap: Swap, table: Table, earlier: Sequence[Release]) -> bool:
    """Whether the corners have gained so many people that showing them now tells nothing back."""
    first, latest = earlier[at].counts, earlier[-1].counts
    before = earlier[at - 1].counts if at else {}

    def gained(cell: Cell) -> float:
        return max(0, table.counts.get(cell, 0) - latest.get(cell, 0))

    def above_former(cell: Cell) -> float:
        return room_below(first[cell], before.get(cell, 0))

    return swap.width(above_former, gained) >= swap.room


def _is_covered(swaps: Sequence[Swap], room: int, insiders: int | None) -> bool:
    """Whether these swaps still protect their cell, from every insider too."""
    wide = [swap for swap in swaps if swap.room >= room]
    if insiders is None:
        return bool(wide)
    across = {swap.opposite[insiders] for swap in wide}
    return TOTAL in across or len(across) > 1
