"""What the best plan would be now, for those whom the current plan gives nobody.

People come, change and leave after a plan was made. The best plan for everybody who is here now
is worked out on the plan's own day, so that nothing but the people differs. It changes no
decision: pairs that are asked, agreed or locked stay, and nobody's proposal is touched.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self
from uuid import UUID

from amir.core.actor import Actor
from amir.core.many import among
from amir.participants.facts import people_streamed
from amir.participants.queries import participants_visible_to
from peermatch.explain import points_of_pair

from .crowd import codes_of
from .enums import LIVE, ProposalState
from .kept import Run
from .models import Plan, Proposal, Unmatched
from .planning import solved
from .records import gather
from .rules import Programme
from .sentences import points_sayings
from .solving import with_locks_that_hold
from .telling import stored

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Arrival:
    """The best match now for a mentee without a proposal; participant ids, "" for nobody."""

    mentee: str
    mentor: str
    points: int
    reasons: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Today:
    """The best plan for whoever is here now, against the current plan.

    `arrivals`: those without a proposal, the first `MOST_LISTED` of `without`. `moved`: how many
    undecided proposals would be other pairs.
    """

    objective: int
    matched: int
    without: int
    moved: int
    arrivals: Sequence[Arrival]

    def as_data(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """What `as_data` made."""
        arrivals = tuple(Arrival(**each) for each in data["arrivals"])
        return cls(**{**data, "arrivals": arrivals})


def best_run(actor: Actor, plan: Plan, programme: Programme) -> Run:
    """The best plan for everybody who is here now, worked out anew on the plan's day.

    Raises `PeermatchError` if it cannot be proven.
    """
    gathered = gather(actor, plan.organisation_id, plan.programme_id, plan.as_of)
    gathered = with_locks_that_hold(gathered, programme, plan.as_of.year)
    found = solved(
        gathered.roster,
        programme,
        year=plan.as_of.year,
        options=gathered.options,
        given=gathered.given,
    )
    mentors = codes_of(gathered.roster.mentors)
    return Run(codes_of(found.mentees), mentors, found.codes, found.instance, found.plan)


def against(actor: Actor, plan: Plan, run: Run, programme: Programme) -> Today:
    """What a proven plan for now says to those whom `plan` gives nobody."""
    live = Proposal.objects.filter(plan=plan, state__in=LIVE)
    held = {
        str(mentee): (str(mentor), state)
        for mentee, mentor, state in live.values_list("mentee_id", "mentor_id", "state")
    }
    now = {
        at: run.mentors[j] if j >= 0 else ""
        for at, j in zip(run.mentees, run.plan.mate.tolist(), strict=True)
    }
    moved = sum(
        at in now and now[at] != mentor
        for at, (mentor, state) in held.items()
        if state == ProposalState.PROPOSED
    )
    known = {str(each) for each in _explained(plan)}
    without = [
        k for k, at in enumerate(run.mentees) if at not in held and (now[at] or at not in known)
    ]
    return Today(
        objective=run.plan.objective,
        matched=run.plan.matched,
        without=len(without),
        moved=moved,
        arrivals=tuple(_arrivals(actor, run, programme, without[:MOST_LISTED])),
    )


def _explained(plan: Plan) -> Iterator[UUID]:
    """Whom the plan's own page lists as without a match."""
    rows = Unmatched.objects.filter(plan=plan, side="mentee")
    yield from rows.values_list("participant_id", flat=True).iterator()


def _arrivals(
    actor: Actor, run: Run, programme: Programme, which: Sequence[int]
) -> Iterator[Arrival]:
    """The best match now of each of these mentees, in their order."""
    mate = {k: int(run.plan.mate[k]) for k in which}
    asked = [run.mentees[k] for k in which] + [run.mentors[j] for j in mate.values() if j >= 0]
    rows = participants_visible_to(actor).filter(pk__in=among(map(UUID, asked)))
    people = {person.at: person for _, person in people_streamed(actor, rows)}
    for k, j in mate.items():
        if j < 0:
            yield Arrival(run.mentees[k], "", 0, [])
            continue
        pair = (people[run.mentees[k]], people[run.mentors[j]])
        points = points_of_pair(run.instance, programme.rules, k, j)
        reasons = stored(points_sayings(points, pair, run.codes.languages))
        yield Arrival(pair[0].at, pair[1].at, int(run.plan.points[k]), reasons)
