"""Recruits bring exactly what is promised."""

import pytest

from peermatch import PROGRAMME, YARDSTICK, Instance, Rules, solve, unlock
from peermatch.change import Recruit, with_recruits

from .crowd import crowd
from .test_solve import _some_options

STRICT = Rules.from_mapping({"hard": {"settled": {"unknown": False}, "language": False}})
RULES = (YARDSTICK, PROGRAMME, STRICT)


def recruits_hold(seed: int) -> int:
    """Add each recruit, solve again, and hold the promise against what comes out."""
    people, rules = crowd(seed), RULES[seed % 3]
    plan = solve(people, rules, options=_some_options(people, rules, seed))
    recruits = unlock(people, rules, plan, 4, places=1 + seed % 3, remote=seed % 5 == 0)
    for recruit in recruits:
        alone = solve(recruit.apply(people), rules, options=plan.options)
        assert alone.matched == plan.matched + recruit.more
        assert recruit.reach <= int((plan.mate < 0).sum())
    for count in range(1, len(recruits) + 1):
        all_of_them = solve(with_recruits(people, recruits[:count]), rules, options=plan.options)
        assert all_of_them.matched == plan.matched + recruits[count - 1].together
    assert len(set(recruits)) == len(recruits)
    return len(recruits)


def test_recruits_bring_what_is_promised() -> None:
    assert sum(recruits_hold(seed) for seed in range(60)) > 60


@pytest.mark.long
def test_recruits_bring_what_is_promised_in_many_crowds() -> None:
    assert sum(recruits_hold(seed) for seed in range(3000, 3300)) > 300


def test_unlock_names_whom_to_look_for() -> None:
    """Four women in the second town speak language 2, want a woman, and are free in slot 5."""
    people = Instance(
        loc_country=[0, 0], loc_x=[0.0, 90.0], loc_y=[0.0, 0.0],
        e_loc=[1] * 4, e_b1=[4] * 4, e_slots=[32] * 4, e_gender=[0] * 4, e_same=[1] * 4,
        e_need3=[2] * 4, r_loc=[0], r_b1=[1], r_slots=[1], r_ready=[1], r_cap=[1],
    )  # fmt: skip
    found = unlock(people, PROGRAMME, solve(people, PROGRAMME), 3)
    assert found == [
        Recruit(1, (2,), 0, (5,), (1,), remote=False, places=3, more=3, together=3, reach=4)
    ]


def test_unlock_sees_chains() -> None:
    """The one place goes to a second mentee; a recruit for the first frees it for nobody new,
    but a recruit whom only the matched one can have lets the other one in."""
    people = Instance(
        loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=[0, 0], e_b1=[1, 3], e_slots=[1, 3],
        e_tier=[0, 1], r_loc=[0], r_b1=[1], r_slots=[1], r_ready=[1], r_cap=[1],
    )  # fmt: skip
    plan = solve(people, YARDSTICK)
    assert plan.mate.tolist() == [-1, 0]
    best = unlock(people, YARDSTICK, plan, 9)
    assert {(r.languages, r.more, r.reach) for r in best} == {((0,), 1, 1)}
    chained = Recruit(0, (1,), 0, (1,), (), remote=False, places=1)
    assert solve(chained.apply(people), YARDSTICK).matched == 2


def test_unlock_when_everybody_is_matched_or_nobody_is_there() -> None:
    nobody = crowd(1, mentees=0, mentors=0)
    assert unlock(nobody, PROGRAMME, solve(nobody, PROGRAMME)) == []
    lost = crowd(1, mentees=3, mentors=0).replace(e_loc=[-1, -1, -1])
    assert unlock(lost, PROGRAMME, solve(lost, PROGRAMME)) == []
