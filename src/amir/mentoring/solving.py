"""One matching run over the records: solve, have it checked, and keep what came out as data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from amir.participants.models import Participant as Row
from amir.participants.readiness import Evidence, Standing
from amir.participants.roster import Participant
from amir.sheets.sayings import N_, Saying
from peermatch import Options

from .models import Plan, Proposal, Unmatched
from .pairs import broken_rules
from .planning import Proposals, propose, ready_mentees
from .records import Gathered
from .rules import Programme
from .sentences import (
    block_sayings,
    help_sayings,
    pair_sayings,
    recruit_saying,
)
from .telling import stored

Tell = Callable[[int, int, str], None]
STEPS = 4


@dataclass(frozen=True, slots=True)
class Solved:
    """What a run gives: rows to be kept, not written yet, and the figures of the plan."""

    proposals: list[Proposal]
    unmatched: list[Unmatched]
    figures: dict[str, int]
    certificate: dict[str, object]
    recruits: list[dict[str, object]]


def solve_plan(plan: Plan, gathered: Gathered, programme: Programme, tell: Tell) -> Solved:
    """The best plan for these people. Raises `PeermatchError` if it cannot be proven."""
    gathered = _with_locks_that_hold(gathered, programme, plan.as_of.year)
    tell(1, STEPS, _("Looking for the best plan"))
    found = propose(
        gathered.roster,
        programme,
        year=plan.as_of.year,
        options=gathered.options,
        given=gathered.given,
    )
    tell(3, STEPS, _("Writing down the reasons"))
    return Solved(
        proposals=list(_proposals(plan, gathered, found)),
        unmatched=list(_unmatched(plan, gathered, found)),
        figures=_figures(gathered, found),
        certificate={
            "objective": found.plan.objective,
            "bound": found.plan.certificate.bound,
            "rules": found.plan.rules,
        },
        recruits=[
            {"saying": stored([recruit_saying(found, recruit)])[0], "together": recruit.together}
            for recruit in found.recruits
        ],
    )


def _with_locks_that_hold(gathered: Gathered, programme: Programme, year: int) -> Gathered:
    """The same people; a locked pair that breaks a rule by now is not held on to."""
    options, mentees = gathered.options, ready_mentees(gathered.roster)
    broken = broken_rules(
        [(mentees[e], gathered.roster.mentors[r]) for e, r in options.locked], programme, year
    )
    room = [p.capacity - taken for p, taken in
            zip(gathered.roster.mentors, gathered.given["r_load"], strict=True)]  # fmt: skip
    held = []
    for pair, rules in zip(options.locked, broken, strict=True):
        if not rules and room[pair[1]] > 0:
            room[pair[1]] -= 1
            held.append(pair)
    kept = Options(forbidden=options.forbidden, locked=tuple(held))
    return replace(gathered, options=kept)


def _proposals(plan: Plan, gathered: Gathered, found: Proposals) -> Iterator[Proposal]:
    for mentee, explanation in enumerate(found.explanations):
        if explanation.mentor < 0:
            continue
        one = gathered.rows[found.mentees[mentee].at]
        other = gathered.rows[found.mentors[explanation.mentor].at]
        yield new_proposal(
            plan,
            one,
            other,
            points=explanation.score,
            reasons=pair_sayings(found, mentee),
            is_locked=(mentee, explanation.mentor) in gathered.options.locked,
        )


def new_proposal(
    plan: Plan,
    mentee: Row,
    mentor: Row,
    *,
    points: int,
    reasons: list[Saying],
    is_locked: bool = False,
) -> Proposal:
    """A proposed pair, not saved yet."""
    return Proposal(
        organisation_id=plan.organisation_id,
        plan=plan,
        mentee=mentee,
        mentor=mentor,
        mentee_person_id=mentee.person_id,
        mentor_person_id=mentor.person_id,
        points=points,
        reasons=stored(reasons),
        is_locked=is_locked,
    )


def _unmatched(plan: Plan, gathered: Gathered, found: Proposals) -> Iterator[Unmatched]:
    """Everybody considered without a proposal: what blocks and what would help."""

    def row(at: str, blockers: list[Saying], advice: list[Saying]) -> Unmatched:
        participant = gathered.rows[at]
        return Unmatched(
            organisation_id=plan.organisation_id,
            plan=plan,
            participant=participant,
            side=participant.side,
            blockers=stored(blockers),
            advice=stored(advice),
        )

    for mentee, explanation in enumerate(found.explanations):
        if explanation.mentor < 0:
            helps = help_sayings(found, explanation) or [Saying(NO_SINGLE_CHANGE)]
            yield row(found.mentees[mentee].at, block_sayings(found, mentee), helps)
    for person in (*found.waiting, *(p for p in found.mentors if not p.is_ready)):
        yield row(person.at, lacking_sayings(person), [Saying(TO_PROVE)])
    for participant in gathered.unmarked:
        yield row(str(participant.id), [Saying(NOT_MARKED)], [Saying(TO_MARK)])
    for mentor in _idle_mentors(gathered, found):
        yield row(mentor.at, [Saying(NOT_NEEDED)], [Saying(STILL_FREE)])


def lacking_sayings(person: Participant) -> list[Saying]:
    """What the records lack, or deny, of the evidence that somebody needs."""
    held = ((standing, kind) for kind, standing in person.evidence.items())
    return [Saying(LACKING[each]) for each in held if each in LACKING]


def _idle_mentors(gathered: Gathered, found: Proposals) -> Iterator[Participant]:
    busy = found.mentees_of
    for k, mentor in enumerate(found.mentors):
        if mentor.is_ready and k not in busy and not gathered.given["r_load"][k]:
            yield mentor


def _figures(gathered: Gathered, found: Proposals) -> dict[str, int]:
    load = sum(gathered.given["r_load"])
    places = sum(p.capacity for p in found.mentors if p.is_ready)
    unmarked = sum(row.side == "mentee" for row in gathered.unmarked)
    return {
        "mentees": len(found.mentees) + len(found.waiting) + unmarked,
        "ready": len(found.mentees),
        "mentors": len(found.mentors) + len(gathered.unmarked) - unmarked,
        "matched": found.plan.matched,
        "points": found.plan.score,
        "places": places,
        "free": places - load - found.plan.matched,
        "waiting": len(found.waiting) + unmarked,
        "asked": gathered.asked,
        "running": gathered.running,
        "locked": len(gathered.options.locked),
    }


LACKING = {
    (Standing.UNTOLD, Evidence.SCREENING): N_("There is no police check yet."),
    (Standing.UNTOLD, Evidence.TRAINING): N_("The training is not recorded yet."),
    (Standing.UNTOLD, Evidence.CONSENT): N_("There is no consent yet."),
    (Standing.DENIED, Evidence.SCREENING): N_("It is recorded that there is no police check."),
    (Standing.DENIED, Evidence.TRAINING): N_("It is recorded that the training is not done."),
    (Standing.DENIED, Evidence.CONSENT): N_("It is recorded that there is no consent."),
}
NO_SINGLE_CHANGE = N_("No single change is enough. See whom to look for.")
TO_PROVE = N_("Record what is missing, or have somebody vouch for it.")
NOT_MARKED = N_("Everything is there, but nobody has said: ready for a match.")
TO_MARK = N_("Take the step “Ready for a match” on this person's page.")
NOT_NEEDED = N_("The mentees who fit have another mentor, or nobody fits.")
STILL_FREE = N_("Free for new mentees.")
