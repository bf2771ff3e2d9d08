"""The assignment problem as an integer programme for HiGHS.

It runs in a process of its own: highspy and OR-Tools bring different builds of one shared
library, and whichever comes second cannot be loaded. A forked test process has one of its own,
which ends with it: mutants are tested in forks that end without a word.
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from threading import Thread

Worth = dict[tuple[int, int], int]


@cache
def _process(_of: int) -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=spawn, initializer=_end_with_parent)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    Thread(target=lambda: (parent.join(), os._exit(0)), daemon=True).start()


def best_value(worth: Worth, costs: list[list[int]], locked: list[tuple[int, int]]) -> int:
    """The best value of pairs made less places taken; `costs[j]` are those of mentor j."""
    return _process(os.getpid()).submit(_solve, worth, costs, locked).result()


def _solve(worth: Worth, costs: list[list[int]], locked: list[tuple[int, int]]) -> int:
    import highspy  # noqa: PLC0415  must not be loaded where OR-Tools is

    if not worth:
        return 0
    model = highspy.Highs()
    model.silent()
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 0.0)
    made = {pair: model.addBinary() for pair in worth}
    taken = [[model.addBinary() for _ in places] for places in costs]
    for i in {i for i, _ in worth}:
        model.addConstr(sum(x for (a, _), x in made.items() if a == i) + 0 <= 1)
    for j, places in enumerate(taken):
        mine = [x for (_, b), x in made.items() if b == j]
        if mine:
            model.addConstr(sum(mine) - sum(places) + 0 <= 0)
    for pair in locked:
        model.addConstr(made[pair] + 0 == 1)
    spent = sum(
        cost * place
        for j, places in enumerate(taken)
        for cost, place in zip(costs[j], places, strict=True)
    )
    model.maximize(sum(worth[pair] * x for pair, x in made.items()) - spent)
    return round(model.getObjectiveValue())
