"""`survey` for many people, compiled: gathers what the kernels of `looking` read."""

from collections.abc import Mapping

import numpy as np

from peermatch.arrays import Array
from peermatch.block import country
from peermatch.hard import active
from peermatch.instance import Instance
from peermatch.large.looking import (
    ALIKE,
    CONFLICT,
    EXCLUSION,
    KINDS,
    LANGUAGE,
    PLACE,
    SLOT,
    SPACE,
    THEME,
    Facts,
    Found,
    look,
    spread,
)
from peermatch.mentor_bits import MentorBits
from peermatch.rules import Rules

_ASKED = {
    "language": LANGUAGE, "slot": SLOT, "theme": THEME, "place": PLACE,
    "exclusion": EXCLUSION, "conflict": CONFLICT,
}  # fmt: skip
_ABOUT = dict.fromkeys(("radius", "remote"), "place") | {"mentor_gender": "gender"}
Entries = dict[str, dict[str, Array]]


class Looking:
    """Every mentee of an instance against every mentor."""

    def __init__(self, bits: MentorBits) -> None:
        self._bits, self._names = bits, [rule.name for rule in active(bits.rules)]
        self._facts = _facts(bits, self._names)

    def spread(self, open_mentors: Array, who: Array, mate: Array) -> None:
        """Add to a row of bits the mentors of those of `who` that could move to one in it."""
        self._facts = self._facts._replace(open=open_mentors)
        fresh, more = open_mentors.copy(), np.zeros_like(open_mentors)
        spread(self._facts, who.astype(np.int64), mate.astype(np.int64), fresh, more)

    def rows(self, who: Array) -> Entries:
        """The entries of a `Survey` for some mentees."""
        count, rules, kinds = len(who), len(self._names), len(KINDS)
        fails, blocked = np.zeros((2, rules, count), np.int64)
        value, opened = np.full((2, kinds, count), -1)
        found = Found(np.zeros(count, np.int64), fails, blocked, value, opened,
                      np.zeros((kinds, count), np.bool_))  # fmt: skip
        space = np.zeros((rules + SPACE, self._bits.width), np.uint64)
        look(self._facts, who.astype(np.int64), space, found)
        on = dict(zip(KINDS, range(kinds), strict=True))
        if self._bits.rules.hard.language.interpreter:
            on["interpreter"] = on["language"]
        told = {kind: on[kind] for kind in self._told() if kind in on}
        return {
            "possible": {"all": found.possible},
            "fails": dict(zip(self._names, fails, strict=True)),
            "blocked": dict(zip(self._names, blocked, strict=True)),
            "value": {kind: value[k] for kind, k in told.items()},
            "opened": {kind: opened[k] for kind, k in told.items()},
            "verified": {kind: found.verified[k] for kind, k in told.items()},
        }

    def _told(self) -> list[str]:
        """The kinds of change there are under these rules, in the order of `survey`."""
        kinds = [KINDS[0], "interpreter", *KINDS[1:]]
        rule_of = dict(zip(KINDS, self._facts.rule_of.tolist(), strict=True))
        rule_of["interpreter"] = rule_of["language"]
        return [kind for kind in kinds if rule_of[kind] >= 0 or kind in ("ready", "capacity")]


def _facts(bits: MentorBits, names: list[str]) -> Facts:
    people, rules = bits.people, bits.rules
    everyone = np.arange(people.mentees)
    homes, home = np.unique(people.e_loc, return_inverse=True)
    countries, where = np.unique(country(people, people.e_loc), return_inverse=True)
    alike, row = _alike(bits, everyone)
    barred_from, barred = _barred(people)
    radius = np.minimum(people.e_radius.astype(np.int64), len(rules.hard.place.kilometres) - 1)
    codes = _codes(names)
    return Facts(
        rules=codes, strict=np.array(sorted(codes.tolist(), key=_leniency), np.int64),
        rule_of=_rule_of(names, rules),
        everybody=bits.everybody, open=bits.open,
        bits=np.concatenate([bits.speakers, bits.free, bits.topics]),
        begin=np.cumsum([0, *map(len, (bits.speakers, bits.free, bits.topics))]),
        **_asked(bits), near=bits.near_homes(homes), home=home, radius=radius,
        far=bits.remote_in(countries), country=where,
        meets=(people.e_remote != 0) & rules.hard.place.remote,
        alike=alike, row=row, barred_from=barred_from, barred=barred,
    )  # fmt: skip


def _codes(names: list[str]) -> Array:
    """How each rule is asked; those that are asked alike are numbered."""
    alike = iter(range(ALIKE, ALIKE + len(names)))
    return np.array([_ASKED[n] if n in _ASKED else next(alike) for n in names], np.int64)


def _leniency(code: int) -> tuple[bool, bool, int]:
    """Place forbids most, and single pairs hardly any."""
    return code != PLACE, code in (EXCLUSION, CONFLICT), -code


def _rule_of(names: list[str], rules: Rules) -> Array:
    about = {kind: _ABOUT.get(kind, kind) for kind in KINDS}
    if not rules.hard.place.remote:
        about["remote"] = ""
    return np.array([names.index(n) if n in names else -1 for n in about.values()], np.int64)


def _asked(bits: MentorBits) -> Mapping[str, Array]:
    """What mentees ask for that is told by bits: languages, slots, topics."""
    people, hard = bits.people, bits.rules.hard
    spoken = getattr(people, f"e_{hard.language.level}")
    if hard.language.interpreter:
        spoken = spoken | people.e_interpreter
    always = np.zeros((3, bits.width), np.uint64)
    anybody = np.zeros((3, people.mentees), np.bool_)
    anybody[THEME] = people.e_first == 0
    if hard.slot.unknown:
        always[SLOT] = bits.packed(people.r_slots == 0)
        anybody[SLOT] = people.e_slots == 0
    slots = people.e_slots.astype(np.uint64)
    return {
        "always": always, "anybody": anybody,
        "asked": np.stack([spoken, slots, people.e_first]).astype(np.uint64),
    }  # fmt: skip


def _alike(bits: MentorBits, who: Array) -> tuple[Array, Array]:
    """Rows for the kinds of mentees that a rule tells apart, and which each mentee has."""
    tables, rows = [], []
    for rule in active(bits.rules):
        if rule.name not in _ASKED:
            table, which = bits.asked_once(who, rule)
            tables.append(table)
            rows.append(which)
    own, theirs, which = bits.wishes_once(who)
    tables += [own, theirs]
    rows += [which, which]
    starts = np.cumsum([0, *map(len, tables[:-1])])
    return np.concatenate(tables), np.stack(rows).astype(np.int64) + starts[:, None]


def _barred(people: Instance) -> tuple[Array, Array]:
    """Exclusions and conflicts by mentee."""
    starts, mentors, end = [], [], 0
    for pairs in (people.excl, people.conflict):
        order = np.argsort(pairs[:, 0], kind="stable")
        starts.append(end + np.searchsorted(pairs[order, 0], np.arange(people.mentees + 1)))
        mentors.append(pairs[order, 1].astype(np.int64))
        end += len(pairs)
    return np.stack(starts).astype(np.int64), np.concatenate(mentors)
