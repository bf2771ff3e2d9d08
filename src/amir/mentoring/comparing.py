"""Who got another mentor from one plan to the next."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from amir.core.actor import Actor

from .enums import LIVE, ProposalState
from .models import Plan, Proposal
from .queries import names_of_people

# Whoever was asked or agreed before is not part of the new plan: they keep what they have.
OPEN_AGAIN = {
    ProposalState.PROPOSED,
    ProposalState.REJECTED,
    ProposalState.DECLINED,
    ProposalState.EXPIRED,
}
Pairs = dict[UUID, UUID]  # mentee's person -> mentor's person


def changes_between(actor: Actor, before: Plan, after: Plan) -> list[dict[str, Any]]:
    """Everybody whose mentor is another one now, or who gained or lost one."""
    old, new = _pairs(before, states=OPEN_AGAIN), _pairs(after, states=set(LIVE))
    changed = [mentee for mentee in {**old, **new} if old.get(mentee) != new.get(mentee)]
    people = {p for mentee in changed for p in (mentee, old.get(mentee), new.get(mentee)) if p}
    names = names_of_people(actor, people)

    def name(person: UUID | None) -> str:
        return names.get(person, "") if person else ""

    rows = [
        {
            "mentee_id": mentee,
            "mentee": name(mentee),
            "before": name(old.get(mentee)),
            "after": name(new.get(mentee)),
            "change": _change(mentee in old, mentee in new),
        }
        for mentee in changed
    ]
    return sorted(rows, key=lambda row: str(row["mentee"]).casefold())


def _change(had: bool, has: bool) -> str:
    if had and has:
        return _("another mentor")
    return _("has a mentor now") if has else _("has none any more")


def _pairs(plan: Plan, *, states: Collection[str]) -> Pairs:
    rows = Proposal.objects.filter(plan=plan, state__in=states).order_by("created_at", "id")
    return dict(rows.values_list("mentee_person_id", "mentor_person_id"))
