"""The searches of `exchange` as kernels: chains of moves over lists of pairs.

Dijkstra's method over the prices (see `exchange`); mentors wait in a binary heap that knows
where each of them stands (Williams 1964), so that nobody waits twice.
"""

from typing import NamedTuple

from peermatch.arrays import Array
from peermatch.exchange import OUT
from peermatch.large.compiled import Whole, compiled, inlined
from peermatch.large.links import Links

UNSEEN, _DONE = -2, -1
_NEXT, _LAST, _KEPT, FIRST = range(4)
_DIST, WHERE, MOVER, GOAL, GAIN = range(5)
_HEAP, _REACHED, ANSWER = range(3)


class Floor(NamedTuple):
    """The market as the kernels see it, with working space per mentor."""

    base: Array  # int64[mentee]
    mate: Array
    points: Array
    owed: Array
    price: Array  # int64[mentor]
    seats: Array  # int64[mentor, 3 + w]: what one more place costs, what the last taken one cost,
    #               how many are kept, then his mentees, then -1
    notes: Array  # int64[mentor, 5]: how far he is, his position in `heap` (or UNSEEN, or done),
    #               who would move, to whom, for which points
    heap: Array  # int64[mentor]
    reached: Array  # int64[mentor]: everybody seen
    state: Array  # int64[5]: the sizes of `heap` and `reached`, and the answer


@compiled
def find_place(f: Floor, rows: Links, i: Whole) -> None:
    """The best chain that lets mentee `i` in; prices rise. Answers (best, last, loser)."""
    least, first = f.base[i], rows.first[i]
    for k in range(first, first + rows.length[i]):
        least = min(least, f.price[rows.who[k]] - rows.points[k])
    best, last, loser = f.base[i] - least, -1, i
    f.state[_HEAP] = f.state[_REACHED] = 0
    _look(f, rows, i, -least, best)
    while f.state[_HEAP] > 0:
        j = _nearest(f)
        d = f.notes[j, _DIST]
        if d >= best:
            break
        room = 0 if f.seats[j, _KEPT] > 0 else f.seats[j, _NEXT] - f.price[j]
        if d + room < best:
            best, last, loser = d + room, j, -1
        for w in range(FIRST, f.seats.shape[1]):
            other = f.seats[j, w]
            if other < 0:
                break
            if d + f.owed[other] + f.base[other] < best:
                best, last, loser = d + f.owed[other] + f.base[other], -1, other
        for w in range(FIRST, f.seats.shape[1]):
            other = f.seats[j, w]
            if other < 0:
                break
            _look(f, rows, other, d + f.owed[other], best)
    _finish(f, best, 1)
    f.state[ANSWER], f.state[ANSWER + 1], f.state[ANSWER + 2] = best, last, loser


@inlined
def _look(f: Floor, rows: Links, i: Whole, start: Whole, best: Whole) -> None:
    """See which mentors mentee `i` could move to, `start` from where the chain begins."""
    for k in range(rows.first[i], rows.first[i] + rows.length[i]):
        j = rows.who[k]
        d = start + f.price[j] - rows.points[k]
        if d < best:
            _come_by(f, j, d, i, j, rows.points[k])


@compiled
def find_comer(f: Floor, columns: Links, hole: Whole) -> None:
    """The best chain that fills a place; prices fall. Answers (points, last, comer)."""
    best, last, comer, points = f.price[hole] - f.seats[hole, _LAST], hole, -1, 0
    f.state[_HEAP] = f.state[_REACHED] = 0
    _come_by(f, hole, 0, -1, hole, 0)
    while f.state[_HEAP] > 0:
        j = _nearest(f)
        d = f.notes[j, _DIST]
        if d >= best:
            break
        relief = f.price[j] - f.seats[j, _LAST]
        if d + relief < best:
            best, last, comer = d + relief, j, -1
        start = d + f.price[j]
        for k in range(columns.first[j], columns.first[j] + columns.length[j]):
            i = columns.who[k]
            far = start + f.owed[i] - columns.points[k]
            if far < best:
                at = f.mate[i]
                if at < 0:
                    best, last, comer, points = far, j, i, int(columns.points[k])
                else:
                    _come_by(f, at, far, i, j, columns.points[k])
    _finish(f, best, -1)
    f.state[ANSWER], f.state[ANSWER + 1], f.state[ANSWER + 2] = points, last, comer


