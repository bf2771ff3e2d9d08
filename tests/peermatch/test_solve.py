"""A plan breaks no rule, is the best there is, and is the same every time."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest

from peermatch import (
    PROGRAMME,
    YARDSTICK,
    Instance,
    InstanceError,
    Options,
    OptionsError,
    Plan,
    Rules,
    check,
    plan_of,
    solve,
)
from peermatch.flow import _arc_order
from peermatch.pairs import feasible_pairs
from peermatch.solve import market_of

from .crowd import crowd, tied_crowd
from .literal import allowed_pairs, broken_rules, optimum

RULES = (YARDSTICK, PROGRAMME)


def holds(people: Instance, rules: Rules) -> Plan:
    """Solve, and hold the plan against everything that must be true of it."""
    plan = solve(people, rules)
    assert broken_rules(people, rules, plan.mate) == []
    assert solve(people, rules).to_bytes() == plan.to_bytes()
    assert int(plan.points.sum()) == plan.score
    verdict = check(people, rules, plan)
    assert verdict.points == tuple(plan.points.tolist())
    assert verdict.objective == plan.objective == plan.certificate.bound
    return plan


def is_best(seed: int) -> bool:
    """The plan of one crowd is as good as HiGHS says a plan can be."""
    people, rules = (crowd, tied_crowd)[seed % 3 == 0](seed), RULES[seed % 2]
    if seed % 5 == 0:
        people = crowd(seed, mentees=30, mentors=20)
    options = _some_options(people, rules, seed)
    plan = solve(people, rules, options=options)
    assert check(people, rules, plan, options=options).objective == plan.objective
    return plan.objective == optimum(people, rules, options)


def _some_options(people: Instance, rules: Rules, seed: int) -> Options:
    """For every second crowd: a locked, a forbidden and a kept pair, a place held back."""
    pairs = sorted(allowed_pairs(people, rules))
    if seed % 2 or len(pairs) < 3:
        return Options()
    reserved = [(j, 1) for j in range(people.mentors) if j != pairs[0][1]][:1]
    return Options(locked=pairs[:1], forbidden=pairs[1:2], stay=pairs[-2:], reserve=reserved)


def test_solve_holds_on_many_crowds() -> None:
    for seed in range(150):
        holds(crowd(seed), RULES[seed % 2])


@pytest.mark.long
def test_solve_holds_on_ten_thousand_crowds() -> None:
    for seed in range(10_000):
        holds(crowd(seed + 1000), RULES[seed % 2])


def test_solve_equals_the_integer_programme() -> None:
    assert [seed for seed in range(60) if not is_best(seed)] == []


@pytest.mark.long
def test_solve_equals_the_integer_programme_three_hundred_times() -> None:
    assert [seed for seed in range(1000, 1300) if not is_best(seed)] == []


def test_solve_without_any_allowed_pair() -> None:
    people = crowd(4, mentees=5, mentors=4).replace(r_ready=[0] * 4)
    plan = holds(people, YARDSTICK)
    assert plan.mate.tolist() == [-1] * 5
    assert plan.objective == optimum(people, YARDSTICK) == 0


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (0, 5), (5, 0)])
def test_solve_without_anybody(mentees: int, mentors: int) -> None:
    plan = holds(crowd(1, mentees=mentees, mentors=mentors), PROGRAMME)
    assert (plan.matched, plan.objective) == (0, 0)


def test_solve_without_municipalities() -> None:
    people = Instance(
        loc_country=[], loc_x=[], loc_y=[], e_loc=[-1], e_b1=[1], e_slots=[1],
        r_loc=[-1], r_b1=[1], r_slots=[1], r_ready=[1], r_cap=[1],
    )  # fmt: skip
    anywhere = Rules.from_mapping({"hard": {"place": False}})
    assert holds(people, anywhere).matched == 1
    assert holds(people, PROGRAMME).matched == 0


def test_solve_when_every_place_is_taken() -> None:
    people = crowd(2, mentees=6, mentors=5)
    assert holds(people.replace(r_load=people.r_cap), YARDSTICK).matched == 0


def test_solve_is_the_same_with_an_executor() -> None:
    people = crowd(8, mentees=40, mentors=30)
    alone = solve(people, PROGRAMME)
    with ThreadPoolExecutor(2) as executor:
        together = solve(people, PROGRAMME, executor=executor)
    assert together.to_bytes() == alone.to_bytes()
    assert together.certificate.price.tolist() == alone.certificate.price.tolist()


def test_solve_is_the_same_in_other_processes() -> None:
    people = crowd(8, mentees=40, mentors=30)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        assert solve(people, YARDSTICK, executor=executor).to_bytes() == (
            solve(people, YARDSTICK).to_bytes()
        )


def test_seed_decides_only_between_equal_plans() -> None:
    people = tied_crowd(5)
    plans = [solve(people, YARDSTICK, seed=seed) for seed in range(12)]
    assert {plan.objective for plan in plans} == {plans[0].objective}
    assert len({plan.mate.tobytes() for plan in plans}) > 1
    for seed, plan in enumerate(plans):
        assert solve(people, YARDSTICK, seed=seed).to_bytes() == plan.to_bytes()


def test_seed_0_takes_pairs_as_they_are_sorted() -> None:
    people, nobody = tied_crowd(5), Options()
    pairs = feasible_pairs(people, YARDSTICK)
    market, _ = market_of(people, YARDSTICK, nobody, pairs, nobody.locked_mate(people.mentees))
    count = len(pairs.mentee)
    orders = [_arc_order(market, seed).tolist() for seed in range(3)]
    assert orders[0] == sorted(orders[1]) == sorted(orders[2]) == list(range(count))
    assert orders[0] != orders[1] != orders[2]


def test_a_plan_cannot_be_written_to() -> None:
    plan = solve(crowd(1), PROGRAMME)
    assert (plan.mate.dtype, plan.points.dtype) == (np.int32, np.int64)
    assert not plan.mate.flags.writeable
    assert not plan.points.flags.writeable


def test_progress_is_told() -> None:
    told: list[tuple[str, float]] = []
    solve(crowd(1), PROGRAMME, progress=lambda stage, share: told.append((stage, share)))
    assert told == [("pairs", 0.0), ("plan", 0.3), ("done", 1.0)]


def test_stay_bonus_keeps_a_pair_but_costs_nobody_a_place() -> None:
    people = tied_crowd(5)
    plans = [solve(people, YARDSTICK, seed=seed) for seed in range(12)]
    for before in plans:
        pairs = tuple((i, j) for i, j in enumerate(before.mate.tolist()) if j >= 0)
        after = solve(people, YARDSTICK, options=Options(stay=pairs, stay_bonus=400))
        assert after.mate.tolist() == before.mate.tolist()
        assert after.stay == 400 * after.matched


def test_reserve_holds_places_back() -> None:
    people = tied_crowd(5)
    everything = tuple((j, 9) for j in range(people.mentors))
    assert solve(people, YARDSTICK, options=Options(reserve=everything)).matched == 0


@pytest.mark.parametrize("pair", [(0, 1), (1, 0)])
def test_locked_pairs_obey_the_hard_rules(pair: tuple[int, int]) -> None:
    people = tied_crowd(5).replace(r_ready=[0] * tied_crowd(5).mentors)
    with pytest.raises(OptionsError) as refused:
        solve(people, YARDSTICK, options=Options(locked=(pair,)))
    assert str(refused.value) == (
        f"Mentee {pair[0]} cannot be locked to mentor {pair[1]}: the rule 'ready' forbids it."
    )


@pytest.mark.parametrize("mentor", [0, 1])
def test_locked_pairs_fit_the_places(mentor: int) -> None:
    people = tied_crowd(5)
    people = people.replace(
        e_b1=[1] * people.mentees, r_b1=[1] * people.mentors, r_cap=[1] * people.mentors
    )
    with pytest.raises(OptionsError) as refused:
        solve(people, YARDSTICK, options=Options(locked=((0, mentor), (1, mentor))))
    assert str(refused.value) == f"Mentor {mentor} has more locked pairs than free places."


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"locked": [(0, 1), (0, 0)]}, "A mentee is locked to two mentors: keep one."),
        ({"locked": [(0, 1)], "forbidden": [(0, 1)]}, "A pair is both locked and forbidden"),
        ({"reserve": [(0, 1), (0, 2)]}, "A mentor stands twice in 'reserve': keep one."),
        ({"stay": [(0, 1, 2)]}, "'stay' must hold pairs of whole numbers."),
        ({"stay": [(0, -1)]}, "'stay' holds a negative number."),
        ({"stay_bonus": -5}, "'stay_bonus' is 0 to 1000000."),
    ],
)
def test_options_say_what_is_wrong(wishes: dict[str, object], sentence: str) -> None:
    with pytest.raises(OptionsError, match=sentence):
        Options(**wishes)  # type: ignore[arg-type]


@pytest.mark.parametrize("wish", [{"forbidden": ((0, 99),)}, {"reserve": ((99, 1),)}])
def test_options_name_people_who_exist(wish: dict[str, tuple[tuple[int, int]]]) -> None:
    with pytest.raises(OptionsError, match="there are 5 and 4"):
        solve(crowd(1, mentees=5, mentors=4), PROGRAMME, options=Options(**wish))


def test_objective_beyond_64_bits_is_refused() -> None:
    dear = Rules.from_mapping({"objective": {"per_person": 1_000_000}})
    row = np.zeros(1_100_000, np.int8)
    many = Instance(
        loc_country=[0], loc_x=[0.0], loc_y=[0.0], e_loc=row, e_b1=row, e_slots=row,
        e_urgency=row + 7, r_loc=[], r_b1=[], r_slots=[], r_ready=[], r_cap=[],
    )  # fmt: skip
    with pytest.raises(InstanceError, match="There are too many mentees for these rules"):
        solve(many, dear)


class Counting(ThreadPoolExecutor):
    """An executor that counts what it was given."""

    given = 0

    def submit(self, *task: Any, **more: Any) -> Any:
        self.given += 1
        return super().submit(*task, **more)


def test_executor_is_given_every_part() -> None:
    people = crowd(10)
    with Counting(1) as executor:
        plan = solve(people, PROGRAMME, executor=executor)
    assert executor.given > 0
    assert plan.to_bytes() == solve(people, PROGRAMME).to_bytes()


def test_plan_holds_every_figure_that_check_finds() -> None:
    people = crowd(10)
    plan = solve(people, PROGRAMME, seed=3)
    found = check(people, PROGRAMME, plan)
    for figure in fields(found):
        held, counted = getattr(plan, figure.name), getattr(found, figure.name)
        assert np.array_equal(held, counted), figure.name
    assert (plan.rules, plan.seed, solve(people, PROGRAMME).seed) == ("programme", 3, 0)
    assert plan_of(people, PROGRAMME, plan.mate.copy(), plan.certificate).seed == 0


def test_locked_pairs_pay_for_the_places_they_take() -> None:
    people = tied_crowd(5)
    alike = {"e_b1": [1] * people.mentees, "r_b1": [1] * people.mentors}
    people = people.replace(**alike, r_cap=[3] * people.mentors)
    options = Options(locked=((0, 0), (1, 0)))
    plan = solve(people, PROGRAMME, options=options)
    assert plan.mate[:2].tolist() == [0, 0]
    assert plan.load_cost >= sum(PROGRAMME.objective.load_costs[:2]) > 0
    assert check(people, PROGRAMME, plan).objective == optimum(people, PROGRAMME, options)


def test_plan_of_tells_the_figures_of_any_mate() -> None:
    people = crowd(9, mentees=10, mentors=8)
    plan = solve(people, PROGRAMME)
    again = plan_of(people, PROGRAMME, plan.mate.copy(), plan.certificate)
    assert again.to_bytes() == plan.to_bytes()
    assert again.points.tolist() == plan.points.tolist()
