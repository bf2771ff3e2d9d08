"""The market as the kernels of `chains` see it, and the queue in which its mentors wait.

The queue is a binary heap that knows where each mentor stands (Williams 1964), so that nobody
waits twice.
"""

from typing import NamedTuple

from peermatch.arrays import Array
from peermatch.large.compiled import Whole, compiled, inlined

UNSEEN, _DONE = -2, -1
BASE, MATE, POINTS, OWED = range(4)
NEXT, LAST, KEPT, TAKEN, FIRST = range(5)
DIST, WHERE, MOVER, GOAL, GAIN, EASE, ENDS, NOTES = range(8)
HEAP, REACHED, MOVES, BEST, AT, WHO = range(6)
STATE = 6


class Floor(NamedTuple):
    """The market as the kernels see it, with working space per mentor."""

    people: Array  # int64[mentee, 4]: base, mate, points, owed (see `Exchange`)
    price: Array  # int64[mentor]
    costs: Array  # int64[mentor, p]: what each place costs; OUT where there is none
    seats: Array  # int64[mentor, 4 + p + 1]: what one more place costs, what the last taken one
    #               cost, how many are kept, how many taken, then his mentees, then -1
    notes: Array  # int64[mentor, 7]: how far he is, his position in `heap` (or UNSEEN, or done),
    #               who would move, to whom, for which points; what it costs to end a chain with
    #               him, and which of his mentees leaves (or -1: one more place is taken)
    heap: Array  # int64[mentor]
    reached: Array  # int64[mentor]: everybody seen
    moved: Array  # int64[2 * mentor + 2, 2]: mentees, and the mentor each had before
    state: Array  # int64[6]: the sizes of `heap`, `reached` and `moved`; the best end of a chain:
    #               its distance, the mentor there, and the mentee who comes or leaves


@inlined
def come_by(f: Floor, j: Whole, d: Whole, mover: Whole, goal: Whole, gain: Whole) -> bool:
    """Mentor `j` is seen at distance `d`: note it if that is nearer than before."""
    at = f.notes[j, WHERE]
    if at == UNSEEN:
        at = f.state[HEAP]
        f.reached[f.state[REACHED]] = j
        f.state[HEAP] += 1
        f.state[REACHED] += 1
    elif at == _DONE or d >= f.notes[j, DIST]:
        return False
    f.notes[j, DIST], f.notes[j, MOVER] = d, mover
    f.notes[j, GOAL], f.notes[j, GAIN] = goal, gain
    while at > 0:
        above = (at - 1) >> 1
        other = f.heap[above]
        if f.notes[other, DIST] <= d:
            break
        f.heap[at], f.notes[other, WHERE] = other, at
        at = above
    f.heap[at], f.notes[j, WHERE] = j, at
    return True


@inlined
def nearest(f: Floor) -> Whole:
    """Take the nearest mentor from the heap."""
    nearest = f.heap[0]
    f.notes[nearest, WHERE] = _DONE
    f.state[HEAP] -= 1
    size, at = f.state[HEAP], 0
    if size > 0:
        last = f.heap[size]
        while 2 * at + 1 < size:
            below = 2 * at + 1
            if below + 1 < size and f.notes[f.heap[below + 1], DIST] < f.notes[f.heap[below], DIST]:
                below += 1
            other = f.heap[below]
            if f.notes[other, DIST] >= f.notes[last, DIST]:
                break
            f.heap[at], f.notes[other, WHERE] = other, at
            at = below
        f.heap[at], f.notes[last, WHERE] = last, at
    return nearest


@inlined
def reprice(f: Floor, sign: Whole) -> None:
    """Prices of those nearer than the end of the chain move by what they are nearer."""
    best = f.state[BEST]
    for n in range(f.state[REACHED]):
        j = f.reached[n]
        f.notes[j, WHERE] = UNSEEN
        if f.notes[j, DIST] < best:
            f.price[j] += sign * (best - f.notes[j, DIST])


@compiled
def refresh(f: Floor) -> None:
    """What is owed to the mentees of the mentors reached last."""
    for n in range(f.state[REACHED]):
        j = f.reached[n]
        for w in range(FIRST, f.seats.shape[1]):
            i = f.seats[j, w]
            if i < 0:
                break
            f.people[i, OWED] = f.people[i, POINTS] - f.price[j]
