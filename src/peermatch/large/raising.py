"""The other end of the prices that prove a plan (see `peermatch.prices`): the greatest."""

from peermatch.exchange import OUT
from peermatch.large.compiled import compiled
from peermatch.large.floor import (
    BASE,
    DIST,
    FIRST,
    HEAP,
    MATE,
    NEXT,
    OWED,
    REACHED,
    UNSEEN,
    WHERE,
    Floor,
    come_by,
    nearest,
)
from peermatch.large.links import Links, span


@compiled
def raise_prices(f: Floor, columns: Links) -> None:
    """The greatest prices that prove the same plan: a place costs what one less would lose.

    Whoever comes finds a place after fewer steps at these. One search from all places that are
    free, and all mentees who could stay without, back to everybody.
    """
    f.state[HEAP] = f.state[REACHED] = 0
    for j in range(len(f.price)):
        least = f.seats[j, NEXT] - f.price[j]
        for w in range(FIRST, f.seats.shape[1]):
            i = f.seats[j, w]
            if i < 0:
                break
            least = min(least, f.people[i, OWED] + f.people[i, BASE])
        if f.price[j] < OUT and least < OUT >> 1:
            come_by(f, j, least, -1, j, 0)
    while f.state[HEAP] > 0:
        j = nearest(f)
        start = f.notes[j, DIST] + f.price[j]
        first, end = span(columns, j)
        for k in range(first, end):
            at = f.people[columns.who[k], MATE]
            if at >= 0:
                far = start + f.people[columns.who[k], OWED] - columns.points[k]
                if far < f.notes[at, DIST]:
                    come_by(f, at, far, -1, j, 0)
    for n in range(f.state[REACHED]):
        j = f.reached[n]
        f.notes[j, WHERE] = UNSEEN
        f.price[j] += f.notes[j, DIST]
