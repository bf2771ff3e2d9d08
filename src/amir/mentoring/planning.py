"""One matching run over the people of lists: what came out, ready to be told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from peermatch import Explanation, Instance, Plan, Recruit, check, explain_all, solve, unlock

from amir.participants.readiness import Attestation
from amir.participants.roster import Participant, Roster

from .instance import Codes, instance_of
from .rules import Programme

RECRUITS = 8
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Proposals:
    """A proven plan for a roster. Indices of `plan` and `explanations` count `mentees` and `mentors`.

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
) -> Proposals:
    """Solve, have the plan checked apart, and explain everybody.

    Raises `peermatch.errors.PeermatchError` if the check refuses the plan: nothing unproven
    leaves this function.
    """
    ready = [p for p in roster.mentees if p.is_ready]
    waiting = [p for p in roster.mentees if not p.is_ready]
    instance, codes = instance_of(ready, roster.mentors, programme, year)
    plan = solve(instance, programme.rules, progress=progress)
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
        recruits=unlock(instance, programme.rules, plan, RECRUITS),
        attestation=attestation,
    )
