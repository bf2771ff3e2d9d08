"""Many pairs at once: the quantities that several rules and criteria look at."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.rules import LEVELS, Rules


@dataclass(frozen=True)
class Block:
    """The pairs of mentees `i` with mentors `j`.

    `i` and `j` are index arrays that broadcast: a column against a row means all their pairs,
    two lists of one length mean a list of pairs. `known_distance` saves work when many
    mentees share a municipality.
    """

    people: Instance
    rules: Rules
    i: Array
    j: Array
    known_distance: Array | None = None

    @cached_property
    def beyond(self) -> int:
        """The distance class that means too far or unknown."""
        return len(self.rules.hard.place.kilometres)

    @cached_property
    def distance(self) -> Array:
        """Class of the nearest municipality the mentor serves, however far one can travel."""
        if self.known_distance is not None:
            return self.known_distance
        return distance_class(self.people, self.rules, self.people.e_loc[self.i], self.j)

    @cached_property
    def near(self) -> Array:
        """The distance class, `beyond` where the mentee cannot travel so far."""
        too_far = self.distance > self.people.e_radius[self.i]
        return np.where(too_far, self.beyond, self.distance)

    @cached_property
    def remote(self) -> Array:
        """Both meet remotely and live in one country."""
        people = self.people
        home = country(people, people.e_loc[self.i])
        there = country(people, people.r_loc[self.j])
        both = (people.e_remote[self.i] & people.r_remote[self.j]) != 0
        remote: Array = both & (home == there) & (home >= 0)
        return remote

    @cached_property
    def shared_slots(self) -> Array:
        """Bits of the weekly slots both have."""
        shared: Array = self.people.e_slots[self.i] & self.people.r_slots[self.j]
        return shared

    @cached_property
    def interpreted(self) -> Array:
        """Bits of the languages in which the mentee's interpreter reaches the mentor."""
        level = getattr(self.people, f"r_{self.rules.hard.language.level}")
        helped: Array = self.people.e_interpreter[self.i] & level[self.j]
        return helped

    def shared(self, level: str) -> Array:
        """Bits of the languages both speak at `level`, one of `LEVELS`."""
        e_level, r_level = getattr(self.people, f"e_{level}"), getattr(self.people, f"r_{level}")
        shared: Array = e_level[self.i] & r_level[self.j]
        return shared


def country(people: Instance, loc: Array) -> Array:
    """The country of each municipality in `loc`, -1 where the municipality is unknown."""
    known = np.append(people.loc_country, np.int16(-1))
    return known[loc]


def distance_class(people: Instance, rules: Rules, loc: Array, j: Array) -> Array:
    """Class of the distance from municipalities `loc` to the nearest one mentors `j` serve."""
    kilometres = np.asarray(rules.hard.place.kilometres, np.float64)
    if len(people.loc_x) == 0:
        return np.full(np.broadcast_shapes(loc.shape, j.shape), len(kilometres), np.int8)
    served, home = people.r_serve[j], loc[..., None]
    apart = np.hypot(
        people.loc_x[served] - people.loc_x[home], people.loc_y[served] - people.loc_y[home]
    ).astype(np.float32)
    classes = np.searchsorted(kilometres, apart, side="left").astype(np.int8)
    abroad = people.loc_country[served] != people.loc_country[home]
    classes[abroad | (served < 0) | (home < 0)] = len(kilometres)
    nearest: Array = classes.min(axis=-1)
    return nearest


__all__ = ["LEVELS", "Block", "country", "distance_class"]
