"""One person at a time: the same facts as the arrays hold, as plain values.

Rules and criteria exist twice: over arrays, for speed, and over these records, to be read
and to explain. Tests hold the two against each other.
"""

from typing import TypedDict

from peermatch.arrays import Array
from peermatch.instance import Instance

Municipality = tuple[int, float, float]  # country, kilometres east, kilometres north


class Person(TypedDict):
    """What mentees and mentors have in common."""

    id: int
    home: Municipality | None
    remote: bool
    spoken: dict[str, int]  # language bits per CEFR level
    slots: int
    gender: int
    same: bool
    wish: int
    origin: int
    sector: int
    age: int
    arrival: int


class Mentee(Person):
    """Somebody who looks for a mentor."""

    radius: int
    interpreter: int
    needs: tuple[int, int, int]  # topic bits at urgency 1, 2, 3
    first: int
    wishes_origin: bool
    excluded: frozenset[int]
    conflicts: frozenset[int]


class Mentor(Person):
    """Somebody who offers to mentor."""

    serves: tuple[tuple[int, Municipality], ...]  # index and municipality
    ready: bool
    capacity: int
    load: int
    topics: int


def mentee_record(people: Instance, i: int) -> Mentee:
    """Mentee `i` as plain values."""
    return {
        **_person(people, "e", i),
        "radius": int(people.e_radius[i]),
        "interpreter": int(people.e_interpreter[i]),
        "needs": (int(people.e_need1[i]), int(people.e_need2[i]), int(people.e_need3[i])),
        "first": int(people.e_first[i]),
        "wishes_origin": bool(people.e_wishes_origin[i]),
        "excluded": _partners(people.excl, i),
        "conflicts": _partners(people.conflict, i),
    }


def mentor_record(people: Instance, j: int) -> Mentor:
    """Mentor `j` as plain values."""
    served = [int(place) for place in people.r_serve[j] if place >= 0]
    return {
        **_person(people, "r", j),
        "serves": tuple((place, _municipality(people, place)) for place in served),
        "ready": bool(people.r_ready[j]),
        "capacity": int(people.r_cap[j]),
        "load": int(people.r_load[j]),
        "topics": int(people.r_topics[j]),
    }


def _person(people: Instance, side: str, index: int) -> Person:
    def value(name: str) -> int:
        return int(getattr(people, f"{side}_{name}")[index])

    loc = value("loc")
    return {
        "id": index,
        "home": _municipality(people, loc) if loc >= 0 else None,
        "remote": bool(value("remote")),
        "spoken": {level: value(level) for level in ("a2", "b1", "b2", "c1")},
        "slots": value("slots"),
        "gender": value("gender"),
        "same": bool(value("same")),
        "wish": value("wish"),
        "origin": value("origin"),
        "sector": value("sector"),
        "age": value("age"),
        "arrival": value("arrival"),
    }


def _municipality(people: Instance, loc: int) -> Municipality:
    return int(people.loc_country[loc]), float(people.loc_x[loc]), float(people.loc_y[loc])


def _partners(pairs: Array, i: int) -> frozenset[int]:
    return frozenset(pairs[pairs[:, 0] == i, 1].tolist())
