"""mentor-match's `process_data`: one mentee per mentor and round, as many rounds as places.

Its own rules know grades and organisations only, so one rule of ours looks the pair up; it also
keeps to the places and to one mentor per mentee, which the library does not. What it maximises
in each round is the value of the pair less the cost of the mentor's next place. Everybody takes
part: that somebody has no possible mentor is for the library to find out.
"""

import numpy as np
from matching.match import Match
from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Rule

from benchmarks.matching.task import Ints, Task


class Pairs(Rule):
    """The value of a pair, or no match."""

    def __init__(self, values: dict[tuple[int, int], int], costs: list[list[int]]) -> None:
        super().__init__()
        self.values, self.costs = values, costs

    def apply(self, match_object: Match) -> int:
        """Points of the pair now; disallowed if somebody has no place for the other."""
        mentor, mentee = match_object.mentor, match_object.mentee
        value = self.values.get((mentee.grade, mentor.grade))
        costs, taken = self.costs[mentor.grade], len(mentor.connections)
        if value is None or mentee.connections or taken >= len(costs):
            match_object.disallowed = True
            return 0
        return value - costs[taken]


def match(task: Task) -> Ints:
    """What the rounds together give."""
    pairs = zip(task.mentee.tolist(), task.mentor.tolist(), strict=True)
    values = dict(zip(pairs, task.value.tolist(), strict=True))
    costs = [part.tolist() for part in np.split(task.seat_cost, task.first_seat[1:-1])]
    mentees = [Mentee(grade=i, email=f"e{i}") for i in range(task.mentees)]
    mentors = [Mentor(grade=j, email=f"r{j}") for j in range(task.mentors)]
    rule = Pairs(values, costs)
    rounds = max((len(seats) for seats in costs), default=0)
    process_data(mentors, mentees, [[rule] for _ in range(rounds)])
    made = [(mentee.grade, mentor.grade) for mentee in mentees for mentor in mentee.connections]
    return task.mate(*np.array(made, np.int64).reshape(-1, 2).T)
