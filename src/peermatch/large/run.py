"""A whole instance: its territories solved one by one or in an executor, and put together."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from peermatch.arrays import Array
from peermatch.instance import Instance
from peermatch.large.rounds import Answer, Task, Watch, better, draft, finish, solve_territory
from peermatch.large.territories import Part, parts, world_of
from peermatch.options import Options
from peermatch.rules import Rules
from peermatch.value import tiers


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """How far one territory is.

    `mate` is a plan for its `mentees` (ids in the instance) that breaks no rule and matches as
    many people as any; its points are within `gap` of the best (-1: not known yet).
    """

    territory: int  # 0 is the largest
    number: int  # 0: the first answer, 1: the next; all territories give one before any goes on
    mentees: Array
    mate: Array
    gap: int


Tell = Callable[[str, float], None]
Rounds = Callable[[Round], None]


def solve_people(
    people: Instance, rules: Rules, options: Options, locked: Array, *, seed: int,
    executor: Executor | None, tell: Tell, rounds: Rounds | None,
) -> tuple[Array, Array, Array]:  # fmt: skip
    """(mate, price, points) of the best plan; `people` as the options leave them.

    Locked mentees stay unmatched here: their places are taken out.
    """
    taken = np.bincount(locked[locked >= 0], minlength=people.mentors)
    places = people.r_cap.astype(np.int64) - people.r_load - taken
    mentees, mentors = np.flatnonzero(locked < 0), np.arange(people.mentors)
    if seed:
        rng = np.random.Generator(np.random.PCG64(seed))
        mentees, mentors = rng.permutation(mentees), rng.permutation(mentors)
    world = world_of(people, rules, places, mentees, mentors, options.lifts(people.mentees))
    big = rules.big(people.mentees, bonus=options.bonus)
    mate = np.full(people.mentees, -1, np.int32)
    points = np.zeros(people.mentees, np.int64)
    # Nobody can have a mentor without free places at such a price, and nobody has to.
    price = np.where(places > 0, 0, big * (2 + int(tiers(people, rules).max(initial=0))))
    tell("plan", 0.1)
    answers = (
        _watched(parts(world), options, executor, rounds)
        if rounds
        else _unwatched(parts(world), options, executor)
    )
    done = 0
    for part, answer in answers:
        mate[part.mentees] = _ids(part, answer.mate)
        points[part.mentees] = answer.points
        price[part.mentors] = big * answer.level + answer.price
        done += len(part.mentees)
        tell("plan", 0.1 + 0.9 * done / max(people.mentees, 1))
    return mate, price, points


def _unwatched(
    world: Iterator[Part], options: Options, executor: Executor | None
) -> Iterator[tuple[Part, Answer]]:
    """Every territory with its answer, in the order of the territories."""
    if executor is None:
        for part in world:
            yield part, solve_territory(task_of(part, options))
        return
    work = _Work(executor)
    try:
        asked = [(part, work.begin(solve_territory, task_of(part, options))) for part in world]
        for part, answer in asked:
            yield part, answer()
    finally:
        work.give_up()


def _watched(
    world: Iterator[Part], options: Options, executor: Executor | None, rounds: Rounds
) -> Iterator[tuple[Part, Answer]]:
    """The same, and `rounds` is told two answers of all territories, then what follows."""
    work, held = _Work(executor), []
    try:
        for part in world:  # the first are worked on while the others are still being made
            task = task_of(part, options)
            held.append((part, task, work.begin(draft, task)))
        steps: tuple[Callable[..., Any], ...] = (better, finish)
        for number, step in enumerate(steps):
            for at, (part, task, answer) in enumerate(held):
                before = answer()
                rounds(Round(at, number, part.mentees, _ids(part, before.mate), -1))
                listens = executor is None and step is finish  # no listener goes elsewhere
                extra = [_watch(at, part, rounds)] if listens else []
                held[at] = part, task, work.begin(step, task, before, *extra)
        for at, (part, _, answer) in enumerate(held):
            last = answer()
            if executor is not None:
                rounds(Round(at, last.rounds, part.mentees, _ids(part, last.mate), 0))
            yield part, last
    finally:
        work.give_up()


def _watch(at: int, part: Part, rounds: Rounds) -> Watch:
    """Tells of the rounds of one territory."""

    def watch(count: int, mate: Array, gap: int) -> None:
        rounds(Round(at, count, part.mentees, _ids(part, mate), gap))

    return watch


class _Work:
    """Tasks in an executor; without one, each is done when its result is asked for."""

    def __init__(self, executor: Executor | None) -> None:
        self.executor = executor
        self.running: set[Future[Any]] = set()

    def begin(self, do: Callable[..., Any], *given: Any) -> Callable[[], Any]:
        """A function that gives the result."""
        if self.executor is None:
            return partial(do, *given)
        future = self.executor.submit(do, *given)
        self.running.add(future)
        return partial(self._result, future)

    def _result(self, future: Future[Any]) -> Any:
        self.running.discard(future)  # so that it is not kept longer than needed
        return future.result()

    def give_up(self) -> None:
        """Nobody wants the rest any more."""
        for future in self.running:
            future.cancel()


def _ids(part: Part, mate: Array) -> Array:
    """The mentors of a territory's plan by their ids in the instance."""
    return np.where(mate >= 0, part.mentors[mate], -1).astype(np.int32)


def task_of(part: Part, options: Options) -> Task:
    """What one process needs to know."""
    nobody = np.zeros(0, np.int64)
    if not options.stay:
        return Task(part.territory, nobody, nobody, options.stay_bonus)
    stay = np.array(options.stay, np.int64).reshape(-1, 2)
    mentee, known = _within(part.mentees, stay[:, 0])
    mentor, also = _within(part.mentors, stay[:, 1])
    held = known & also
    return Task(part.territory, mentee[held], mentor[held], options.stay_bonus)


def _within(ids: Array, wanted: Array) -> tuple[Array, Array]:
    """Where in `ids` each wanted one stands, and whether it stands there at all."""
    order = np.argsort(ids, kind="stable")
    at = order[np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)]
    return at, ids[at] == wanted
