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
    language: int
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
    """The same people and these mentors, ready and free."""
    count = len(recruits)
    serve = np.full((count, instance.r_serve.shape[1]), -1, np.int32)
    serve[:, :1] = np.array([r.municipality for r in recruits], np.int32).reshape(-1, 1)
    language = np.array([1 << r.language for r in recruits], np.uint64)
    new: dict[str, Array] = {
        "r_loc": serve[:, 0],
        "r_serve": serve,
        "r_gender": np.array([r.gender for r in recruits], np.int8),
        "r_slots": np.array([_word(r.slots) for r in recruits], np.uint32),
        "r_topics": np.array([_word(r.topics) for r in recruits], np.uint64),
        "r_remote": np.array([r.remote for r in recruits], np.uint8),
        "r_cap": np.array([r.places for r in recruits], np.int16),
        "r_ready": np.ones(count, np.uint8),
        **{f"r_{level}": language for level in LEVELS},
    }
    arrays = {}
    for name, field in FIELDS.items():
        if field.owner == "r":
            old = getattr(instance, name)
            added = new.get(name, np.full(count, field.default or 0, field.dtype))
            arrays[name] = np.concatenate([old, added])
    return instance.replace(**arrays)


def _word(bits: tuple[int, ...]) -> int:
    return sum(1 << bit for bit in bits)
