"""The people to match, as arrays: one entry per mentee (`e_*`) or mentor (`r_*`).

Bit sets are whole numbers: bit `l` of `e_b1` is set when the mentee speaks language `l` at
CEFR B1 or better. An instance cannot be made from arrays that contradict one another, and
its arrays cannot be written to afterwards. What a match must not depend on (religion,
health, legal status, vulnerability flags) has no array here: `e_vuln` is dropped unread.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from peermatch.archives import read_npz, write_npz
from peermatch.arrays import FIELDS, Array, read_arrays
from peermatch.errors import InstanceError

_UNSET: Any = None
_DROPPED = {"e_vuln"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Instance:
    """Mentees, mentors and the municipalities they live in.

    Required arrays come first; every other has a default that means "nothing known, nothing
    wished". Lists are taken as well as arrays.
    """

    # Municipalities: country, and kilometres in a plane of that country.
    loc_country: Array
    loc_x: Array
    loc_y: Array
    # Home municipality; -1 = unknown.
    e_loc: Array
    r_loc: Array
    # Languages (64) at B1 and weekly slots (21: seven days x morning, afternoon, evening).
    e_b1: Array
    r_b1: Array
    e_slots: Array
    r_slots: Array
    # Trained and vetted; how many mentees at once; running pairs already counted in.
    r_ready: Array
    r_cap: Array
    r_load: Array = _UNSET
    # How far the mentee can travel (index into the rules' kilometres); remote meetings.
    e_radius: Array = _UNSET
    e_remote: Array = _UNSET
    r_remote: Array = _UNSET
    r_serve: Array = _UNSET  # municipalities a mentor serves, -1 = unused; default: the home
    # Languages at the other levels; languages that an interpreter for the mentee speaks.
    e_a2: Array = _UNSET
    r_a2: Array = _UNSET
    e_b2: Array = _UNSET
    r_b2: Array = _UNSET
    e_c1: Array = _UNSET
    r_c1: Array = _UNSET
    e_interpreter: Array = _UNSET
    # 0 woman, 1 man, 2 other, -1 unknown; accepts only the same / only the given gender.
    e_gender: Array = _UNSET
    r_gender: Array = _UNSET
    e_same: Array = _UNSET
    r_same: Array = _UNSET
    e_wish: Array = _UNSET
    r_wish: Array = _UNSET
    # Topics needed at urgency 1, 2, 3; the first theme; topics a mentor has experience of.
    e_need1: Array = _UNSET
    e_need2: Array = _UNSET
    e_need3: Array = _UNSET
    e_first: Array = _UNSET  # default: the topics of the highest urgency that has any
    r_topics: Array = _UNSET
    # Country of origin (-1 unknown), and whether the mentee wishes to share it.
    e_origin: Array = _UNSET
    r_origin: Array = _UNSET
    e_wishes_origin: Array = _UNSET
    e_sector: Array = _UNSET  # NACE-like section, 0 = none
    r_sector: Array = _UNSET
    e_age: Array = _UNSET  # age band, -1 unknown
    r_age: Array = _UNSET
    e_arrival: Array = _UNSET  # year of arrival, -1 unknown
    r_arrival: Array = _UNSET
    e_wait: Array = _UNSET  # weeks on the waiting list
    e_tier: Array = _UNSET  # priority 0..7, highest first, for rules that say "given"
    e_urgency: Array = _UNSET  # 0..7, for rules that make the tier from waiting and urgency
    # Pairs (mentee, mentor) that must not be made: by wish, by conflict of interest.
    excl: Array = _UNSET
    conflict: Array = _UNSET

    def __post_init__(self) -> None:
        given = {name: getattr(self, name) for name in FIELDS if getattr(self, name) is not None}
        for name, array in read_arrays(given).items():
            object.__setattr__(self, name, array)

    @property
    def mentees(self) -> int:
        """How many people look for a mentor."""
        return len(self.e_loc)

    @property
    def mentors(self) -> int:
        """How many people offer to mentor."""
        return len(self.r_loc)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Self:
        """An instance from named arrays or lists; `meta` is compared with the lengths."""
        unknown = sorted(set(data) - set(FIELDS) - _DROPPED - {"meta"})
        if unknown:
            raise InstanceError("'{name}' is not a known array.", name=unknown[0])
        missing = [name for name, field in FIELDS.items() if field.required and name not in data]
        if missing:
            raise InstanceError("The array '{name}' is missing.", name=missing[0])
        instance = cls(**{name: data[name] for name in FIELDS if name in data})
        meta = [int(v) for v in np.asarray(data.get("meta", [])).ravel()]
        if meta and meta[2:4] != [instance.mentees, instance.mentors]:
            raise InstanceError(
                "'meta' promises {promised} mentees and mentors, the arrays hold {held}.",
                promised=meta[2:4], held=[instance.mentees, instance.mentors],
            )  # fmt: skip
        return instance

    @classmethod
    def from_npz(cls, path: str | Path) -> Self:
        """An instance from a numpy archive."""
        return cls.from_mapping(read_npz(path))

    def to_mapping(self) -> dict[str, Array]:
        """All arrays by name, with `meta` = format, seed 0, mentees, mentors."""
        arrays = {name: getattr(self, name) for name in FIELDS}
        return {"meta": np.array([1, 0, self.mentees, self.mentors], np.int64), **arrays}

    def to_npz(self, path: str | Path) -> None:
        """Write a numpy archive that `from_npz` reads back."""
        write_npz(path, self.to_mapping())

    def replace(self, **arrays: Any) -> Self:
        """The same people with some arrays changed."""
        return dataclasses.replace(self, **arrays)
