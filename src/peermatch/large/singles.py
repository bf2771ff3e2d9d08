"""Whom one person could be matched with, compiled: `Neighbours` for many thousands of people.

Rows of `Facts` are written anew whenever somebody comes or changes.
"""

from collections.abc import Iterator

import numpy as np

from peermatch.arrays import Array
from peermatch.exchange import Exchange, Seek
from peermatch.instance import Instance
from peermatch.large.arrange import tables_of
from peermatch.large.described import Described
from peermatch.large.links import MOST, add_points, all_links
from peermatch.large.pairing import Facts, Shelf, Switches, sift
from peermatch.large.trade import Trade
from peermatch.neighbours import Door, Lists, Neighbours
from peermatch.options import Options
from peermatch.roster import Roster
from peermatch.rules import Rules

Spans = tuple[Array, Array, list[Door]]  # on the near shelf, on the far one, and where from


class Singles(Neighbours):
    """The same answers as `Neighbours` gives."""

    def __init__(self, roster: Roster, rules: Rules, bonus: int) -> None:
        super().__init__(roster, rules, bonus)
        hard = rules.hard
        self._tables = tables_of(rules)
        self._switches = Switches(
            hard.gender.on, hard.settled.on, hard.settled.years, hard.settled.unknown,
            hard.place.on, hard.place.remote, len(hard.place.kilometres),
            int(self._tables.place.max()), rules.score.age.points,
        )  # fmt: skip
        self._steps = _steps(roster.people, rules)
        self._seen = {"e": np.zeros(0, np.int64), "r": np.zeros(0, np.int64)}
        self._stamp = 0
        self._one = np.zeros(1, np.int64)
        self._no_spans = np.zeros((0, 2), np.int64)
        self._spans: dict[tuple[int, int, int], Spans] = {}
        self._shelves = {
            "e": (self._shelf(self._homes, "e"), self._shelf(self._far_mentees, "e")),
            "r": (self._shelf(self._serving, "r"), self._shelf(self._far_mentors, "r")),
        }
        self._facts = self._gathered()

    def name_mentee(self, i: int) -> None:
        """List a mentee who is new, or has changed."""
        super().name_mentee(i)
        if self._grown():
            self._facts = self._gathered()
        self._facts.words_e[i], self._facts.numbers_e[i] = self._described["e"].one(i)

    def name_mentor(self, j: int) -> None:
        """List a mentor who is new, or has changed."""
        super().name_mentor(j)
        if self._grown():
            self._facts = self._gathered()
        self._facts.words_r[j], self._facts.numbers_r[j] = self._described["r"].one(j)

    def mentors_of(self, i: int, key: Array, limit: int, spare: int) -> tuple[Array, Array]:
        """Mentors whom the rules allow mentee `i`, with points, if `key` less them is low."""
        people = self._roster.people
        alike = int(people.e_loc[i]), int(people.e_radius[i]), int(people.e_remote[i])
        if alike not in self._spans:
            self._spans[alike] = self._behind(self._doors_of_mentee(i))
        return self._sifted("r", i, self._spans[alike], key, limit, spare)

    def mentees_of(self, j: int, key: Array, limit: int, spare: int) -> tuple[Array, Array]:
        """Mentees whom the rules allow mentor `j`, with points, if `key` less them is low."""
        return self._sifted("e", j, self._behind(self._doors_of_mentor(j)), key, limit, spare)

    def market(
        self, instance: Instance, options: Options, mentors_of: Seek, mentees_of: Seek
    ) -> Exchange:
        """An empty market; all pairs are listed, if they are not too many."""
        most = self._rules.most_points + self._bonus
        kind = np.int16 if most < np.iinfo(np.int16).max else np.int32
        found = all_links(options.applied_to(instance), self._rules, kind, MOST)
        if found is None:
            return super().market(instance, options, mentors_of, mentees_of)
        rows, columns = found
        kept = np.ascontiguousarray(np.array(options.stay, np.int64).reshape(-1, 2).T)
        add_points(rows, kept[0], kept[1], options.stay_bonus)
        add_points(columns, kept[1], kept[0], options.stay_bonus)
        mentees, mentors = self._roster.mentees, self._roster.mentors
        return Trade(mentors_of, mentees_of, lambda: (mentees.alive, mentors.alive), rows, columns)

    def _behind(self, doors: Iterator[Door]) -> Spans:
        """What stands on the shelves behind some doors."""
        known = list(doors)
        far = self._far_mentors, self._far_mentees
        near_spans = [lists.span(where) for lists, where in known if lists not in far]
        far_spans = [lists.span(where) for lists, where in known if lists in far]
        return (
            np.array(near_spans, np.int64).reshape(-1, 2),
            np.array(far_spans, np.int64).reshape(-1, 2),
            known,
        )

    def _sifted(
        self, side: str, who: int, spans: Spans, key: Array, limit: int, spare: int
    ) -> tuple[Array, Array]:
        """Those of one side behind some doors who are allowed and near enough."""
        near, far, doors = spans
        if self._switches.place:
            new = np.array([one for lists, at in doors for one in lists.new(at)], np.int64)
        else:
            new = np.flatnonzero(key < limit + spare)
            near = far = self._no_spans
        self._stamp += 1
        count = sift(
            self._facts, who, side == "r", *self._shelves[side], near, far, new, key, limit, spare,
            self._bonus, self._seen[side], self._stamp, self._one, self._found, self._points,
        )  # fmt: skip
        return self._found[:count].copy(), self._points[:count].copy()

    def _shelf(self, lists: Lists, side: str) -> Shelf:
        people, who = self._roster.people, lists.who
        level = self._rules.hard.language
        spoken = getattr(people, f"{side}_{level.level}")[who]
        if side == "e" and level.interpreter:
            spoken = spoken | people.e_interpreter[who]
        slots = getattr(people, f"{side}_slots")[who].astype(np.uint64)
        return Shelf(who, spoken, slots, people.r_topics[who] if side == "r" else slots * 0)

    def _municipalities_near(self, home: int) -> tuple[Array, Array]:
        steps = self._steps[1 + home, 1:]
        near = np.flatnonzero(steps < self._switches.beyond)
        return near, steps[near]

    def _grown(self) -> bool:
        people, facts = self._roster.people, self._facts
        return len(people.e_loc) > len(facts.words_e) or people.r_serve.shape != facts.serve.shape

    def _gathered(self) -> Facts:
        people = self._roster.people
        self._described = {side: Described(people, self._rules, side) for side in ("e", "r")}
        self._seen = {
            "e": np.zeros(len(people.e_loc), np.int64), "r": np.zeros(len(people.r_loc), np.int64),
        }  # fmt: skip
        most = max(len(people.e_loc), len(people.r_loc))
        self._found, self._points = np.zeros((2, most), np.int64)
        words_e, numbers_e = self._described["e"].tables()
        words_r, numbers_r = self._described["r"].tables()
        return Facts(
            words_e=words_e,
            words_r=words_r,
            numbers_e=numbers_e,
            numbers_r=numbers_r,
            serve=people.r_serve,
            steps=self._steps,
            tables=self._tables,
            switches=self._switches,
        )


def _steps(people: Instance, rules: Rules) -> Array:
    """The distance class between any two municipalities; 0 is the unknown one, others follow."""
    limits, places = rules.hard.place.kilometres, len(people.loc_x)
    steps = np.full((places + 1, places + 1), len(limits), np.int8)
    for home in range(places):
        there = np.flatnonzero(people.loc_country == people.loc_country[home])
        apart = np.hypot(
            people.loc_x[there] - people.loc_x[home], people.loc_y[there] - people.loc_y[home]
        ).astype(np.float32)
        steps[1 + home, 1 + there] = np.searchsorted(np.asarray(limits), apart, side="left")
    return steps
