"""Taking hold of a plan and its proposals before they are changed: nobody overwrites anybody."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Stale
from amir.core.permissions import may
from amir.participants.models import Participant

from ..enums import PlanAct, PlanState
from ..models import BulkStep, Plan, Proposal
from ..rules import DECIDE


def held_plan(actor: Actor, plan: Plan) -> Plan:
    """The plan as it is now, locked. NotAllowed; Stale if a newer plan has taken its place."""
    if actor.account_id is None or not may(actor, DECIDE, plan):
        raise NotAllowed(_("You may not decide about pairs in this organisation."))
    found = Plan.objects.select_for_update().get(pk=plan.pk)
    if found.state != PlanState.READY:
        raise Stale(_("A newer plan has taken the place of this one. Nothing was changed."))
    return found


def held_proposals(plan: Plan, proposals: Sequence[Proposal]) -> list[Proposal]:
    """These proposals as they are now, locked, in the order given.

    Stale if one of them was changed since it was read: somebody else decided meanwhile.
    """
    rows = Proposal.objects.select_for_update().filter(
        plan=plan, pk__in=[proposal.pk for proposal in proposals]
    )
    found = {row.pk: row for row in rows.order_by("pk")}
    for seen in proposals:
        now = found.get(seen.pk)
        if now is None or (now.state, now.is_locked) != (seen.state, seen.is_locked):
            raise Stale(changed_meanwhile())
    return [found[proposal.pk] for proposal in proposals]


def held_participants(ids: set[UUID]) -> dict[UUID, Participant]:
    """These participants, locked, always in the same order, so that nobody waits in a circle."""
    rows = Participant.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    return {row.pk: row for row in rows}


def person_of(actor: Actor) -> UUID:
    """Who decides: a person, never the platform. NotAllowed otherwise."""
    if actor.account_id is None:
        raise NotAllowed(_("A person decides about pairs."))
    return actor.account_id


def changed_meanwhile() -> str:
    """Two coordinators worked on one plan."""
    return _("Somebody else has decided about this pair meanwhile. Nothing was changed.")


def note_step(actor: Actor, plan: Plan, act: PlanAct, proposals: Sequence[Proposal]) -> BulkStep:
    """Write down what was done to which proposals, so that it can be taken back."""
    Plan.objects.filter(pk=plan.pk).update(version=F("version") + 1)
    return BulkStep.objects.create(
        organisation_id=plan.organisation_id,
        plan=plan,
        act=act,
        proposals=[proposal.pk for proposal in proposals],
        by=person_of(actor),
    )
