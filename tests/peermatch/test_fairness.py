"""Counts by group are those of a plain count, person by person."""

from collections import Counter

from peermatch import PROGRAMME, YARDSTICK, Instance, Plan, Rules, solve
from peermatch.fairness import Group, fairness, spread

from .crowd import crowd
from .literal import allowed_pairs, tier_of


def memberships(people: Instance, rules: Rules, i: int) -> list[tuple[str, int]]:
    """All groups of one mentee."""
    spoken = [k for k in range(64) if int(people.e_b1[i]) >> k & 1] or [-1]
    home = int(people.e_loc[i])
    return [
        ("all", 0),
        ("gender", int(people.e_gender[i])),
        ("origin", int(people.e_origin[i])),
        ("country", int(people.loc_country[home]) if home >= 0 else -1),
        ("place", home),
        ("waiting", sum(int(people.e_wait[i]) >= w for w in rules.objective.tier_weeks)),
        ("tier", tier_of(people, rules, i)),
        *(("language", language) for language in spoken),
    ]


def counted(people: Instance, rules: Rules, plan: Plan) -> set[Group]:
    reachable = {i for i, _ in allowed_pairs(people, rules)}
    rows: dict[tuple[str, int], Counter[str]] = {}
    for i in range(people.mentees):
        for name in memberships(people, rules, i):
            row = rows.setdefault(name, Counter())
            row["people"] += 1
            row["reachable"] += i in reachable
            row["matched"] += int(plan.mate[i]) >= 0
            row["score"] += int(plan.points[i])
    return {Group(*name, **dict(row)) for name, row in rows.items()}


def test_groups_are_counted_person_by_person() -> None:
    for seed in range(20):
        people, rules = crowd(seed), (YARDSTICK, PROGRAMME)[seed % 2]
        plan = solve(people, rules)
        groups = fairness(people, rules, plan)
        assert len(groups) == len(set(groups))
        assert set(groups) == counted(people, rules, plan)


def test_rates_and_spread() -> None:
    groups = (
        Group("origin", 0, people=10, reachable=8, matched=6, score=9),
        Group("origin", 1, people=10, reachable=10, matched=5, score=9),
        Group("origin", 2, people=9, reachable=0, matched=0, score=0),
        Group("gender", 0, people=29, reachable=29, matched=29, score=18),
    )
    assert (groups[0].rate, groups[0].rate_of_reachable) == (0.6, 0.75)
    assert groups[2].rate_of_reachable == 0.0
    assert spread(groups, "origin", least=1) == 0.25
    assert spread(groups, "origin", least=9) == 0.0
    assert spread(groups, "origin", least=50) == 0.0
