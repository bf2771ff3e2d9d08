"""`check` refuses whatever is wrong, accepts whatever is as good, and trusts nobody."""

import ast
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import peermatch
from peermatch import (
    PROGRAMME,
    YARDSTICK,
    Certificate,
    Instance,
    Options,
    Plan,
    Refused,
    Rules,
    check,
    plan_of,
    solve,
)

from .crowd import crowd, tied_crowd
from .literal import allowed_pairs, bound_of, objective_of, optimum

HOME = Path(peermatch.__file__).parent
SOLVER = {"solve", "flow", "prices", "pairs", "hard", "criteria", "block", "value", "residual"}


def imports(module: str) -> set[str]:
    """The modules of the library that a module imports, directly or not."""
    seen: set[str] = set()
    queue = [module]
    for name in queue:
        tree = ast.parse((HOME / f"{name.replace('.', '/')}.py").read_text())
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("peermatch."):
                found = str(node.module).removeprefix("peermatch.")
                if found not in seen:
                    seen.add(found)
                    queue.append(found)
    return seen


def test_check_imports_nothing_of_the_solver() -> None:
    assert imports("check") & SOLVER == set()


def test_check_is_short_enough_to_be_read() -> None:
    assert len((HOME / "check.py").read_text().splitlines()) <= 100


def refuses(people: Instance, rules: Rules, mate: Any, price: Any) -> bool:
    """Whether a bare plan with bare prices is refused."""
    try:
        check(people, rules, {"mate": mate}, {"price": price})
    except Refused:
        return True
    return False


def corrupt(rng: np.random.Generator, plan: Plan) -> tuple[list[int], list[int]]:
    """The plan and its prices with one entry of either changed."""
    mate, price = plan.mate.tolist(), plan.certificate.price.tolist()
    if rng.random() < 0.5:
        i = int(rng.integers(len(mate)))
        mate[i] = int(rng.integers(-1, len(price)))
    else:
        j = int(rng.integers(len(price)))
        step = int(rng.choice([1, 60, 1300, 10**6, 2**40]))
        price[j] += step if rng.random() < 0.5 else -min(step, price[j] + 1)
    return mate, price


def judged(count: int, first_seed: int) -> Counter[tuple[bool, bool]]:
    """How often (something is wrong, it was refused), over `count` wrong plans or prices."""
    seen: Counter[tuple[bool, bool]] = Counter()
    seed = first_seed
    while seen[True, True] + seen[True, False] < count:
        seed += 1
        people = (crowd, tied_crowd)[seed % 4 == 0](seed)
        rules = (YARDSTICK, PROGRAMME)[seed % 2]
        if not (people.mentees and people.mentors):
            continue
        rng = np.random.Generator(np.random.PCG64(seed))
        plan, pairs = solve(people, rules), allowed_pairs(people, rules)
        for _ in range(5):
            mate, price = corrupt(rng, plan)
            counts = objective_of(people, rules, Options(), mate, pairs)
            wrong = min(price) < 0 or counts != bound_of(people, rules, price, pairs)
            seen[wrong, refuses(people, rules, mate, price)] += 1
    return seen


def test_check_refuses_what_is_wrong_and_nothing_else() -> None:
    assert {key for key, times in judged(150, 0).items() if times} <= {(True, True), (False, False)}


@pytest.mark.long
def test_check_refuses_a_thousand_corruptions() -> None:
    seen = judged(1000, 10_000)
    assert {key for key, times in seen.items() if times} == {(True, True), (False, False)}


def alternatives(count: int, first_seed: int) -> tuple[int, int]:
    """How many other optimal plans, and other proofs, were accepted of at least `count` each."""
    plans = proofs = 0
    seed = first_seed
    while min(plans, proofs) < count:
        seed += 1
        people, rules = tied_crowd(seed), (YARDSTICK, PROGRAMME)[seed % 2]
        plan, pairs = solve(people, rules), allowed_pairs(people, rules)
        for other in (solve(people, rules, seed=s) for s in range(1, 5)):
            if other.mate.tolist() != plan.mate.tolist():
                assert check(people, rules, other, plan.certificate).objective == plan.objective
                mixed = {"mate": other.mate, "objective": plan.objective}
                assert check(people, rules, mixed, plan.certificate).matched == plan.matched
                plans += 1
        for j, price in enumerate(plan.certificate.price.tolist()):
            raised = plan.certificate.price.copy()
            raised[j] = price + 1
            if bound_of(people, rules, raised.tolist(), pairs) == plan.objective:
                proof = Certificate(raised, plan.objective)
                assert check(people, rules, plan, proof).objective == plan.objective
                proofs += 1
    return plans, proofs


