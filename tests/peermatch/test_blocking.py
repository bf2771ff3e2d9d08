"""Blocking pairs are exactly those that the definition, word for word, finds."""

from peermatch import PROGRAMME, YARDSTICK, Instance, Options, Plan, Rules, solve
from peermatch.blocking import Blocking, blocking_pairs

from .crowd import crowd
from .literal import allowed_pairs, tier_of
from .test_solve import _some_options

RULES = (YARDSTICK, PROGRAMME)


def literally(people: Instance, rules: Rules, plan: Plan) -> list[tuple[int, int]]:
    """Every pair, asked one by one."""
    pairs = allowed_pairs(people, rules, plan.options)
    room = plan.options.applied_to(people)
    mate, locked = plan.mate.tolist(), dict(plan.options.locked)
    found = []
    for (i, j), points in pairs.items():
        if i in locked or mate[i] == j or (mate[i] >= 0 and points <= pairs[i, mate[i]]):
            continue
        his = [a for a, b in enumerate(mate) if b == j]
        rivals = [(tier_of(people, rules, a), pairs[a, j]) for a in his if a not in locked]
        free = int(room.r_load[j]) + len(his) < int(room.r_cap[j])
        if free or any(rival < (tier_of(people, rules, i), points) for rival in rivals):
            found.append((i, j))
    return found


def test_blocking_pairs_are_those_of_the_definition() -> None:
    total = 0
    for seed in range(80):
        people, rules = crowd(seed), RULES[seed // 2 % 2]
        if seed % 7 == 0:
            people = crowd(seed, mentees=30, mentors=18)
        plan = solve(people, rules, options=_some_options(people, rules, seed))
        found = blocking_pairs(people, rules, plan)
        assert [(b.mentee, b.mentor) for b in found] == sorted(literally(people, rules, plan))
        total += len(found)
    assert total > 20


def test_blocking_pair_tells_who_would_have_to_go() -> None:
    """Yusuf prefers Amina and she him, but Leyla could have nobody else."""
    people = Instance(
        loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=[0, 0], e_b1=[1, 3], e_slots=[3, 3],
        e_sector=[0, 4], r_loc=[0, 0], r_b1=[1, 2], r_slots=[3, 1], r_ready=[1, 1], r_cap=[1, 1],
        r_sector=[4, 0],
    )  # fmt: skip
    plan = solve(people, YARDSTICK)
    assert plan.mate.tolist() == [0, 1]
    (pair,) = blocking_pairs(people, YARDSTICK, plan)
    assert pair == Blocking(1, 0, plan.points[1] + 100 + 17, plan.points[1], displaced=0)
    locked = solve(people, YARDSTICK, options=Options(locked=((1, 1),)))
    assert blocking_pairs(people, YARDSTICK, locked) == ()
