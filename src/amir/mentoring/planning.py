"""One matching run over the people of lists: what came out, ready to be told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from amir.participants.readiness import Attestation
from amir.participants.roster import Participant, Roster
from peermatch import (
    Certificate,
    Explanation,
    Instance,
    Options,
    Plan,
    Recruit,
    Rules,
    check,
    explain_all,
    plan_of,
    solve,
    unlock,
)
from peermatch.explain import points_of_pair
from peermatch.survey import Survey, survey

from .crowd import Side
from .instance import Codes, instance_of
from .kept import SMALL
from .rules import Programme

if TYPE_CHECKING:
    from peermatch.large.run import Rounds  # needs numba, which few have

RECRUITS = 8
MOST_TOWNS, MOST_ALONE = 40, 2_000  # looked at when recruits for a crowd are sought
NOTHING_SAID = Options()
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Proposals:
    """A proven plan for a roster; the plan's indices count `mentees` and `mentors`.

    `mentees` are those with evidence; `waiting` lack it. `mentors` are all: those without
    evidence have no place in the plan, but may be what would help. In a crowd the `survey`
    says what would help, and `explanations` hold no advice.
    """

    roster: Roster
    mentees: Sequence[Participant]
    waiting: Sequence[Participant]
    mentors: Sequence[Participant]
    instance: Instance
    codes: Codes
    programme: Programme
    plan: Plan
    explanations: Sequence[Explanation]
    recruits: Sequence[Recruit]
    attestation: Attestation | None = None
    survey: Survey | None = None

    @property
    def mentees_of(self) -> dict[int, list[int]]:
        """Mentor index -> the mentees that the plan gives them."""
        given: dict[int, list[int]] = {}
        for mentee, mentor in enumerate(self.plan.mate.tolist()):
            if mentor >= 0:
                given.setdefault(mentor, []).append(mentee)
        return given


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan that was checked; its indices count `mentees` (with evidence) and all mentors."""

    mentees: Sequence[Participant]
    instance: Instance
    codes: Codes
    plan: Plan


def solved(
    roster: Roster,
    programme: Programme,
    *,
    year: int,
    progress: Progress | None = None,
    rounds: "Rounds | None" = None,
    options: Options = NOTHING_SAID,
    given: Mapping[str, Any] | None = None,
) -> Solution:
    """The best plan for these people, checked apart from the solver.

    `given` are further arrays of the matching library: places taken already, weeks waited. They
    and `options` count the mentees with evidence (`ready_mentees`) and all mentors.

    Raises `peermatch.errors.PeermatchError` if the check refuses the plan: nothing unproven
    leaves this function.
    """
    ready = ready_mentees(roster)
    instance, codes = instance_of(ready, roster.mentors, programme, year)
    if given:
        instance = instance.replace(**given)
    plan = solve(instance, programme.rules, options=options, progress=progress, rounds=rounds)
    check(instance, programme.rules, plan, plan.certificate)
    return Solution(ready, instance, codes, plan)


def propose(
    roster: Roster,
    programme: Programme,
    *,
    year: int,
    attestation: Attestation | None = None,
    progress: Progress | None = None,
    rounds: "Rounds | None" = None,
    options: Options = NOTHING_SAID,
    given: Mapping[str, Any] | None = None,
) -> Proposals:
    """Solve as `solved` does, and explain everybody."""
    found = solved(
        roster, programme, year=year, progress=progress, rounds=rounds, options=options, given=given
    )
    is_crowd = found.instance.mentees > SMALL
    looked = survey(found.instance, programme.rules, found.plan) if is_crowd else None
    return Proposals(
        roster=roster,
        mentees=found.mentees,
        waiting=_with_evidence(roster.mentees, False),
        mentors=roster.mentors,
        instance=found.instance,
        codes=found.codes,
        programme=programme,
        plan=found.plan,
        explanations=explain_all(found.instance, programme.rules, found.plan)
        if looked is None
        else _Surveyed(found.instance, programme.rules, found.plan, looked),
        recruits=_recruits(found.instance, programme, found.plan),
        attestation=attestation,
        survey=looked,
    )


class _Surveyed(Sequence[Explanation]):
    """The explanations of a crowd, made when they are asked for; advice is in the survey."""

    def __init__(self, instance: Instance, rules: Rules, plan: Plan, found: Survey) -> None:
        self._instance, self._rules, self._plan, self._found = instance, rules, plan, found

    def __len__(self) -> int:
        return self._instance.mentees

    @overload
    def __getitem__(self, k: int) -> Explanation: ...
    @overload
    def __getitem__(self, k: slice) -> Sequence[Explanation]: ...
    def __getitem__(self, k: int | slice) -> Explanation | Sequence[Explanation]:
        if isinstance(k, slice):
            return [self[each] for each in range(*k.indices(len(self)))]
        mentor = int(self._plan.mate[k])
        if mentor >= 0:
            points = points_of_pair(self._instance, self._rules, k, mentor)
            return Explanation(k, mentor, sum(p.points for p in points), points)
        row = int(np.searchsorted(self._found.mentees, k))
        fails = {name: int(counts[row]) for name, counts in self._found.fails.items()}
        return Explanation(k, -1, possible=int(self._found.possible[row]), fails=fails)


def ready_mentees(roster: Roster) -> Sequence[Participant]:
    """The mentees who can be matched, in the order in which a plan counts them."""
    return _with_evidence(roster.mentees, True)


def _with_evidence(people: Sequence[Participant], wanted: bool) -> Sequence[Participant]:
    if isinstance(people, Side):
        return people.take((people.columns["ready"] != 0) == wanted)
    return [p for p in people if p.is_ready == wanted]


def _recruits(instance: Instance, programme: Programme, plan: Plan) -> Sequence[Recruit]:
    """Whom to look for; the gender is -1 where a man would do as well as a woman."""
    if instance.mentees > SMALL:
        instance, plan = _left_alone(instance, programme, plan)
    found = []
    for recruit in unlock(instance, programme.rules, plan, RECRUITS):
        other = replace(recruit, gender=1 - recruit.gender)
        with_other = solve(other.apply(instance), programme.rules, options=plan.options)
        open_to_all = with_other.matched - plan.matched == recruit.more
        found.append(replace(recruit, gender=-1) if open_to_all else recruit)
    return found


def _left_alone(instance: Instance, programme: Programme, plan: Plan) -> tuple[Instance, Plan]:
    """Those without a mentor where most of them live, and nobody else.

    In a crowd that is enough: a mentor whose places they fill brings so many more and can bring
    no more, whatever the others do. Where they do not, it is the least that the mentor brings.
    """
    alone = np.flatnonzero((plan.mate < 0) & (instance.e_loc >= 0))
    homes, count = np.unique(instance.e_loc[alone], return_counts=True)
    fullest = homes[np.argsort(-count, kind="stable")[:MOST_TOWNS]]
    alone = alone[np.isin(instance.e_loc[alone], fullest)][:MOST_ALONE]
    nobody = np.zeros((0, 2), np.int32)
    arrays = {
        name: array[alone] if name[:2] == "e_" else array[:0] if name[:2] == "r_" else array
        for name, array in instance.to_mapping().items()
        if name != "meta"
    }
    few = Instance.from_mapping({**arrays, "excl": nobody, "conflict": nobody})
    mate = np.full(len(alone), -1, np.int32)
    proof = Certificate(np.zeros(0, np.int64), 0)
    return few, plan_of(few, programme.rules, mate, proof)
