"""From the records of an organisation to the people of one matching run.

Whoever is agreed or asked already keeps their place: they are not matched anew.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amir.core.actor import Actor
from amir.participants.facts import roster_people
from amir.participants.lifecycle import State
from amir.participants.models import Participant as Row
from amir.participants.queries import participants_visible_to
from amir.participants.roster import Roster
from peermatch import Options

from .enums import MatchState, PlanState, ProposalState
from .models import Barred, Match, Proposal
from .planning import ready_mentees

# Who may be matched by their state; evidence is asked for besides.
FREE = (State.AVAILABLE, State.MATCHED)
CONSIDERED = (State.APPLICANT, State.ACCEPTED, State.TRAINED, *FREE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The people of a run. A roster's `at` is the id of the participant's record.

    `unmarked` have all their evidence, but nobody has said that they are ready for a match.
    """

    roster: Roster
    rows: Mapping[str, Row]
    unmarked: Sequence[Row]
    given: Mapping[str, Sequence[int]]
    options: Options
    asked: int
    running: int


def gather(actor: Actor, organisation_id: UUID, programme_id: UUID | None, on: date) -> Gathered:
    """Everybody of the organisation (and programme) who can be considered on that day."""
    rows = participants_visible_to(actor).filter(
        organisation_id=organisation_id, state__in=CONSIDERED
    )
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    found = list(rows.order_by("created_at", "id"))
    agreed = Match.objects.filter(organisation_id=organisation_id, state=MatchState.RUNNING)
    asked = Proposal.objects.filter(organisation_id=organisation_id, state=ProposalState.ASKED)
    running = list(agreed.values_list("mentee_id", "mentor_id"))
    waiting = list(asked.values_list("mentee_id", "mentor_id"))
    kept = [*running, *waiting]
    busy = {mentee for mentee, _ in kept}
    people = roster_people(actor, [row for row in found if row.id not in busy])
    by_at = {str(row.id): row for row in found}
    is_free = {p.at for p in people if by_at[p.at].state in FREE}
    unmarked = [by_at[p.at] for p in people if p.is_ready and p.at not in is_free]
    considered = [p for p in people if not p.is_ready or p.at in is_free]
    roster = Roster(
        mentees=tuple(p for p in considered if p.role == "mentee"),
        mentors=tuple(p for p in considered if p.role == "mentor"),
        repairs=(),
        left_out=(),
    )
    return Gathered(
        roster=roster,
        rows=by_at,
        unmarked=unmarked,
        given=_given(roster, by_at, Counter(mentor for _, mentor in kept), on),
        options=_options(roster, organisation_id, programme_id),
        asked=len(waiting),
        running=len(running),
    )


def _given(
    roster: Roster, rows: Mapping[str, Row], load: Mapping[UUID, int], on: date
) -> dict[str, Sequence[int]]:
    """Places taken already, and how many weeks each mentee has waited."""
    waits = [rows[p.at].waiting_since for p in ready_mentees(roster)]
    return {
        "r_load": [min(load.get(rows[p.at].id, 0), p.capacity) for p in roster.mentors],
        "e_wait": [max(0, (on - since).days // 7) if since else 0 for since in waits],
    }


def _options(roster: Roster, organisation_id: UUID, programme_id: UUID | None) -> Options:
    """Pairs that must not be proposed again, and pairs that a coordinator holds on to."""
    mentees = {UUID(p.at): k for k, p in enumerate(ready_mentees(roster))}
    mentors = {UUID(p.at): k for k, p in enumerate(roster.mentors)}

    def known(pairs: Sequence[tuple[UUID, UUID]]) -> list[tuple[int, int]]:
        return [(mentees[e], mentors[r]) for e, r in pairs if e in mentees and r in mentors]

    barred = Barred.objects.filter(organisation_id=organisation_id)
    held = Proposal.objects.filter(
        organisation_id=organisation_id,
        plan__programme_id=programme_id,
        plan__state=PlanState.READY,
        state=ProposalState.PROPOSED,
        is_locked=True,
    )
    forbidden = known(list(barred.values_list("mentee_id", "mentor_id")))
    locked = known(list(held.values_list("mentee_id", "mentor_id")))
    return Options(
        forbidden=tuple(forbidden), locked=tuple(pair for pair in locked if pair not in forbidden)
    )
