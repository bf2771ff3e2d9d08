"""The searches of `exchange` as kernels: chains of moves over lists of pairs.

Dijkstra's method over the prices (see `exchange`). Whoever could end the chain is looked at
when a mentor is first seen, not when it is his turn: the end is known sooner, and fewer have
their turn.
"""

from peermatch.exchange import OUT
from peermatch.large.compiled import Whole, compiled, inlined
from peermatch.large.floor import (
    AT,
    BASE,
    BEST,
    DIST,
    EASE,
    ENDS,
    FIRST,
    GAIN,
    GOAL,
    HEAP,
    KEPT,
    LAST,
    MATE,
    MOVER,
    MOVES,
    NEXT,
    OWED,
    POINTS,
    REACHED,
    TAKEN,
    UNSEEN,
    WHERE,
    WHO,
    Floor,
    come_by,
    nearest,
    refresh,
    reprice,
)
from peermatch.large.links import Links, span
from peermatch.large.prefetching import prefetch

_SOME = 64  # pairs looked at together


@compiled
def let_in(f: Floor, rows: Links, i: Whole) -> None:
    """Let mentee `i` in along the best chain; prices rise."""
    least = f.people[i, BASE]
    first, end = span(rows, i)
    for k in range(first, end):
        least = min(least, f.price[rows.who[k]] - rows.points[k])
    _begin(f, f.people[i, BASE] - least, -1, i)
    _look(f, rows, i, -least)
    while f.state[HEAP] > 0:
        j = nearest(f)
        d = f.notes[j, DIST]
        if d >= f.state[BEST]:
            break
        _prefetch_pairs(f, rows, j)
        for w in range(FIRST, f.seats.shape[1]):
            other = f.seats[j, w]
            if other < 0:
                break
            _look(f, rows, other, d + f.people[other, OWED])
    reprice(f, 1)
    if f.state[WHO] != i:
        _shift(f, i)
    refresh(f)


@inlined
def _begin(f: Floor, best: Whole, at: Whole, who: Whole) -> None:
    f.state[HEAP] = f.state[REACHED] = f.state[MOVES] = 0
    f.state[BEST], f.state[AT], f.state[WHO] = best, at, who


@inlined
def _look(f: Floor, rows: Links, i: Whole, start: Whole) -> None:
    """See which mentors mentee `i` could move to, `start` from where the chain begins.

    Most are too far: compilers turn the search for the nearest of some into steps for eight.
    """
    first, end = span(rows, i)
    for begin in range(first, end, _SOME):
        last = min(begin + _SOME, end)
        mentors, points = rows.who[begin:last], rows.points[begin:last]
        least = OUT
        for k in range(len(mentors)):
            least = min(least, f.price[mentors[k]] - points[k])
        if start + least < f.state[BEST]:
            for k in range(len(mentors)):
                d = start + f.price[mentors[k]] - points[k]
                if d < f.state[BEST]:
                    _meet(f, rows, mentors[k], d, i, points[k])


