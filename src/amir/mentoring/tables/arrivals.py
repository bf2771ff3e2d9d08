"""Mentees without a proposal, with their best match now, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from amir.core.actor import Actor

from ..arriving import Arrival, Today
from ..enums import PlanState
from ..models import Plan
from ..queries import names_in, names_of_participants, plans_visible_to
from ..telling import read, tell

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ArrivalRow:
    """A mentee and the best match now; no mentor if nobody is left for them."""

    participant_id: str
    mentee: str
    mentor: str
    why: str


def arrival_rows(actor: Actor, arrivals: Sequence[Arrival]) -> list[ArrivalRow]:
    """These mentees in the reader's language; four queries, however many."""
    ids = {code for each in arrivals for code in (each.mentee, each.mentor) if code}
    names = names_of_participants(actor, ids) | names_in(actor, (a.reasons for a in arrivals))
    return [
        ArrivalRow(
            each.mentee,
            names.get(each.mentee, ""),
            names.get(each.mentor, ""),
            tell(read(each.reasons), names),
        )
        for each in arrivals
    ]


def today_of(actor: Actor, plan: Plan) -> dict[str, object] | None:
    """What is new since a current plan; None if nothing is."""
    if plan.state != PlanState.READY or not plan.today:
        return None
    today = Today.from_data(plan.today)
    if not today.without and not today.moved:
        return None
    rows = arrival_rows(actor, today.arrivals[:MOST_SHOWN])
    return {"rows": rows, "more": today.without - len(rows), "moved": today.moved,
            "at": plan.today_at}  # fmt: skip


def best_match_of(actor: Actor, participant_id: UUID, organisation_id: UUID) -> ArrivalRow | None:
    """The best match now of somebody whom the current plan gives nobody, if it is known."""
    plans = plans_visible_to(actor).filter(organisation_id=organisation_id, state=PlanState.READY)
    for plan in plans.exclude(today={}):
        found = [a for a in Today.from_data(plan.today).arrivals if a.mentee == str(participant_id)]
        if found:
            return arrival_rows(actor, found)[0]
    return None
