"""Whom to recruit, and where, so that more people are matched."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from peermatch.arrays import LANGUAGES, SLOTS, Array
from peermatch.block import Block
from peermatch.change import Recruit, only_recruits
from peermatch.hard import active
from peermatch.instance import Instance
from peermatch.pairs import feasible_pairs
from peermatch.plan import Plan
from peermatch.residual import Residual
from peermatch.rules import Rules
from peermatch.solve import market_of

_TRIED = 60  # profiles looked at closely, at least
_CHOICES = 3  # slots and topics named, at most
_COLUMNS = 64  # recruits held against everybody at a time
_ANY = tuple(range(LANGUAGES))


@dataclass(frozen=True, slots=True, eq=False)
class _Profile:
    """A kind of mentor, and the unmatched and movable people it could serve."""

    unmatched: int
    movable: int
    draft: Recruit
    suitors: Array


def unlock(
    instance: Instance, rules: Rules, plan: Plan, n: int = 5, *, places: int = 3,
    remote: bool = False,
) -> list[Recruit]:  # fmt: skip
    """The `n` mentors whose recruitment would let most more people be matched.

    Each has `places` places, speaks one language, lives in and serves one municipality
    (`remote`: and meets remotely). They are chosen one after the other, each for what it adds
    to those before; every figure is verified against the optimal plan.
    """
    people = plan.options.applied_to(instance)
    locked = plan.options.locked_mate(people.mentees)
    market, _ = market_of(people, rules, plan.options, feasible_pairs(people, rules), locked)
    residual = Residual(market, np.where(locked >= 0, -1, plan.mate), locked >= 0)
    tight = residual.tight_mentees
    lonely = tight & (plan.mate < 0)
    profiles = _profiles(people, rules, lonely, tight, places, remote)[: max(_TRIED, 8 * n)]
    drafts = [_detailed(people, rules, profile, lonely) for profile in profiles]
    who = np.flatnonzero(tight)
    suitors = [who[fits] for fits in _suitors(people, rules, drafts, who)]
    recruits = [
        replace(draft, more=residual.gain(some, places), reach=int(lonely[some].sum()))
        for draft, some in zip(drafts, suitors, strict=True)
    ]
    return _best(residual, recruits, suitors, n)


def _best(
    residual: Residual, recruits: list[Recruit], suitors: list[Array], n: int
) -> list[Recruit]:
    """One after the other, each for what it adds to those before, no two alike."""
    chosen: list[Recruit] = []
    together = 0
    left = [k for k, recruit in enumerate(recruits) if recruit.more > 0]
    while left and len(chosen) < n:
        added = {k: residual.gain(suitors[k], recruits[k].places) for k in left}
        left = [k for k in left if added[k] > 0]
        if left:
            best = max(left, key=lambda k: (added[k], recruits[k].more, recruits[k].reach, -k))
            left.remove(best)
            together += residual.add(suitors[best], recruits[best].places)
            chosen.append(replace(recruits[best], together=together))
    return chosen


def _profiles(
    people: Instance, rules: Rules, lonely: Array, tight: Array, places: int, remote: bool
) -> list[_Profile]:
    """Every municipality, gender and language that would serve somebody, the best first."""
    who = np.flatnonzero(tight)
    homes = np.unique(people.e_loc[who])
    kinds = [
        Recruit(home, _ANY, gender, tuple(range(SLOTS)), _ANY, remote, places)
        for home in homes[homes >= 0].tolist()
        for gender in (0, 1)
    ]
    speaks = _bit_table(_languages(people, rules)[who])
    profiles = []
    for kind, fits in zip(kinds, _suitors(people, rules, kinds, who), strict=True):
        movable = speaks[fits].sum(axis=0)
        unmatched = speaks[fits & lonely[who]].sum(axis=0)
        for language in np.flatnonzero(movable).tolist():
            draft = replace(kind, languages=(language,))
            suitors = who[fits & speaks[:, language]]
            profiles.append(
                _Profile(int(unmatched[language]), int(movable[language]), draft, suitors)
            )
    profiles.sort(key=lambda p: (-p.unmatched, -p.movable))
    return profiles


def _languages(people: Instance, rules: Rules) -> Array:
    """The languages in which each mentee can be mentored."""
    rule = rules.hard.language
    if not rule.on:
        return np.ones(people.mentees, np.uint64)
    spoken: Array = getattr(people, f"e_{rule.level}")
    return spoken | people.e_interpreter if rule.interpreter else spoken


def _detailed(people: Instance, rules: Rules, profile: _Profile, lonely: Array) -> Recruit:
    """The profile with the few topics and slots that serve most, the unmatched before all."""
    who = profile.suitors
    weight = np.where(lonely[who], 1000, 1)
    needs = people.e_first | people.e_need1 | people.e_need2 | people.e_need3
    topics, served = _few(people.e_first[who] if rules.hard.theme.on else needs[who], weight)
    if rules.hard.theme.on:
        who, weight = who[served], weight[served]
    slots, _ = _few(people.e_slots[who].astype(np.uint64), weight)
    return replace(profile.draft, topics=topics, slots=slots)


def _few(words: Array, weight: Array) -> tuple[tuple[int, ...], Array]:
    """A few bits that together touch most of the weight, and whose words they touch."""
    table = _bit_table(words)
    touched = words == 0
    chosen: list[int] = []
    while len(chosen) < _CHOICES and not touched.all():
        gains = weight[~touched] @ table[~touched]
        chosen.append(int(gains.argmax()))
        touched |= table[:, chosen[-1]]
    return tuple(sorted(chosen)), touched


def _bit_table(words: Array) -> Array:
    """One row per word, one column per bit."""
    table: Array = (words[:, None] >> np.arange(LANGUAGES, dtype=np.uint64)) & np.uint64(1) != 0
    return table


def _suitors(
    people: Instance, rules: Rules, recruits: list[Recruit], who: Array
) -> Iterator[Array]:
    """For each recruit which of the mentees `who` all rules allow."""
    recruited = only_recruits(people, recruits)
    for start in range(0, len(recruits), _COLUMNS):
        mentors = np.arange(start, min(start + _COLUMNS, len(recruits)))
        block = Block(recruited, rules, who[:, None], mentors[None, :])
        ok = np.ones((len(who), len(mentors)), np.bool_)
        for rule in active(rules):
            ok &= rule.allows(block)
        yield from ok.T
