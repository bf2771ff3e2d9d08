"""Everybody is told why, and what is promised to help does help."""

from collections import Counter

import numpy as np
import pytest

from peermatch import (
    CRITERIA,
    PROGRAMME,
    YARDSTICK,
    Explanation,
    Instance,
    Options,
    OptionsError,
    Plan,
    Rules,
    explain,
    explain_all,
    solve,
)
from peermatch.explain import points_of_pairs
from peermatch.people import mentee_record, mentor_record

from .crowd import SLOTS, crowd
from .literal import HARD, allowed_pairs
from .test_solve import _some_options

RULES = (YARDSTICK, PROGRAMME)
OF_MENTEE = {"language", "interpreter", "slot", "radius", "remote", "gender", "theme"}
OF_MENTOR = {"capacity", "ready", "mentor_gender"}


def test_points_of_every_pair_add_up_to_its_score() -> None:
    for seed in range(40):
        people, rules = crowd(seed), RULES[seed % 2]
        plan = solve(people, rules)
        for i, why in enumerate(explain_all(people, rules, plan)):
            assert (why.mentee, why.mentor) == (i, int(plan.mate[i]))
            if why.mentor >= 0:
                assert [p.criterion for p in why.points] == list(CRITERIA)
                assert sum(p.points for p in why.points) == why.score == plan.points[i]


def test_points_of_all_pairs_are_those_of_each() -> None:
    for seed in range(20):
        people, rules = crowd(seed), RULES[seed % 2]
        plan = solve(people, rules)
        found = points_of_pairs(people, rules, plan)
        for why in explain_all(people, rules, plan):
            told = {point.criterion: point.points for point in why.points}
            alone = {name: int(points[why.mentee]) for name, points in found.items()}
            assert alone == (told or dict.fromkeys(CRITERIA, 0))


def test_blocking_rules_are_counted_mentor_by_mentor() -> None:
    for seed in range(40):
        people, rules = crowd(seed), RULES[seed % 2]
        plan = solve(people, rules)
        for why in explain_all(people, rules, plan):
            if why.mentor < 0:
                broken = [failing(people, rules, why.mentee, j) for j in range(people.mentors)]
                fails = Counter(rule for rules_broken in broken for rule in rules_broken)
                alone = Counter(
                    rules_broken[0] for rules_broken in broken if len(rules_broken) == 1
                )
                assert {name: count for name, count in why.fails.items() if count} == fails
                assert {name: count for name, count in why.blocked.items() if count} == alone
                assert why.possible == sum(not rules_broken for rules_broken in broken)


def failing(people: Instance, rules: Rules, mentee: int, mentor: int) -> list[str]:
    """The hard rules that one pair breaks."""
    one, other = mentee_record(people, mentee), mentor_record(people, mentor)
    on = [(name, rule) for name, rule in HARD.items() if getattr(rules.hard, name).on]
    return [name for name, rule in on if not rule.allows_pair(rules, one, other)]


def advice_holds(people: Instance, rules: Rules, plan: Plan, why: Explanation) -> Counter[str]:
    """Apply each change, solve again, and hold the advice against what comes out."""
    kinds: Counter[str] = Counter()
    before = set(allowed_pairs(people, rules, plan.options))
    for advice in why.advice:
        change = advice.change
        changed = change.apply(people, rules)
        again = solve(changed, rules, options=plan.options)
        after = set(allowed_pairs(changed, rules, plan.options))
        assert {(why.mentee, j) for j in advice.mentors} <= after
        assert (again.matched > plan.matched) == advice.verified
        if change.kind in OF_MENTEE:
            assert after - before == {(why.mentee, j) for j in advice.mentors}
            assert again.matched == plan.matched + advice.verified
            assert (again.mate[why.mentee] >= 0) >= advice.verified
        kinds[change.kind] += 1
    return kinds


def advice_holds_in_crowds(seeds: range) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for seed in seeds:
        people, rules = crowd(seed), RULES[seed % 2]
        plan = solve(people, rules, options=_some_options(people, rules, seed))
        for why in explain_all(people, rules, plan):
            if why.mentor < 0:
                kinds += advice_holds(people, rules, plan, why)
    return kinds


def test_advice_is_verified_by_solving_again() -> None:
    assert set(advice_holds_in_crowds(range(60))) == OF_MENTEE | OF_MENTOR


@pytest.mark.long
def test_advice_is_verified_by_solving_again_in_many_crowds() -> None:
    assert set(advice_holds_in_crowds(range(5000, 5400))) == OF_MENTEE | OF_MENTOR


def test_advice_misses_no_slot() -> None:
    for seed in range(8):
        people = crowd(seed)
        plan = solve(people, YARDSTICK)
        for why in explain_all(people, YARDSTICK, plan):
            if why.mentor < 0:
                offered = {a.change.value for a in why.advice if a.change.kind == "slot"}
                assert offered == slots_that_open(people, why.mentee)


def slots_that_open(people: Instance, mentee: int) -> set[int]:
    """The slots that give a mentee an allowed mentor more, found by trying all."""
    now = sum(i == mentee for i, _ in allowed_pairs(people, YARDSTICK))
    opening = set()
    for slot in range(SLOTS + 1):
        slots = people.e_slots.copy()
        slots[mentee] |= 1 << slot
        pairs = allowed_pairs(people.replace(e_slots=slots), YARDSTICK)
        if sum(i == mentee for i, _ in pairs) > now:
            opening.add(slot)
    return opening


def test_advice_reckons_with_places_held_back() -> None:
    people = Instance(
        loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=[0], e_b1=[1], e_slots=[1],
        r_loc=[0], r_b1=[1], r_slots=[1], r_ready=[1], r_cap=[2], r_load=[1],
    )  # fmt: skip
    plan = solve(people, YARDSTICK, options=Options(reserve=((0, 2),)))
    why = explain(people, YARDSTICK, plan, 0)
    assert [(a.change.kind, a.change.value, a.verified) for a in why.advice] == [
        ("capacity", 2, True)
    ]
    advice_holds(people, YARDSTICK, plan, why)


def test_explain_one_is_explain_all() -> None:
    people = crowd(11, mentees=10, mentors=6)
    plan = solve(people, PROGRAMME)
    assert tuple(explain(people, PROGRAMME, plan, i) for i in range(10)) == explain_all(
        people, PROGRAMME, plan
    )


def test_explain_nobody() -> None:
    people = crowd(11, mentees=3, mentors=0)
    plan = solve(people, PROGRAMME)
    assert explain(people, PROGRAMME, plan, 2).advice == ()
    with pytest.raises(OptionsError, match="There is no mentee 3; there are 3"):
        explain(people, PROGRAMME, plan, 3)


def test_everybody_is_explained() -> None:
    people = crowd(3, mentees=120, mentors=80)
    people = people.replace(r_cap=np.minimum(people.r_cap, 1), r_load=[0] * 80)
    plan = solve(people, PROGRAMME)
    explained = explain_all(people, PROGRAMME, plan)
    assert sum(why.mentor < 0 for why in explained) > 40
