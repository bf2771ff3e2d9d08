"""From the records of an organisation to the people of one matching run.

Whoever is agreed or asked already keeps their place: they are not matched anew.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import QuerySet

from amir.core.actor import Actor
from amir.core.many import among
from amir.organisations.models import Organisation
from amir.participants.facts import people_streamed
from amir.participants.lifecycle import State
from amir.participants.models import Participant as Row
from amir.participants.queries import participants_visible_to
from amir.participants.readiness import Role
from amir.participants.roster import Roster
from peermatch import Options

from .crowd import Array, Known, Passing, Side, codes_of
from .enums import LIVE_MATCH, PlanState, ProposalState
from .models import Match, Proposal
from .planning import ready_mentees
from .queries import barred_pairs, helping_mentors

# Who may be matched by their state; evidence is asked for besides.
FREE = (State.AVAILABLE, State.MATCHED)
CONSIDERED = (State.APPLICANT, State.ACCEPTED, State.TRAINED, *FREE)
DAYS_A_WEEK = 7
EVERY = 2_000  # people


@dataclass(frozen=True, slots=True)
class Gathered:
    """The people of a run. A roster's `at` is the id of the participant's record.

    `unmarked` (id and side) have all their evidence, but nobody has said that they are ready for
    a match. `persons` tells whose record a participant's is.
    """

    roster: Roster
    persons: Mapping[str, UUID]
    unmarked: Sequence[tuple[str, Role]]
    given: Mapping[str, Array]
    options: Options
    asked: int
    running: int


def gather(
    actor: Actor,
    organisation_id: UUID,
    programme_id: UUID | None,
    on: date,
    told: Callable[[], None] = lambda: None,
    *,
    only: Collection[UUID] | None = None,
) -> Gathered:
    """Everybody of the organisation (and programme) who can be considered on that day.

    `told` is called now and then while they are read. `only`: of these participants.
    """
    rows = participants_visible_to(actor).filter(
        organisation_id=organisation_id, state__in=CONSIDERED, person__is_restricted=False
    )
    if not Organisation.objects.filter(pk=organisation_id, takes_minors=True).exists():
        rows = rows.filter(person__is_minor=False)
    if programme_id is not None:
        rows = rows.filter(programme_id=programme_id)
    if only is not None:
        rows = rows.filter(pk__in=among(only))
    agreed = Match.objects.filter(organisation_id=organisation_id, state__in=LIVE_MATCH)
    asked = Proposal.objects.filter(organisation_id=organisation_id, state=ProposalState.ASKED)
    running = list(agreed.values_list("mentee_id", "mentor_id"))
    waiting = list(asked.values_list("mentee_id", "mentor_id"))
    helping = map(str, helping_mentors())
    kept = [*running, *waiting]
    reading = _Reading(actor, rows, on, told)
    mentees = reading.side("mentee", without={mentee for mentee, _ in kept})
    mentors = reading.side("mentor", without={mentee for mentee, _ in kept})
    roster = Roster(mentees=mentees, mentors=mentors, repairs=(), left_out=())
    return Gathered(
        roster=roster,
        persons=reading.persons,
        unmarked=reading.unmarked,
        given={
            "r_load": _load(mentors, Counter([*(str(mentor) for _, mentor in kept), *helping])),
            "e_wait": reading.weeks[mentees.columns["ready"] != 0],
        },
        options=_options(roster, organisation_id, programme_id),
        asked=len(waiting),
        running=len(running),
    )


class _Reading:
    """Reads one side after the other; `weeks` are those that the side's people have waited."""

    def __init__(
        self, actor: Actor, rows: QuerySet[Row], on: date, told: Callable[[], None]
    ) -> None:
        self._actor, self._rows, self._on = actor, rows.order_by("created_at", "id"), on
        self._told = told
        self._known = Known()
        self.persons: dict[str, UUID] = {}
        self.unmarked: list[tuple[str, Role]] = []
        self.weeks: Array = np.zeros(0, np.int64)

    def side(self, role: Role, *, without: set[UUID]) -> Side:
        """Everybody on a side who can be considered, as columns."""
        passing = Passing(role, self._known)
        weeks = []
        rows = self._rows.filter(side=role)
        for row, person in people_streamed(self._actor, rows, without=without):
            self.persons[person.at] = row.person_id
            if len(self.persons) % EVERY == 0:
                self._told()
            if person.is_ready and row.state not in FREE:
                self.unmarked.append((person.at, role))
            else:
                passing.add(person)
                weeks.append(self._waited(row))
        if role == "mentee":
            self.weeks = np.array(weeks, np.int64)
        return passing.side()

    def _waited(self, row: Any) -> int:
        since = row.waiting_since
        return max(0, (self._on - since).days // DAYS_A_WEEK) if since else 0


def _load(mentors: Side, load: Mapping[str, int]) -> Array:
    """How many places of each mentor are taken already."""
    taken = np.zeros(len(mentors), np.int64)
    if load:
        taken[:] = [load.get(at, 0) for at in mentors.at]
    return np.minimum(taken, mentors.columns["capacity"])


def _options(roster: Roster, organisation_id: UUID, programme_id: UUID | None) -> Options:
    """Pairs that must not be proposed again, and pairs that a coordinator holds on to."""
    barred = barred_pairs().filter(organisation_id=organisation_id)
    held = Proposal.objects.filter(
        organisation_id=organisation_id,
        plan__programme_id=programme_id,
        plan__state=PlanState.READY,
        state=ProposalState.PROPOSED,
        is_locked=True,
    )
    forbidden = list(barred.values_list("mentee_id", "mentor_id"))
    locked = list(held.values_list("mentee_id", "mentor_id"))
    if not forbidden and not locked:
        return Options()
    mentees = {at: k for k, at in enumerate(codes_of(ready_mentees(roster)))}
    mentors = {at: k for k, at in enumerate(codes_of(roster.mentors))}

    def known(pairs: Sequence[tuple[UUID, UUID]]) -> list[tuple[int, int]]:
        told = [(str(mentee), str(mentor)) for mentee, mentor in pairs]
        return [(mentees[e], mentors[r]) for e, r in told if e in mentees and r in mentors]

    never = set(known(forbidden))
    return Options(
        forbidden=tuple(never), locked=tuple(pair for pair in known(locked) if pair not in never)
    )
