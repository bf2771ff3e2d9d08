"""What everybody is told at once is what each is told alone."""

import numpy as np
import pytest

from peermatch import (
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
from peermatch.survey import Survey, survey

from .crowd import crowd
from .test_solve import _some_options

BARE = Rules.from_mapping(
    {
        "hard": {
            "language": False, "gender": False, "slot": False, "place": False, "ready": False,
            "settled": {"unknown": False},
        }
    }
)  # fmt: skip
NEAR = Rules.from_mapping({"hard": {"place": {"remote": False}, "slot": {"unknown": False}}})
RULES = (YARDSTICK, PROGRAMME, NEAR, BARE)


def holds(people: Instance, rules: Rules, plan: Plan, *, compiled: bool) -> int:
    """Hold every entry of the survey against the explanation of that person."""
    found = survey(people, rules, plan, compiled=compiled)
    told = [why for why in explain_all(people, rules, plan) if why.mentor < 0]
    assert found.mentees.tolist() == [why.mentee for why in told]
    for row, why in enumerate(told):
        assert found.possible[row] == why.possible
        assert {name: counts[row] for name, counts in found.fails.items()} == why.fails
        assert {name: counts[row] for name, counts in found.blocked.items()} == why.blocked
        assert found.helpless[row] == (not why.advice)
        changes_hold(found, row, why)
    return len(told)


def changes_hold(found: Survey, row: int, why: Explanation) -> None:
    """Every kind of change that there is, is told, and the one told is one that helps best."""
    changes = dict(found.changes(why.mentee))
    assert len({change.kind for change in changes}) == len(changes)
    assert {c.kind for c in changes} == {advice.change.kind for advice in why.advice}
    truths = list(changes.values())
    assert truths == sorted(truths, reverse=True)
    for change, verified in changes.items():
        alike = [a for a in why.advice if a.change.kind == change.kind]
        assert verified == any(advice.verified for advice in alike)
        if change.kind in ("capacity", "ready", "mentor_gender") and len(alike) >= 10:
            continue  # of many mentors an explanation names the best only
        (advice,) = [a for a in alike if a.change == change]
        assert (advice.verified, len(advice.mentors)) == (verified, found.opened[change.kind][row])
        if change.kind == "radius":
            better = [a for a in alike if a.verified >= verified]
            assert change.value == min(a.change.value for a in better)


@pytest.mark.parametrize("compiled", [False, True])
def test_survey_is_what_everybody_is_told(compiled: bool) -> None:
    told = 0
    for seed in range(60):
        people, rules = crowd(seed), RULES[seed % 4]
        if seed % 6 == 0:
            people = crowd(seed, mentees=90, mentors=70)
        options = _some_options(people, rules, seed)
        told += holds(people, rules, solve(people, rules, options=options), compiled=compiled)
    assert told > 300


@pytest.mark.parametrize("compiled", [False, True])
def test_survey_when_nobody_is_there(compiled: bool) -> None:
    for mentees, mentors in ((0, 3), (3, 0), (0, 0)):
        people = crowd(3, mentees=mentees, mentors=mentors)
        found = survey(people, PROGRAMME, solve(people, PROGRAMME), compiled=compiled)
        assert found.helpless.tolist() == [True] * mentees
        assert len(found.mentees) == mentees


def test_survey_answers_for_those_without_a_mentor() -> None:
    people = Instance(
        loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=[0, 0], e_b1=[1, 1], e_slots=[1, 1],
        r_loc=[0], r_b1=[1], r_slots=[1], r_ready=[1], r_cap=[2],
    )  # fmt: skip
    plan = solve(people, YARDSTICK, options=Options(reserve=((0, 1),)))
    lonely = int(np.flatnonzero(plan.mate < 0)[0])
    found = survey(people, YARDSTICK, plan)
    ((change, verified),) = found.changes(lonely)
    assert (change.kind, change.mentor, change.value, verified) == ("capacity", 0, 1, True)
    again = solve(change.apply(people, YARDSTICK), YARDSTICK, options=plan.options)
    assert again.matched == 2
    assert explain(people, YARDSTICK, plan, lonely).advice[0].change == change
    for mentee in (1 - lonely, 9):
        with pytest.raises(OptionsError, match=f"Mentee {mentee} is not without a mentor"):
            found.changes(mentee)
