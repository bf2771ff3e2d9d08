"""One matching run over the records: solve, have it checked, and keep what came out as data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from amir.participants.models import Participant as Record
from amir.participants.readiness import Evidence, Role, Standing
from amir.participants.roster import Participant
from amir.sheets.sayings import N_, Saying
from peermatch import Options
from peermatch.blocking import blocking_pairs

from . import kept
from .crowd import codes_of
from .crowd_sentences import crowd_help_sayings
from .fairness import counts_of
from .models import Plan, Proposal, Unmatched
from .pairs import broken_rules
from .planning import Proposals, propose, ready_mentees, solved
from .progress import FOUND, STEPS, Looking, Tell, Writing
from .records import Gathered
from .rules import Programme
from .sentences import (
    block_sayings,
    help_sayings,
    pair_sayings,
    recruit_saying,
)
from .telling import stored


@dataclass(frozen=True, slots=True)
class Solved:
    """What a run gives: rows to be kept, and the figures of the plan.

    The rows are made one after the other while they are written; there may be very many.
    """

    proposals: Iterable[Proposal]
    unmatched: Iterable[Unmatched]
    figures: dict[str, int]
    certificate: dict[str, object]
    recruits: list[dict[str, object]]
    groups: dict[str, object]
    kept: bytes | None


def solve_plan(plan: Plan, gathered: Gathered, programme: Programme, tell: Tell) -> Solved:
    """The best plan for these people. Raises `PeermatchError` if it cannot be proven."""
    gathered = with_locks_that_hold(gathered, programme, plan.as_of.year)
    looking = Looking(tell)
    found = propose(
        gathered.roster,
        programme,
        year=plan.as_of.year,
        options=gathered.options,
        given=gathered.given,
        progress=looking.stage,
        rounds=looking.round,
    )
    tell(FOUND, STEPS, _("Writing down the reasons"))
    told = Writing(tell, max(1, len(gathered.persons))).rows
    return Solved(
        proposals=told(_proposals(plan, gathered, found)),
        unmatched=told(_unmatched(plan, gathered, found)),
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
        groups=counts_of(found),
        kept=_kept(found),
    )


def _kept(found: Proposals) -> bytes | None:
    """What is kept so that newcomers are placed quickly; nothing where that is quick anyway."""
    if len(found.mentees) <= kept.SMALL:
        return None
    ids = codes_of(found.mentees), codes_of(found.mentors)
    return kept.pack(kept.Run(*ids, found.codes, found.instance, found.plan))


def mates(gathered: Gathered, programme: Programme, year: int) -> dict[str, str]:
    """The pairs that a plan would propose: participant id of the mentee -> of the mentor."""
    gathered = with_locks_that_hold(gathered, programme, year)
    found = solved(
        gathered.roster, programme, year=year, options=gathered.options, given=gathered.given
    )
    mentors = gathered.roster.mentors
    return {
        person.at: mentors[mentor].at
        for person, mentor in zip(found.mentees, found.plan.mate.tolist(), strict=True)
        if mentor >= 0
    }


def with_locks_that_hold(gathered: Gathered, programme: Programme, year: int) -> Gathered:
    """The same people; a locked pair that breaks a rule by now is not held on to."""
    options = gathered.options
    if not options.locked:
        return gathered
    mentees, mentors = ready_mentees(gathered.roster), gathered.roster.mentors
    broken = broken_rules([(mentees[e], mentors[r]) for e, r in options.locked], programme, year)
    room = {r: mentors[r].capacity - int(gathered.given["r_load"][r]) for _, r in options.locked}
    held = []
    for pair, rules in zip(options.locked, broken, strict=True):
        if not rules and room[pair[1]] > 0:
            room[pair[1]] -= 1
            held.append(pair)
    kept = Options(forbidden=options.forbidden, locked=tuple(held))
    return replace(gathered, options=kept)


def _proposals(plan: Plan, gathered: Gathered, found: Proposals) -> Iterator[Proposal]:
    locked, persons = set(gathered.options.locked), gathered.persons
    mentees, mentors = codes_of(found.mentees), codes_of(found.mentors)
    for k, mentor in enumerate(found.plan.mate.tolist()):
        if mentor < 0:
            continue
        yield Proposal(
            organisation_id=plan.organisation_id,
            plan_id=plan.id,
            mentee_id=mentees[k],
            mentor_id=mentors[mentor],
            mentee_person_id=persons[mentees[k]],
            mentor_person_id=persons[mentors[mentor]],
            points=int(found.plan.points[k]),
            reasons=stored(pair_sayings(found, k)),
            is_locked=(k, mentor) in locked,
        )


def new_proposal(
    plan: Plan,
    mentee: Record,
    mentor: Record,
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

    def row(at: str, side: Role, blockers: list[Saying], advice: list[Saying]) -> Unmatched:
        return Unmatched(
            organisation_id=plan.organisation_id,
            plan_id=plan.id,
            participant_id=at,
            side=side,
            blockers=stored(blockers),
            advice=stored(advice),
        )

    mentees = codes_of(found.mentees)
    for k in np.flatnonzero(found.plan.mate < 0).tolist():
        helps = _helps(found, k) or [Saying(NO_SINGLE_CHANGE)]
        yield row(mentees[k], "mentee", block_sayings(found, k), helps)
    unready = np.flatnonzero(found.instance.r_ready == 0).tolist()
    for person in (*found.waiting, *(found.mentors[k] for k in unready)):
        yield row(person.at, person.role, lacking_sayings(person), [Saying(TO_PROVE)])
    for at, side in gathered.unmarked:
        yield row(at, side, [Saying(NOT_MARKED)], [Saying(TO_MARK)])
    for at in _idle_mentors(found):
        yield row(at, "mentor", [Saying(NOT_NEEDED)], [Saying(STILL_FREE)])


def _helps(found: Proposals, mentee: int) -> list[Saying]:
    if found.survey is None:
        return help_sayings(found, found.explanations[mentee])
    return crowd_help_sayings(found, found.survey, mentee)


def lacking_sayings(person: Participant) -> list[Saying]:
    """What the records lack, or deny, of the evidence that somebody needs."""
    held = ((standing, kind) for kind, standing in person.evidence.items())
    return [Saying(LACKING[each]) for each in held if each in LACKING]


def _idle_mentors(found: Proposals) -> Iterator[str]:
    """Ready mentors to whom nobody is proposed and with whom nobody is."""
    people, mate = found.instance, found.plan.mate
    used = np.bincount(mate[mate >= 0], minlength=people.mentors) + people.r_load
    mentors = codes_of(found.mentors)
    yield from (mentors[k] for k in np.flatnonzero((used == 0) & (people.r_ready != 0)).tolist())


def _figures(gathered: Gathered, found: Proposals) -> dict[str, int]:
    people = found.instance
    places = int(people.r_cap[people.r_ready != 0].sum(dtype=int))
    unmarked = sum(side == "mentee" for _, side in gathered.unmarked)
    return {
        "mentees": len(found.mentees) + len(found.waiting) + unmarked,
        "ready": len(found.mentees),
        "mentors": len(found.mentors) + len(gathered.unmarked) - unmarked,
        "matched": found.plan.matched,
        "points": found.plan.score,
        "places": places,
        "free": places - int(people.r_load.sum(dtype=int)) - found.plan.matched,
        "waiting": len(found.waiting) + unmarked,
        "asked": gathered.asked,
        "running": gathered.running,
        "locked": len(gathered.options.locked),
        "blocking": _blocking(found),
    }


def _blocking(found: Proposals) -> int:
    """How many pairs would rather have each other; 0 where so many people are not compared."""
    if len(found.mentees) > kept.SMALL:
        return 0
    return len(blocking_pairs(found.instance, found.programme.rules, found.plan))


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
