"""Single changes that make a mentor possible for somebody who has none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from peermatch.arrays import Array
from peermatch.block import Block, country
from peermatch.change import Change
from peermatch.criteria import bits, score
from peermatch.hard import mentee_gender_wish, mentor_gender_wish

_MOST = 10  # changes named per kind that concern one mentor each
Opening = tuple[Change, Array]


@dataclass(frozen=True, slots=True)
class Advice:
    """A change, the mentors it makes possible (best pair first), and what it is worth.

    `verified`: with this change alone a best plan matches one more person, this mentee can be
    that person, and nobody else loses a place. Not verified: a mentor becomes possible, but
    all of them are needed by others.
    """

    change: Change
    mentors: tuple[int, ...]
    verified: bool


class Openings:
    """All single changes for one mentee.

    `block` holds her against every mentor; `missing` tells how many places more each mentor
    needs for one to be free.
    """

    def __init__(self, block: Block, mentee: int, open_mentors: Array, missing: Array) -> None:
        self._block, self._mentee, self._missing = block, mentee, missing
        self._open = open_mentors
        self._score = score(block)

    def advice(self, alone: Mapping[str, Array], possible: Array) -> tuple[Advice, ...]:
        """`alone[rule]`: mentors whom only this rule blocks; `possible`: all of them taken."""
        found = [*self._of_mentee(alone), *self._of_mentors(alone, possible)]
        listed = [self._advice(change, mentors) for change, mentors in found]
        return tuple(sorted(listed, key=lambda a: (not a.verified, -len(a.mentors))))

    def _advice(self, change: Change, mentors: Array) -> Advice:
        # A change to the mentor makes a free place; one to the mentee needs one to be reached.
        verified = change.kind in ("capacity", "ready") or bool(self._open[mentors].any())
        best = mentors[np.argsort(-self._score[mentors], kind="stable")]
        return Advice(change, tuple(best.tolist()), verified)

    def _of_mentee(self, alone: Mapping[str, Array]) -> Iterator[Opening]:
        steps: dict[str, Callable[[Array], Iterator[Opening]]] = {
            "language": self._language,
            "slot": self._slot,
            "theme": self._theme,
            "place": self._place,
            "gender": self._gender,
        }
        for rule, step in steps.items():
            mentors = np.flatnonzero(alone.get(rule, np.zeros(0, np.bool_)))
            if len(mentors):
                yield from step(mentors)

    def _language(self, mentors: Array) -> Iterator[Opening]:
        rule = self._block.rules.hard.language
        spoken = getattr(self._block.people, f"r_{rule.level}")
        for language, some in self._by_bit(mentors, spoken[mentors]):
            yield Change("language", self._mentee, value=language), some
            if rule.interpreter:
                yield Change("interpreter", self._mentee, value=language), some

    def _slot(self, mentors: Array) -> Iterator[Opening]:
        for slot, some in self._by_bit(mentors, self._block.people.r_slots[mentors]):
            yield Change("slot", self._mentee, value=slot), some

    def _theme(self, mentors: Array) -> Iterator[Opening]:
        for topic, some in self._by_bit(mentors, self._block.people.r_topics[mentors]):
            yield Change("theme", self._mentee, value=topic), some

    def _place(self, mentors: Array) -> Iterator[Opening]:
        people, rules = self._block.people, self._block.rules
        distance = self._block.distance[mentors]
        for reach in np.unique(distance[distance < self._block.beyond]).tolist():
            yield Change("radius", self._mentee, value=reach), mentors[distance <= reach]
        home = country(people, people.e_loc[[self._mentee]])
        near = (country(people, people.r_loc[mentors]) == home) & (home >= 0)
        agree = mentors[near & (people.r_remote[mentors] != 0)]
        if rules.hard.place.remote and len(agree):
            yield Change("remote", self._mentee), agree

    def _gender(self, mentors: Array) -> Iterator[Opening]:
        theirs = np.broadcast_to(mentor_gender_wish(self._block), self._score.shape)[mentors]
        own = np.broadcast_to(mentee_gender_wish(self._block), self._score.shape)[mentors]
        if theirs.any():
            yield Change("gender", self._mentee), mentors[theirs]
        yield from self._each("mentor_gender", mentors[own])

    def _of_mentors(self, alone: Mapping[str, Array], possible: Array) -> Iterator[Opening]:
        yield from self._each("capacity", possible)
        for kind, rule in (("capacity", "capacity"), ("ready", "ready")):
            yield from self._each(kind, np.flatnonzero(alone.get(rule, np.zeros(0, np.bool_))))

    def _each(self, kind: str, mentors: Array) -> Iterator[Opening]:
        """One change per mentor, the best pairs first."""
        order = np.argsort(-self._score[mentors], kind="stable")[:_MOST]
        for mentor in mentors[order].tolist():
            value = int(self._missing[mentor]) if kind == "capacity" else 0
            yield Change(kind, self._mentee, mentor, value), np.array([mentor])

    def _by_bit(self, mentors: Array, words: Array) -> Iterator[tuple[int, Array]]:
        """The mentors that have each bit."""
        for bit in bits(int(np.bitwise_or.reduce(words))):
            yield bit, mentors[(words >> words.dtype.type(bit)) & words.dtype.type(1) != 0]