def test_check_accepts_other_optimal_plans_and_proofs() -> None:
    assert min(alternatives(10, 0)) >= 10


@pytest.mark.long
def test_check_accepts_two_hundred_other_plans_and_proofs() -> None:
    assert min(alternatives(200, 10_000)) >= 200


PEOPLE = crowd(9, mentees=10, mentors=8)
PLAN = solve(PEOPLE, PROGRAMME)
FIGURES = ("matched", "score", "wait", "load_cost", "objective", "stay")


@pytest.mark.parametrize("name", FIGURES)
def test_check_refuses_a_wrong_figure(name: str) -> None:
    wrong = replace(PLAN, **{name: getattr(PLAN, name) + 1})
    with pytest.raises(Refused) as refusal:
        check(PEOPLE, PROGRAMME, wrong)
    assert str(refusal.value) == f"The figure '{name}' is not right."


def test_check_refuses_wrong_points_tiers_and_bound() -> None:
    for wrong in (
        replace(PLAN, points=PLAN.points + 1),
        replace(PLAN, by_tier=(*PLAN.by_tier, 0)),
        replace(PLAN, certificate=replace(PLAN.certificate, bound=PLAN.objective + 1)),
    ):
        with pytest.raises(Refused, match="is not right"):
            check(PEOPLE, PROGRAMME, wrong)


PRICE = PLAN.certificate.price
ODD: dict[str, tuple[Any, Any]] = {
    "'mate' must hold 10 numbers.": ({}, {"price": PRICE}),
    "'mate' must hold whole numbers.": ({"mate": PLAN.mate * 1.0}, {"price": PRICE}),
    "'mate' holds a number outside -1 to 7.": ({"mate": PLAN.mate + 9}, {"price": PRICE}),
    "'price' must hold 8 numbers.": (PLAN.mate, {"price": PRICE[:-1]}),
    "'price' holds a number outside 0 to 4611686018427387904.": (PLAN.mate, {"price": PRICE - 1}),
    "There is no certificate: without it nothing is proven.": (PLAN.mate, None),
}


@pytest.mark.parametrize("sentence", ODD)
def test_check_refuses_what_is_no_plan(sentence: str) -> None:
    plan, proof = ODD[sentence]
    with pytest.raises(Refused) as refusal:
        check(PEOPLE, PROGRAMME, plan, proof)
    assert str(refusal.value) == sentence


def test_check_refuses_too_many_mentees() -> None:
    people = tied_crowd(5).replace(e_b1=[1] * tied_crowd(5).mentees)
    people = people.replace(r_b1=[1] * people.mentors, r_cap=[1] * people.mentors)
    crowded = plan_of(
        people, YARDSTICK, np.zeros(people.mentees, np.int32), solve(people, YARDSTICK).certificate
    )
    with pytest.raises(Refused) as refusal:
        check(people, YARDSTICK, crowded)
    assert str(refusal.value) == "Mentor 0 has 1 places, and gets more mentees."


def test_check_says_what_is_not_proven() -> None:
    people = crowd(10)
    plan, pairs = solve(people, PROGRAMME), allowed_pairs(people, PROGRAMME)
    assert plan.load_cost > 0
    price = plan.certificate.price + 100
    bound = bound_of(people, PROGRAMME, price.tolist(), pairs)
    assert bound > plan.objective
    with pytest.raises(Refused) as refusal:
        check(people, PROGRAMME, plan.mate, {"price": price})
    assert str(refusal.value) == (
        f"The plan counts {plan.objective}, but the certificate allows {bound}: it is not proven."
    )


def test_check_follows_people_to_the_edge_of_what_can_be_said() -> None:
    """Tiers that nobody matched has, and journeys beyond the last distance."""
    for seed in range(20):
        people = crowd(seed)
        people = people.replace(e_radius=[15] * people.mentees, e_tier=[7] * people.mentees)
        for rules in (YARDSTICK, PROGRAMME):
            found = check(people, rules, solve(people, rules))
            assert found.objective == optimum(people, rules)
            highest = 7 if people.mentees and rules.objective.tier == "given" else 3
            assert len(found.by_tier) == 1 + highest


def test_check_refuses_a_better_plan_that_breaks_a_lock() -> None:
    people = tied_crowd(5)
    free = solve(people, YARDSTICK)
    mentee = int(np.flatnonzero(free.mate >= 0)[0])
    others = [j for j in range(people.mentors) if j != free.mate[mentee]]
    for mentor in others:
        with pytest.raises(Refused):
            check(people, YARDSTICK, free, options=Options(locked=((mentee, mentor),)))
