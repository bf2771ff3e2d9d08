"""All mentors as rows of bits, 64 to a word, one row per fact."""

from collections.abc import Callable, Iterator
from functools import cached_property

import numpy as np

from peermatch.arrays import LANGUAGES, SLOTS, Array
from peermatch.block import Block, country
from peermatch.hard import HardRule, active, mentee_gender_wish, mentor_gender_wish
from peermatch.instance import Instance
from peermatch.rules import Rules


class MentorBits:
    """Whom each rule allows some mentees: `width` words per mentee.

    Rules that look at few facts of a mentee (gender, years) are asked once for everybody alike.
    """

    def __init__(self, people: Instance, rules: Rules) -> None:
        self.people, self.rules = people, rules
        self.width = max(1, (people.mentors + 63) // 64)
        everybody = np.ones(people.mentors, np.bool_)
        self.everybody = self.packed(everybody)
        self.open = np.zeros(self.width, np.uint64)  # who has room, if others move
        level = getattr(people, f"r_{rules.hard.language.level}")
        self.speakers = self._by_bit(level, LANGUAGES)
        self.free = self._by_bit(people.r_slots, SLOTS)
        self.topics = self._by_bit(people.r_topics, LANGUAGES)
        self._countries = country(people, people.r_loc)

    def allowed(self, who: Array, near: Array) -> Iterator[tuple[str, Array]]:
        """(rule, whom it allows each of these mentees) for every rule that is on.

        `near` is what the method of this name tells about them.
        """
        rows = {
            "language": self._language, "slot": self._slot, "theme": self._theme,
            "exclusion": self._exclusion, "conflict": self._conflict,
        }  # fmt: skip
        for rule in active(self.rules):
            if rule.name == "place":
                yield rule.name, self._place(who, near)
            elif rule.name in rows:
                yield rule.name, rows[rule.name](who)
            else:
                table, which = self.asked_once(who, rule)
                yield rule.name, table[which]

    def wishes(self, who: Array) -> tuple[Array, Array]:
        """Whom the mentees' own wishes about gender allow, and whose wishes allow them."""
        own, theirs, which = self.wishes_once(who)
        return own[which], theirs[which]

    def wishes_once(self, who: Array) -> tuple[Array, Array, Array]:
        """The same for each kind of mentee, and the kind of each."""
        first, which = self._alike(self._kinds(who))
        return (
            self._packed_rule(who[first], mentee_gender_wish),
            self._packed_rule(who[first], mentor_gender_wish),
            which,
        )

    def asked_once(self, who: Array, rule: HardRule) -> tuple[Array, Array]:
        """Whom a rule allows each kind of mentee, and the kind of each of these mentees."""
        kinds = {"gender": self._kinds(who), "settled": self.people.e_arrival[who]}
        first, which = self._alike(kinds.get(rule.name, np.zeros(len(who), np.int64)))
        return self._packed_rule(who[first], rule.allows), which

    def near(self, who: Array) -> Array:
        """[mentee, step, word]: mentors who serve a place no further than this from her home."""
        names, which = np.unique(self.people.e_loc[who], return_inverse=True)
        return self.near_homes(names)[which]

    def near_homes(self, homes: Array) -> Array:
        """The same for some municipalities; nobody is near the unknown one."""
        steps = len(self.rules.hard.place.kilometres)
        rows = np.zeros((len(homes), steps, self.width), np.uint64)
        for row, home in zip(rows, homes.tolist(), strict=True):
            if home >= 0:
                where, step = self._municipalities(home)
                np.bitwise_or.at(row, step, self._serving[where])
        np.bitwise_or.accumulate(rows, axis=1, out=rows)
        return rows

    def remote_of(self, who: Array) -> Array:
        """Mentors who meet remotely and live in the mentees' countries."""
        home = country(self.people, self.people.e_loc[who])
        names, which = np.unique(home, return_inverse=True)
        return self.remote_in(names)[which]

    def remote_in(self, countries: Array) -> Array:
        """The same for some countries; nobody is in the unknown one."""
        meets = self.people.r_remote != 0
        rows = [self.packed(meets & (self._countries == one) & (one >= 0)) for one in countries]
        return np.array(rows, np.uint64).reshape(len(countries), self.width)

    def _language(self, who: Array) -> Array:
        people, rule = self.people, self.rules.hard.language
        words = getattr(people, f"e_{rule.level}")[who]
        words = words | people.e_interpreter[who] if rule.interpreter else words
        return self._any_of(words, self.speakers)

    def _slot(self, who: Array) -> Array:
        ok = self._any_of(self.people.e_slots[who], self.free)
        if self.rules.hard.slot.unknown:
            ok |= self.packed(self.people.r_slots == 0)
            ok[self.people.e_slots[who] == 0] = self.everybody
        return ok

    def _theme(self, who: Array) -> Array:
        first = self.people.e_first[who]
        ok = self._any_of(first, self.topics)
        ok[first == 0] = self.everybody
        return ok

    def _place(self, who: Array, near: Array) -> Array:
        people = self.people
        far = len(self.rules.hard.place.kilometres)
        radius = np.minimum(people.e_radius[who], far - 1)
        ok = np.where((radius >= 0)[:, None], near[np.arange(len(who)), radius], np.uint64(0))
        if self.rules.hard.place.remote:
            meets = people.e_remote[who] != 0
            ok[meets] |= self.remote_of(who[meets])
        return ok

    def _exclusion(self, who: Array) -> Array:
        return self._without(who, self.people.excl)

    def _conflict(self, who: Array) -> Array:
        return self._without(who, self.people.conflict)

    def _without(self, who: Array, pairs: Array) -> Array:
        ok = np.tile(self.everybody, (len(who), 1))
        place = np.full(self.people.mentees, -1)
        place[who] = np.arange(len(who))
        row = place[pairs[:, 0]]
        row, mentor = row[row >= 0], pairs[row >= 0, 1]
        bit = np.uint64(1) << (mentor % 64).astype(np.uint64)
        np.bitwise_and.at(ok, (row, mentor // 64), ~bit)
        return ok

    @cached_property
    def _serving(self) -> Array:
        """Mentors by the municipality they serve."""
        rows = np.zeros((len(self.people.loc_x), self.width), np.uint64)
        mentor, column = np.nonzero(self.people.r_serve >= 0)
        bit = np.uint64(1) << (mentor % 64).astype(np.uint64)
        np.bitwise_or.at(rows, (self.people.r_serve[mentor, column], mentor // 64), bit)
        return rows

    def _municipalities(self, home: int) -> tuple[Array, Array]:
        people, limits = self.people, self.rules.hard.place.kilometres
        apart = np.hypot(people.loc_x - people.loc_x[home], people.loc_y - people.loc_y[home])
        step = np.searchsorted(np.asarray(limits), apart.astype(np.float32), side="left")
        near = (step < len(limits)) & (people.loc_country == people.loc_country[home])
        return np.flatnonzero(near), step[near]

    def _kinds(self, who: Array) -> Array:
        people = self.people
        gender, wish = people.e_gender[who].astype(np.int64), people.e_wish[who]
        return (gender * 8 + wish) * 2 + people.e_same[who]

    def _alike(self, kinds: Array) -> tuple[Array, Array]:
        """The first mentee of each kind, and the kind of each."""
        _, first, which = np.unique(kinds, return_index=True, return_inverse=True)
        return first, which

    def _packed_rule(self, who: Array, allows: Callable[[Block], Array]) -> Array:
        """A rule asked for some mentees and every mentor."""
        block = Block(self.people, self.rules, who[:, None], np.arange(self.people.mentors)[None])
        return self.packed(np.broadcast_to(allows(block), (len(who), self.people.mentors)))

    def _any_of(self, words: Array, rows: Array) -> Array:
        """The mentors who have any of each word's bits."""
        found = np.zeros((len(words), self.width), np.uint64)
        for bit in np.flatnonzero(rows.any(axis=1)).tolist():
            asked = (words >> words.dtype.type(bit)) & words.dtype.type(1) != 0
            found[asked] |= rows[bit]
        return found

    def _by_bit(self, words: Array, count: int) -> Array:
        bits = np.arange(count, dtype=words.dtype)[:, None]
        return self.packed((words >> bits) & words.dtype.type(1) != 0)

    def packed(self, table: Array) -> Array:
        """A table with one column per mentor, 64 columns to a word."""
        missing = 64 * self.width - table.shape[-1]
        padded = np.pad(table, [(0, 0)] * (table.ndim - 1) + [(0, missing)])
        packed: Array = np.packbits(padded, axis=-1, bitorder="little").view("<u8")
        return packed.astype(np.uint64)
