"""From people to the arrays of the matching library, and back to words.

`Codes` remembers what each bit and index stands for, so that explanations can be told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np

from amir.participants.roster import Participant, Place
from peermatch import Instance

from .crowd import (
    CEFR,
    DAYS,
    GENDERS,
    PARTS,
    SLOTS,
    TOPICS,
    UNKNOWN,
    Array,
    Known,
    Side,
    place_key,
    side_of,
)
from .rules import LEVELS, Programme

AGE_BANDS = (18, 25, 35, 45, 55)  # first year of each band after the first
MOST_LANGUAGES = 64
KM_PER_DEGREE = 111.195
# Places that nobody can locate are reachable only from themselves. Without a country each gets a
# plane of its own, numbered from here; within one, it lies farther off than anybody travels.
NOWHERE = 1000
# Beyond so many they share planes; their distance keeps them apart all the same.
PLANES_OF_NOWHERE = 30_000
FAR = 1_000_000.0  # kilometres
_ELSEWHERE = -2


@dataclass(frozen=True, slots=True)
class Codes:
    """What the numbers of an instance stand for."""

    languages: Sequence[str]
    places: Sequence[Place]


def instance_of(
    mentees: Sequence[Participant], mentors: Sequence[Participant], programme: Programme, year: int
) -> tuple[Instance, Codes]:
    """The arrays for these people in `year`, and what their numbers stand for."""
    one, other = _columns(mentees, mentors)
    codes = Codes(_languages(one, other), _used_places(one, other))
    arrays = _arrays(one, other, codes, programme, year)
    return Instance.from_mapping({**_municipalities(codes.places), **arrays}), codes


def arrays_by(
    codes: Codes, mentees: Side, mentors: Side, programme: Programme, year: int
) -> dict[str, Array]:
    """The arrays of some more people by the numbers of an instance that stands.

    Raises `Elsewhere` if one of them lives in none of its places.
    """
    return _arrays(mentees, mentors, codes, programme, year)


class Elsewhere(Exception):
    """Somebody lives where nobody of the instance does."""


def _arrays(
    mentees: Side, mentors: Side, codes: Codes, programme: Programme, year: int
) -> dict[str, Array]:
    place = _numbers(mentees.known.places, codes.places)
    return {
        **_side("e", mentees, codes, programme, year),
        **_side("r", mentors, codes, programme, year),
        "e_loc": _homes(mentees, place),
        "r_loc": _homes(mentors, place),
        "e_radius": np.full(len(mentees), programme.reach),
        "e_need1": mentees.columns["further"],
        "e_need3": mentees.columns["first"],
        "e_first": mentees.columns["first"],
        "r_topics": mentors.columns["first"] | mentors.columns["further"],
        "r_ready": mentors.columns["ready"],
        "r_cap": mentors.columns["capacity"],
    }


def _columns(mentees: Sequence[Participant], mentors: Sequence[Participant]) -> tuple[Side, Side]:
    if isinstance(mentees, Side) and isinstance(mentors, Side) and mentees.known is mentors.known:
        return mentees, mentors
    known = Known()
    return side_of(mentees, "mentee", known), side_of(mentors, "mentor", known)


def _used_places(mentees: Side, mentors: Side) -> tuple[Place, ...]:
    """The places of these people, in the order in which they come."""
    column = np.concatenate([mentees.columns["place"], mentors.columns["place"]])
    named, first = np.unique(column[column != UNKNOWN], return_index=True)
    return tuple(mentees.known.places[k] for k in named[np.argsort(first)].tolist())


def _numbers(places: Sequence[Place], counted: Sequence[Place]) -> Array:
    """Where each of the places stands among the counted; one entry more stands for `UNKNOWN`."""
    number = {place_key(place): k for k, place in enumerate(counted)}
    return np.array([*(number.get(place_key(p), _ELSEWHERE) for p in places), UNKNOWN])


def _homes(side: Side, number: Array) -> Array:
    homes: Array = number[side.columns["place"]]
    if (homes == _ELSEWHERE).any():
        raise Elsewhere
    return homes


def _side(
    letter: str, side: Side, codes: Codes, programme: Programme, year: int
) -> dict[str, Array]:
    """The arrays that mentees and mentors have in common."""
    columns = side.columns
    return {
        **{f"{letter}_{level}": bits for level, bits in _spoken(side, codes, programme).items()},
        f"{letter}_slots": columns["slots"],
        f"{letter}_gender": columns["gender"],
        f"{letter}_same": columns["same"],
        f"{letter}_origin": columns["origin"],
        f"{letter}_age": _age_bands(columns["birth"], year),
        f"{letter}_arrival": columns["arrival"],
    }


def _languages(mentees: Side, mentors: Side) -> tuple[str, ...]:
    """The languages in use, those that most can meet in first; the library takes 64."""
    tags = mentees.known.tags
    asked = np.bincount(mentees.tag, minlength=len(tags)).tolist()
    offered = np.bincount(mentors.tag, minlength=len(tags)).tolist()
    rank = {
        tag: (-min(asked[k], offered[k]), -asked[k], tag)
        for k, tag in enumerate(tags)
        if asked[k] or offered[k]
    }
    return tuple(sorted(rank, key=lambda tag: rank[tag])[:MOST_LANGUAGES])


def _spoken(side: Side, codes: Codes, programme: Programme) -> dict[str, Array]:
    """For each level of the rules the languages that each person speaks at it or better."""
    bit_of = {tag: bit for bit, tag in enumerate(codes.languages)}
    bit = np.array([bit_of.get(tag, UNKNOWN) for tag in side.known.tags], np.int64)[side.tag]
    untold = CEFR.index(programme.unknown_level.upper())
    held = np.where(side.level == UNKNOWN, untold, side.level)
    speaker = side.speaker
    spoken = {}
    for level in LEVELS:
        counts = (held >= CEFR.index(level.upper())) & (bit != UNKNOWN)
        bits = np.zeros(len(side), np.uint64)
        np.bitwise_or.at(bits, speaker[counts], np.uint64(1) << bit[counts].astype(np.uint64))
        spoken[level] = bits
    return spoken


def _age_bands(birth: Array, year: int) -> Array:
    """0: under 18, ... 5: 55 and older; -1: not known."""
    return np.where(
        birth == UNKNOWN, UNKNOWN, np.searchsorted(AGE_BANDS, year - birth, side="right")
    )


def _municipalities(places: Sequence[Place]) -> dict[str, Array]:
    """Kilometres in a plane around the first place of each country: exact enough within one."""
    plane = _planes(places)
    middle: dict[int, float] = {}
    east, north = np.zeros(len(places)), np.zeros(len(places))
    for k, place in enumerate(places):
        if place.latitude is None:
            east[k] = FAR * (k + 1)
        else:
            around = middle.setdefault(plane[k], place.latitude)
            east[k] = (place.longitude or 0.0) * KM_PER_DEGREE * cos(radians(around))
            north[k] = place.latitude * KM_PER_DEGREE
    return {"loc_country": np.array(plane, np.int16), "loc_x": east, "loc_y": north}


def _planes(places: Sequence[Place]) -> list[int]:
    """The plane of each place: one per country; of its own for a place that nobody can locate."""
    countries = _countries(places)
    planes = {country: k for k, country in enumerate(dict.fromkeys(countries)) if country != ""}
    # Lists tell no country: all that can be located lies in one then.
    planes.setdefault("", 0)
    return [
        NOWHERE + k % PLANES_OF_NOWHERE
        if place.latitude is None and not place.country
        else planes[countries[k]]
        for k, place in enumerate(places)
    ]


def _countries(places: Sequence[Place]) -> list[str]:
    """The country of each place; where it is not told, that of the nearest place that tells it."""
    told = [p for p in places if p.country and p.latitude is not None]
    at = np.array([(p.latitude, p.longitude) for p in told], float).reshape(-1, 2)

    def country(place: Place) -> str:
        if place.country or place.latitude is None or not told:
            return place.country
        away = np.hypot(*(at - (place.latitude, place.longitude)).T)
        return told[int(away.argmin())].country

    return [country(place) for place in places]


__all__ = [
    "AGE_BANDS",
    "CEFR",
    "DAYS",
    "GENDERS",
    "MOST_LANGUAGES",
    "PARTS",
    "SLOTS",
    "TOPICS",
    "Codes",
    "Elsewhere",
    "arrays_by",
    "instance_of",
]
