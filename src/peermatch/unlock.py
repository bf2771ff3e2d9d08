"""Whom to recruit, and where, so that more people are matched."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from peermatch.arrays import LANGUAGES, SLOTS, Array
from peermatch.block import Block, distance_class
from peermatch.change import Recruit, with_recruits
from peermatch.hard import active
from peermatch.instance import Instance
from peermatch.pairs import feasible_pairs
from peermatch.plan import Plan
from peermatch.residual import Residual
from peermatch.rules import Rules
from peermatch.solve import market_of

_TRIED = 60  # profiles looked at closely, at least
_CHOICES = 3  # slots and topics named, at most


@dataclass(frozen=True, slots=True)
class _Profile:
    """A kind of mentor, and how many unmatched and movable people it could serve."""

    unmatched: int
    movable: int
    municipality: int
    language: int
    gender: int


def unlock(
    instance: Instance, rules: Rules, plan: Plan, n: int = 5, *, places: int = 3,
    remote: bool = False,
) -> list[Recruit]:  # fmt: skip
    """The `n` mentors whose recruitment would let most more people be matched.

    Each has `places` places, one language besides no other, lives in and serves one
    municipality (`remote`: and meets remotely). They are chosen one after the other, each for
    what it adds to those before; every figure is verified against the optimal plan.
    """
    people = plan.options.applied_to(instance)
    locked = plan.options.locked_mate(people.mentees)
    pairs = feasible_pairs(people, rules)
    market, _ = market_of(people, rules, plan.options, pairs, locked)
    residual = Residual(market, np.where(locked >= 0, -1, plan.mate), locked >= 0)
    lonely = (plan.mate < 0) & residual.tight_mentees
    profiles = sorted(
        _profiles(people, rules, lonely, residual.tight_mentees),
        key=lambda p: (-p.unmatched, -p.movable, p.municipality, p.language, p.gender),
    )[: max(_TRIED, 8 * n)]
    drafts = [_draft(people, rules, p, lonely, places, remote) for p in profiles]
    suitors = _suitors(people, rules, drafts)
    recruits = [
        replace(draft, more=residual.gain(who, places), reach=int(lonely[who].sum()))
        for draft, who in zip(drafts, suitors, strict=True)
    ]
    return _best(residual, recruits, suitors, n)


def _best(
    residual: Residual, recruits: list[Recruit], suitors: list[Array], n: int
) -> list[Recruit]:
    """One after the other, each for what it adds to those before."""
    chosen: list[Recruit] = []
    together = 0
    left = [k for k, recruit in enumerate(recruits) if recruit.more > 0]
    while left and len(chosen) < n:
        added = {k: residual.gain(suitors[k], recruits[k].places) for k in left}
        left = [k for k in left if added[k] > 0]
        if left:
            best = max(left, key=lambda k: (added[k], recruits[k].more, recruits[k].reach, -k))
            together += residual.add(suitors[best], recruits[best].places)
            chosen.append(replace(recruits[best], together=together))
    return chosen


def _profiles(
    people: Instance, rules: Rules, lonely: Array, tight: Array
) -> Iterator[_Profile]:
    """Every municipality, language and gender that would serve somebody who counts."""
    who = np.flatnonzero(tight)
    spoken = getattr(people, f"e_{rules.hard.language.level}")[who]
    if rules.hard.language.interpreter:
        spoken = spoken | people.e_interpreter[who]
    speaks = (spoken[:, None] >> np.arange(LANGUAGES, dtype=np.uint64)) & np.uint64(1) != 0
    homes = people.e_loc[who]
    for home in np.unique(homes[homes >= 0]).tolist():
        served = _within(people, rules, who, home)
        for gender in (0, 1):
            fits = np.flatnonzero(served & _accepts(people, who, gender))
            movable = speaks[fits].sum(axis=0)
            unmatched = speaks[fits[lonely[who[fits]]]].sum(axis=0)
            for language in np.flatnonzero(movable).tolist():
                yield _Profile(
                    int(unmatched[language]), int(movable[language]), home, language, gender
                )


def _within(people: Instance, rules: Rules, who: Array, home: int) -> Array:
    """Who can travel to one municipality."""
    if not rules.hard.place.on:
        return np.ones(len(who), np.bool_)
    spot = people.replace(**_mentor_at(people, home))
    distance = distance_class(spot, rules, people.e_loc[who], np.zeros(1, np.int64))
    reach = np.minimum(people.e_radius[who], len(rules.hard.place.kilometres) - 1)
    within: Array = distance <= reach
    return within


def _mentor_at(people: Instance, home: int) -> dict[str, Array]:
    serve = people.r_serve.copy()
    return {"r_serve": serve}


def _accepts(people: Instance, who: Array, gender: int) -> Array:
    """Who accepts a mentor of this gender."""
    own, wish = people.e_gender[who], people.e_wish[who]
    accepts: Array = ((people.e_same[who] == 0) | (own == gender)) & ((wish < 0) | (wish == gender))
    return accepts


def _draft(
    people: Instance, rules: Rules, profile: _Profile, lonely: Array, places: int, remote: bool
) -> Recruit:
    """The profile with the topics and slots that serve most of the unmatched."""
    draft = Recruit(
        municipality=profile.municipality, language=profile.language, gender=profile.gender,
        slots=tuple(range(SLOTS)), topics=tuple(range(64)), remote=remote, places=places,
    )  # fmt: skip
    return draft


def _suitors(people: Instance, rules: Rules, drafts: list[Recruit]) -> list[Array]:
    """For each draft the mentees that all rules allow."""
    grown = with_recruits(people, drafts)
    mentors = np.arange(people.mentors, grown.mentors)
    block = Block(grown, rules, np.arange(people.mentees)[:, None], mentors[None, :])
    ok = np.ones((people.mentees, len(mentors)), np.bool_)
    for rule in active(rules):
        ok &= rule.allows(block)
    return [np.flatnonzero(column) for column in ok.T]