@inlined
def _prefetch_pairs(f: Floor, rows: Links, j: Whole) -> None:
    """Ask for the pairs of a mentor's mentees, and of those of the next in the queue."""
    for _ in range(2):
        for w in range(FIRST, f.seats.shape[1]):
            other = f.seats[j, w]
            if other < 0:
                break
            first, end = span(rows, other)
            for k in range(first, min(end, first + 2 * _SOME), _SOME // 4):
                prefetch(rows.who, k)
            for k in range(first, min(end, first + 2 * _SOME), _SOME // 2):
                prefetch(rows.points, k)
        if f.state[HEAP] == 0:
            break
        j = f.heap[0]


@inlined
def _meet(f: Floor, rows: Links, j: Whole, d: Whole, mover: Whole, points: Whole) -> None:
    """Mentee `mover` could go to mentor `j`, at distance `d`; a chain might end there."""
    if f.notes[j, WHERE] == UNSEEN:
        _see_who_ends(f, rows, j)
    if come_by(f, j, d, mover, j, points) and d + f.notes[j, EASE] < f.state[BEST]:
        f.state[BEST], f.state[AT] = d + f.notes[j, EASE], j
        f.state[WHO] = f.notes[j, ENDS]


@inlined
def _see_who_ends(f: Floor, rows: Links, j: Whole) -> None:
    """How a chain could end at mentor `j`: one more place, or somebody stays without."""
    ease, ends = f.seats[j, NEXT] - f.price[j], -1
    if f.seats[j, KEPT] > 0:
        ease = 0
    for w in range(FIRST, f.seats.shape[1]):
        i = f.seats[j, w]
        if i < 0:
            break
        prefetch(rows.heads, i)  # which are needed when it is his turn
        if f.people[i, OWED] + f.people[i, BASE] < ease:
            ease, ends = f.people[i, OWED] + f.people[i, BASE], i
    f.notes[j, EASE], f.notes[j, ENDS] = ease, ends


@inlined
def _shift(f: Floor, i: Whole) -> None:
    """Make the moves that let mentee `i` in, from the far end of the chain."""
    at, loser = f.state[AT], f.state[WHO]
    if loser >= 0:
        _leave(f, loser)
        f.people[loser, OWED] = -f.people[loser, BASE]
    elif f.seats[at, KEPT] > 0:
        f.seats[at, KEPT] -= 1
    else:
        _take(f, at, 1)
    while True:
        who, points = f.notes[at, MOVER], f.notes[at, GAIN]
        before = f.people[who, MATE]
        if before >= 0:
            _leave(f, who)
        _come(f, who, at, points)
        if who == i:
            break
        at = before


@compiled
def fill(f: Floor, columns: Links, hole: Whole) -> None:
    """Fill a place kept at mentor `hole` along the best chain, or give it up; prices fall."""
    _begin(f, f.price[hole] - f.seats[hole, LAST], hole, -1)
    points = 0
    come_by(f, hole, 0, -1, hole, 0)
    while f.state[HEAP] > 0:
        j = nearest(f)
        d = f.notes[j, DIST]
        if d >= f.state[BEST]:
            break
        start = d + f.price[j]
        first, end = span(columns, j)
        for k in range(first, end):
            i = columns.who[k]
            far = start + f.people[i, OWED] - columns.points[k]
            if far < f.state[BEST]:
                at = f.people[i, MATE]
                if at < 0:
                    f.state[BEST], f.state[AT], f.state[WHO] = far, j, i
                    points = int(columns.points[k])
                elif come_by(f, at, far, i, j, columns.points[k]):
                    relief = far + f.price[at] - f.seats[at, LAST]
                    if relief < f.state[BEST]:
                        f.state[BEST], f.state[AT], f.state[WHO] = relief, at, -1
    reprice(f, -1)
    _move_up(f, hole, points)
    refresh(f)


@inlined
def _move_up(f: Floor, hole: Whole, points: Whole) -> None:
    """Make the moves that fill a place, from the far end of the chain."""
    at, comer = f.state[AT], f.state[WHO]
    f.seats[hole, KEPT] -= 1
    if comer >= 0:
        _come(f, comer, at, points)
    else:
        _take(f, at, -1)
    while at != hole:
        who, to, gain = f.notes[at, MOVER], f.notes[at, GOAL], f.notes[at, GAIN]
        _leave(f, who)
        _come(f, who, to, gain)
        at = to


@compiled
def seat(f: Floor, i: Whole, j: Whole, points: Whole) -> None:
    """A pair as a plan has made it."""
    _take(f, j, 1)
    f.state[MOVES] = 0
    _come(f, i, j, points)
    f.people[i, OWED] = points - f.price[j]


@compiled
def detach(f: Floor, i: Whole) -> None:
    """Take a mentee off the market; her place is kept."""
    j = f.people[i, MATE]
    f.state[MOVES] = 0
    if j >= 0:
        _leave(f, i)
        f.seats[j, KEPT] += 1
    f.people[i, OWED] = OUT


@compiled
def open_place(f: Floor, columns: Links, j: Whole) -> None:
    """Bring a mentor to the market, at the least price at which nobody turns to him."""
    price = 0
    first, end = span(columns, j)
    for k in range(first, end):
        price = max(price, columns.points[k] - f.people[columns.who[k], OWED])
    taken = 0
    while f.costs[j, taken] < price:
        taken += 1
    f.price[j] = price
    f.seats[j, KEPT] = taken
    f.seats[j, TAKEN] = 0
    f.seats[j, FIRST] = -1
    _take(f, j, taken)


@inlined
def _take(f: Floor, j: Whole, more: Whole) -> None:
    """So many more places of mentor `j` are taken."""
    taken = f.seats[j, TAKEN] + more
    f.seats[j, TAKEN] = taken
    f.seats[j, NEXT] = f.costs[j, taken]
    f.seats[j, LAST] = f.costs[j, taken - 1] if taken > 0 else 0


@inlined
def _leave(f: Floor, i: Whole) -> None:
    j = f.people[i, MATE]
    _note(f, i, j)
    at = FIRST
    while f.seats[j, at] != i:
        at += 1
    while f.seats[j, at] >= 0:
        f.seats[j, at] = f.seats[j, at + 1]
        at += 1
    f.people[i, MATE], f.people[i, POINTS] = -1, 0


@inlined
def _come(f: Floor, i: Whole, j: Whole, points: Whole) -> None:
    _note(f, i, -1)
    at = FIRST
    while f.seats[j, at] >= 0:
        at += 1
    f.seats[j, at], f.seats[j, at + 1] = i, -1
    f.people[i, MATE], f.people[i, POINTS] = j, points


@inlined
def _note(f: Floor, i: Whole, before: Whole) -> None:
    n = f.state[MOVES]
    f.moved[n, 0], f.moved[n, 1] = i, before
    f.state[MOVES] = n + 1
