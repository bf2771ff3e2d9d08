"""Changes to the people that would open a match, as data that can be applied."""

from dataclasses import dataclass

import numpy as np

from peermatch.arrays import FIELDS, Array
from peermatch.instance import Instance
from peermatch.rules import LEVELS, Rules


@dataclass(frozen=True, slots=True)
class Change:
    """One change to one person.

    kind, and what `value` means:
    of the mentee - "language" (index: she learns it to the level needed), "interpreter"
    (index: an interpreter into that language), "slot" (index: she is free then, too),
    "radius" (distance class she travels), "remote", "gender" (she drops her wish), "theme"
    (topic index that may come first as well);
    of the mentor - "ready" (vetted and trained), "capacity" (places more), "mentor_gender"
    (drops the wish).
    """

    kind: str
    mentee: int
    mentor: int = -1
    value: int = 0

    def apply(self, instance: Instance, rules: Rules) -> Instance:
        """The same people after the change."""
        side = "r" if self.mentor >= 0 else "e"
        who = self.mentor if self.mentor >= 0 else self.mentee
        arrays: dict[str, Array] = {}
        for name, value in self._values(rules):
            array = getattr(instance, f"{side}_{name}").copy()
            if name in ("radius", "remote", "same", "wish", "ready"):
                array[who] = value
            elif name == "cap":
                array[who] += value
            else:
                array[who] |= array.dtype.type(1 << value)
            arrays[f"{side}_{name}"] = array
        return instance.replace(**arrays)

    def _values(self, rules: Rules) -> list[tuple[str, int]]:
        """Which arrays change, and to what."""
        match self.kind:
            case "language":
                upto = LEVELS.index(rules.hard.language.level) + 1
                return [(level, self.value) for level in LEVELS[:upto]]
            case "gender" | "mentor_gender":
                return [("same", 0), ("wish", -1)]
            case "radius":
                return [("radius", self.value)]
            case "remote" | "ready":
                return [(self.kind, 1)]
            case "capacity":
                return [("cap", self.value)]
            case "slot":
                return [("slots", self.value)]
            case "theme":
                return [("first", self.value)]
        return [(self.kind, self.value)]


@dataclass(frozen=True, slots=True)
class Recruit:
    """A mentor to look for, and what finding one would bring.

    `more`: how many more people a best plan matches with this one mentor and `places` places
    (verified). `together`: the same with every recruit up to this one in the list. `reach`:
    how many of the people now unmatched could be given this mentor.
    """

    municipality: int
    languages: tuple[int, ...]
    gender: int
    slots: tuple[int, ...]
    topics: tuple[int, ...]
    remote: bool
    places: int
    more: int = 0
    together: int = 0
    reach: int = 0

    def apply(self, instance: Instance) -> Instance:
        """The same people and this mentor, last in the list."""
        return with_recruits(instance, [self])


def with_recruits(instance: Instance, recruits: list[Recruit]) -> Instance:
    """The same people and these mentors, ready, free and long settled."""
    new = _arrays(recruits, instance.r_serve.shape[1])
    return instance.replace(
        **{name: np.concatenate([getattr(instance, name), array]) for name, array in new.items()}
    )


def only_recruits(instance: Instance, recruits: list[Recruit]) -> Instance:
    """The same mentees, and these mentors instead of all others."""
    nothing = np.zeros((0, 2), np.int32)
    return instance.replace(**_arrays(recruits, 1), excl=nothing, conflict=nothing)


def _arrays(recruits: list[Recruit], width: int) -> dict[str, Array]:
    """The arrays of mentors for these recruits, `width` municipalities served at most."""
    count = len(recruits)
    serve = np.full((count, width), -1, np.int32)
    serve[:, 0] = [r.municipality for r in recruits]
    languages = np.array([_word(r.languages) for r in recruits], np.uint64)
    known: dict[str, Array] = {
        "r_loc": serve[:, 0],
        "r_serve": serve,
        "r_gender": np.array([r.gender for r in recruits], np.int8),
        "r_slots": np.array([_word(r.slots) for r in recruits], np.uint32),
        "r_topics": np.array([_word(r.topics) for r in recruits], np.uint64),
        "r_remote": np.array([r.remote for r in recruits], np.uint8),
        "r_cap": np.array([r.places for r in recruits], np.int16),
        "r_ready": np.ones(count, np.uint8),
        "r_arrival": np.zeros(count, np.int16),
        **{f"r_{level}": languages for level in LEVELS},
    }
    mentors = [(name, field) for name, field in FIELDS.items() if field.owner == "r"]
    return {
        name: known[name] if name in known else np.full(count, field.default, field.dtype)
        for name, field in mentors
    }


def _word(bits: tuple[int, ...]) -> int:
    return sum(1 << bit for bit in bits)
