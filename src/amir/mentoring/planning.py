"""One matching run over the people of lists: what came out, ready to be told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from amir.participants.readiness import Attestation
from amir.participants.roster import Participant, Roster
from peermatch import (
    Explanation,
    Instance,
    Options,
    Plan,
    Recruit,
    check,
    explain_all,
    solve,
    unlock,
)

from .instance import Codes, instance_of
from .rules import Programme

RECRUITS = 8
NOTHING_SAID = Options()
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Proposals:
    """A proven plan for a roster; the plan's indices count `mentees` and `mentors`.

    `mentees` are those with evidence; `waiting` lack it. `mentors` are all: those without
    evidence have no place in the plan, but may be what would help.
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

    @property
    def mentees_of(self) -> dict[int, list[int]]:
        """Mentor index -> the mentees that the plan gives them."""
        given: dict[int, list[int]] = {}
        for mentee, mentor in enumerate(self.plan.mate.tolist()):
            if mentor >= 0:
                given.setdefault(mentor, []).append(mentee)
        return given


def propose(
    roster: Roster,
    programme: Programme,
    *,
    year: int,
    attestation: Attestation | None = None,
    progress: Progress | None = None,
    options: Options = NOTHING_SAID,
    given: Mapping[str, Sequence[int]] | None = None,
) -> Proposals:
    """Solve, have the plan checked apart, and explain everybody.

    `given` are further arrays of the matching library: places taken already, weeks waited. They
    and `options` count the mentees with evidence (`ready_mentees`) and all mentors.

    Raises `peermatch.errors.PeermatchError` if the check refuses the plan: nothing unproven
    leaves this function.
    """
    ready = ready_mentees(roster)
    waiting = [p for p in roster.mentees if not p.is_ready]
    instance, codes = instance_of(ready, roster.mentors, programme, year)
    if given:
        instance = instance.replace(**given)
    plan = solve(instance, programme.rules, options=options, progress=progress)
    check(instance, programme.rules, plan, plan.certificate)
    return Proposals(
        roster=roster,
        mentees=ready,
        waiting=waiting,
        mentors=roster.mentors,
        instance=instance,
        codes=codes,
        programme=programme,
        plan=plan,
        explanations=explain_all(instance, programme.rules, plan),
        recruits=_recruits(instance, programme, plan),
        attestation=attestation,
    )


def ready_mentees(roster: Roster) -> list[Participant]:
    """The mentees who can be matched, in the order in which a plan counts them."""
    return [p for p in roster.mentees if p.is_ready]


def _recruits(instance: Instance, programme: Programme, plan: Plan) -> Sequence[Recruit]:
    """Whom to look for; the gender is -1 where a man would do as well as a woman."""
    found = []
    for recruit in unlock(instance, programme.rules, plan, RECRUITS):
        other = replace(recruit, gender=1 - recruit.gender)
        with_other = solve(other.apply(instance), programme.rules, options=plan.options)
        open_to_all = with_other.matched - plan.matched == recruit.more
        found.append(replace(recruit, gender=-1) if open_to_all else recruit)
    return found
