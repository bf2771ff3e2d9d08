"""The hard rules, each by name: over many pairs at once, and in plain form.

A rule's array form takes a `Block` and tells for every pair whether it is allowed; its plain
form takes two records. Both say the same (tested). Whether a rule is on, and its parameters,
stand in `Rules.hard`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from peermatch.arrays import Array
from peermatch.block import Block
from peermatch.criteria import near_class, shared_remote
from peermatch.people import Mentee, Mentor
from peermatch.rules import Rules


@dataclass(frozen=True, slots=True)
class HardRule:
    """One rule in both forms. `by_pair`: looks up single pairs, so best asked last."""

    name: str
    allows: Callable[[Block], Array]
    allows_pair: Callable[[Rules, Mentee, Mentor], bool]
    by_pair: bool = False


def _ready(block: Block) -> Array:
    """The mentor is vetted and trained."""
    ready: Array = block.people.r_ready[block.j] != 0
    return ready


def _ready_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    return mentor["ready"]


def _capacity(block: Block) -> Array:
    """The mentor has a free place."""
    return block.people.r_cap[block.j] > block.people.r_load[block.j]


def _capacity_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    return mentor["capacity"] > mentor["load"]


def _language(block: Block) -> Array:
    """Both speak one language at the level needed, or an interpreter helps."""
    spoken: Array = block.shared(block.rules.hard.language.level) != 0
    if block.rules.hard.language.interpreter:
        spoken = spoken | (block.interpreted != 0)
    return spoken


def _language_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    level = rules.hard.language.level
    if mentee["spoken"][level] & mentor["spoken"][level]:
        return True
    helped = mentee["interpreter"] & mentor["spoken"][level]
    return rules.hard.language.interpreter and helped != 0


def _gender(block: Block) -> Array:
    """Each side's wish about the other's gender is met."""
    return mentee_gender_wish(block) & mentor_gender_wish(block)


def mentee_gender_wish(block: Block) -> Array:
    """The mentee's own wish is met."""
    people, i = block.people, block.i
    return _wish(people.e_gender[i], people.r_gender[block.j], people.e_same[i], people.e_wish[i])


def mentor_gender_wish(block: Block) -> Array:
    """The mentor's own wish is met."""
    people, j = block.people, block.j
    return _wish(people.r_gender[j], people.e_gender[block.i], people.r_same[j], people.r_wish[j])


def _wish(own: Array, other: Array, same: Array, wish: Array) -> Array:
    equal = (own == other) & (own >= 0)
    met: Array = (equal | (same == 0)) & ((wish < 0) | (wish == other))
    return met


def _gender_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    for one, other in ((mentee, mentor), (mentor, mentee)):
        if one["same"] and (one["gender"] != other["gender"] or one["gender"] < 0):
            return False
        if one["wish"] >= 0 and one["wish"] != other["gender"]:
            return False
    return True


def _slot(block: Block) -> Array:
    """Both have one weekly slot in common (or somebody gave none, if the rules say so)."""
    shared: Array = block.shared_slots != 0
    if block.rules.hard.slot.unknown:
        people = block.people
        shared = shared | (people.e_slots[block.i] == 0) | (people.r_slots[block.j] == 0)
    return shared


def _slot_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    if rules.hard.slot.unknown and not (mentee["slots"] and mentor["slots"]):
        return True
    return mentee["slots"] & mentor["slots"] != 0


def _theme(block: Block) -> Array:
    """The mentor has experience of the mentee's first theme, if there is one."""
    first = block.people.e_first[block.i]
    covered: Array = (first == 0) | ((first & block.people.r_topics[block.j]) != 0)
    return covered


def _theme_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    return mentee["first"] == 0 or mentee["first"] & mentor["topics"] != 0


def _settled(block: Block) -> Array:
    """The mentor arrived long enough before the mentee."""
    rule = block.rules.hard.settled
    newer = block.people.e_arrival[block.i].astype(np.int32)
    older = block.people.r_arrival[block.j].astype(np.int32)
    unknown = (newer < 0) | (older < 0)
    return np.where(unknown, rule.unknown, older + rule.years <= newer)


def _settled_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    if mentee["arrival"] < 0 or mentor["arrival"] < 0:
        return rules.hard.settled.unknown
    return mentor["arrival"] + rules.hard.settled.years <= mentee["arrival"]


def _place(block: Block) -> Array:
    """The mentor serves a municipality within reach, or both meet remotely."""
    reached: Array = block.near < block.beyond
    return reached | block.remote if block.rules.hard.place.remote else reached


def _place_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    if near_class(rules, mentee, mentor) < len(rules.hard.place.kilometres):
        return True
    return rules.hard.place.remote and shared_remote(mentee, mentor)


def _exclusion(block: Block) -> Array:
    """Nobody asked that this pair not be made."""
    return ~_listed(block, block.people.excl)


def _exclusion_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    return mentor["id"] not in mentee["excluded"]


def _conflict(block: Block) -> Array:
    """The pair has no conflict of interest (relatives, landlord, case worker)."""
    return ~_listed(block, block.people.conflict)


def _conflict_pair(rules: Rules, mentee: Mentee, mentor: Mentor) -> bool:
    return mentor["id"] not in mentee["conflicts"]


def _listed(block: Block, pairs: Array) -> Array:
    width = max(block.people.mentors, 1)
    listed = pairs[:, 0].astype(np.int64) * width + pairs[:, 1]
    return np.isin(block.i.astype(np.int64) * width + block.j, listed)


HARD: dict[str, HardRule] = {
    rule.name: rule
    for rule in (
        HardRule("ready", _ready, _ready_pair),
        HardRule("capacity", _capacity, _capacity_pair),
        HardRule("language", _language, _language_pair),
        HardRule("gender", _gender, _gender_pair),
        HardRule("slot", _slot, _slot_pair),
        HardRule("theme", _theme, _theme_pair),
        HardRule("settled", _settled, _settled_pair),
        HardRule("place", _place, _place_pair),
        HardRule("exclusion", _exclusion, _exclusion_pair, by_pair=True),
        HardRule("conflict", _conflict, _conflict_pair, by_pair=True),
    )
}


def active(rules: Rules) -> tuple[HardRule, ...]:
    """The rules that are switched on, in the order of `HARD`."""
    return tuple(rule for name, rule in HARD.items() if getattr(rules.hard, name).on)
