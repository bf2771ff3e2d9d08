"""From people to the arrays of the matching library, and back to words.

`Codes` remembers what each bit and index stands for, so that explanations can be told.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np

from amir.participants.roster import Participant, Place
from peermatch import Instance

from .rules import LEVELS, Programme

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("am", "pm", "eve")
SLOTS = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)
TOPICS = ("work", "housing", "finance")
GENDERS = ("f", "m", "x")
AGE_BANDS = (18, 25, 35, 45, 55)  # first year of each band after the first
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
MOST_LANGUAGES = 64
KM_PER_DEGREE = 111.195
# Places that nobody can locate are reachable only from themselves: each gets a plane of its own.
NOWHERE = 1000


@dataclass(frozen=True, slots=True)
class Codes:
    """What the numbers of an instance stand for."""

    languages: Sequence[str]
    places: Sequence[Place]


def instance_of(
    mentees: Sequence[Participant], mentors: Sequence[Participant], programme: Programme, year: int
) -> tuple[Instance, Codes]:
    """The arrays for these people in `year`, and what their numbers stand for."""
    codes = Codes(_languages(mentees, mentors), _places((*mentees, *mentors)))
    reach = programme.reach
    arrays = {
        **_municipalities(codes.places),
        **_side("e", mentees, codes, programme, year),
        **_side("r", mentors, codes, programme, year),
        "e_radius": [reach] * len(mentees),
        "e_need1": [_topic_bits(p.topics[1:]) & ~_topic_bits(p.topics[:1]) for p in mentees],
        "e_need3": [_topic_bits(p.topics[:1]) for p in mentees],
        "e_first": [_topic_bits(p.topics[:1]) for p in mentees],
        "r_topics": [_topic_bits(p.topics) for p in mentors],
        "r_ready": [int(p.is_ready) for p in mentors],
        "r_cap": [p.capacity for p in mentors],
    }
    # Without a kind, numpy makes numbers with the 64th bit into floats.
    kinds = {name: np.uint64 if name[2:] in LEVELS else None for name in arrays}
    given = {name: np.array(values, kinds[name]) for name, values in arrays.items()}
    return Instance.from_mapping(given), codes


def _side(
    side: str, people: Sequence[Participant], codes: Codes, programme: Programme, year: int
) -> dict[str, list[int]]:
    """The arrays that mentees and mentors have in common."""
    origins = {origin: k for k, origin in enumerate(_origins())}
    spoken = {
        f"{side}_{level}": [_language_bits(p, level, codes, programme) for p in people]
        for level in LEVELS
    }
    index = {_key(place): k for k, place in enumerate(codes.places)}
    return {
        **spoken,
        f"{side}_loc": [index[_key(p.place)] if p.place else -1 for p in people],
        f"{side}_slots": [sum(1 << SLOTS.index(s) for s in set(p.availability)) for p in people],
        f"{side}_gender": [GENDERS.index(p.gender) if p.gender else -1 for p in people],
        f"{side}_same": [int(p.same_gender) for p in people],
        f"{side}_origin": [origins.get(p.origin or "", -1) for p in people],
        f"{side}_age": [_age_band(p.birth_year, year) for p in people],
        f"{side}_arrival": [p.arrival_year or -1 for p in people],
    }


def _languages(mentees: Iterable[Participant], mentors: Iterable[Participant]) -> tuple[str, ...]:
    """The languages in use, those that most can meet in first; the library takes 64."""
    asked = Counter(tag for p in mentees for tag, _ in p.languages)
    offered = Counter(tag for p in mentors for tag, _ in p.languages)
    tags = sorted({*asked, *offered}, key=lambda t: (-min(asked[t], offered[t]), -asked[t], t))
    return tuple(tags[:MOST_LANGUAGES])


def _language_bits(person: Participant, level: str, codes: Codes, programme: Programme) -> int:
    """The languages that the person speaks at the level or better."""
    needed = CEFR.index(level.upper())
    bits = 0
    for tag, said in person.languages:
        held = CEFR.index(said if said in CEFR else programme.unknown_level.upper())
        if held >= needed and tag in codes.languages:
            bits |= 1 << codes.languages.index(tag)
    return bits


def _topic_bits(topics: Iterable[str]) -> int:
    return sum(1 << TOPICS.index(topic) for topic in {*topics} if topic in TOPICS)


def _age_band(birth_year: int | None, year: int) -> int:
    """0: under 18, ... 5: 55 and older; -1: not known."""
    if birth_year is None:
        return -1
    return sum(year - birth_year >= first for first in AGE_BANDS)


def _origins() -> tuple[str, ...]:
    letters = [chr(c) for c in range(ord("A"), ord("Z") + 1)]
    return tuple(a + b for a in letters for b in letters)


def _key(place: Place) -> tuple[object, ...]:
    """Two people live in one place when the gazetteer says so, or when they wrote the same."""
    return (place.name,) if place.latitude is None else (place.latitude, place.longitude)


def _places(people: Iterable[Participant]) -> tuple[Place, ...]:
    known = {_key(p.place): p.place for p in people if p.place}
    return tuple(known.values())


def _municipalities(places: Sequence[Place]) -> dict[str, list[float]]:
    """Kilometres in a plane around the first place: exact enough within one country."""
    middle = next((p.latitude for p in places if p.latitude is not None), 0.0)
    east = KM_PER_DEGREE * cos(radians(middle))
    return {
        "loc_country": [0 if p.latitude is not None else NOWHERE + k for k, p in enumerate(places)],
        "loc_x": [(p.longitude or 0.0) * east for p in places],
        "loc_y": [(p.latitude or 0.0) * KM_PER_DEGREE for p in places],
    }