@compiled
def raise_prices(f: Floor, columns: Links) -> None:
    """The greatest prices that prove the same plan: a place costs what one less would lose.

    Whoever comes finds a place after fewer steps at these. One search from all places that are
    free, and all mentees who could stay without, back to everybody.
    """
    f.state[_HEAP] = f.state[_REACHED] = 0
    for j in range(len(f.price)):
        least = f.seats[j, _NEXT] - f.price[j]
        for w in range(FIRST, f.seats.shape[1]):
            i = f.seats[j, w]
            if i < 0:
                break
            least = min(least, f.owed[i] + f.base[i])
        if f.price[j] < OUT and least < OUT >> 1:
            _come_by(f, j, least, -1, j, 0)
    while f.state[_HEAP] > 0:
        j = _nearest(f)
        start = f.notes[j, _DIST] + f.price[j]
        for k in range(columns.first[j], columns.first[j] + columns.length[j]):
            at = f.mate[columns.who[k]]
            if at >= 0:
                far = start + f.owed[columns.who[k]] - columns.points[k]
                if far < f.notes[at, _DIST]:
                    _come_by(f, at, far, -1, j, 0)
    for n in range(f.state[_REACHED]):
        j = f.reached[n]
        f.notes[j, WHERE] = UNSEEN
        f.price[j] += f.notes[j, _DIST]


@inlined
def _come_by(f: Floor, j: Whole, d: Whole, mover: Whole, goal: Whole, gain: Whole) -> None:
    """Mentor `j` is seen at distance `d`: note it if that is nearer than before."""
    at = f.notes[j, WHERE]
    if at == UNSEEN:
        at = f.state[_HEAP]
        f.reached[f.state[_REACHED]] = j
        f.state[_HEAP] += 1
        f.state[_REACHED] += 1
    elif at == _DONE or d >= f.notes[j, _DIST]:
        return
    f.notes[j, _DIST], f.notes[j, MOVER], f.notes[j, GOAL], f.notes[j, GAIN] = d, mover, goal, gain
    while at > 0:
        above = (at - 1) >> 1
        other = f.heap[above]
        if f.notes[other, _DIST] <= d:
            break
        f.heap[at], f.notes[other, WHERE] = other, at
        at = above
    f.heap[at], f.notes[j, WHERE] = j, at


@inlined
def _nearest(f: Floor) -> Whole:
    """Take the nearest mentor from the heap."""
    nearest = f.heap[0]
    f.notes[nearest, WHERE] = _DONE
    f.state[_HEAP] -= 1
    size, at = f.state[_HEAP], 0
    if size > 0:
        last = f.heap[size]
        while 2 * at + 1 < size:
            below = 2 * at + 1
            if (
                below + 1 < size
                and f.notes[f.heap[below + 1], _DIST] < f.notes[f.heap[below], _DIST]
            ):
                below += 1
            other = f.heap[below]
            if f.notes[other, _DIST] >= f.notes[last, _DIST]:
                break
            f.heap[at], f.notes[other, WHERE] = other, at
            at = below
        f.heap[at], f.notes[last, WHERE] = last, at
    return nearest


@inlined
def _finish(f: Floor, best: Whole, sign: Whole) -> None:
    """Prices of those nearer than the end of the chain move by what they are nearer."""
    for n in range(f.state[_REACHED]):
        j = f.reached[n]
        f.notes[j, WHERE] = UNSEEN
        if f.notes[j, _DIST] < best:
            f.price[j] += sign * (best - f.notes[j, _DIST])


@compiled
def refresh(f: Floor) -> None:
    """What is owed to the mentees of the mentors reached last."""
    for n in range(f.state[_REACHED]):
        j = f.reached[n]
        for w in range(FIRST, f.seats.shape[1]):
            i = f.seats[j, w]
            if i < 0:
                break
            f.owed[i] = f.points[i] - f.price[j]
