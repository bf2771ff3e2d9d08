"""What is owed to the funder, and who says that it is done."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.programmes.models import Deliverable, Programme, Tick
from amir.programmes.queries import partner_organisations
from amir.programmes.rules import TICK

from .checks import check_changes


@transaction.atomic
def add_deliverable(
    actor: Actor,
    *,
    programme: Programme,
    title: str,
    due_on: date | None = None,
    per_partner: bool = True,
) -> Deliverable:
    """Something owed to the funder, last in order: by each partner, or once for all."""
    check_changes(actor, programme)
    if not title.strip():
        raise Refused(_("Write what is to be delivered."), field="title")
    return Deliverable.objects.create(
        organisation_id=programme.organisation_id,
        programme=programme,
        title=title.strip(),
        due_on=due_on,
        per_partner=per_partner,
        order=Deliverable.objects.filter(programme=programme).count(),
    )


@transaction.atomic
def tick_deliverable(
    actor: Actor,
    *,
    deliverable: Deliverable,
    organisation_id: UUID,
    done_on: date,
    link: str = "",
    note: str = "",
) -> Tick:
    """A partner says that it is done, for itself only; saying it again replaces what was said."""
    ticked_by = _check_ticks(actor, deliverable.programme_id, organisation_id)
    said = {"done_on": done_on, "link": link, "note": note, "ticked_by": ticked_by}
    tick, _made = Tick.objects.update_or_create(
        deliverable=deliverable,
        organisation_id=organisation_id,
        defaults=said,
        create_defaults={"id": uuid4(), "programme_id": deliverable.programme_id, **said},
    )
    return tick


@transaction.atomic
def untick_deliverable(actor: Actor, *, deliverable: Deliverable, organisation_id: UUID) -> None:
    """Take a tick back; without a tick nothing happens."""
    _check_ticks(actor, deliverable.programme_id, organisation_id)
    Tick.objects.filter(deliverable=deliverable, organisation_id=organisation_id).delete()


@transaction.atomic
def tick_all(
    actor: Actor,
    *,
    programme: Programme,
    ids: Sequence[UUID],
    organisation_id: UUID,
    done_on: date,
) -> list[UUID]:
    """Say of several that they are done; returns those of which it was not said before."""
    ticked_by = _check_ticks(actor, programme.pk, organisation_id)
    deliverables = list(Deliverable.objects.filter(programme=programme, pk__in=ids))
    held = Tick.objects.filter(deliverable__in=deliverables, organisation_id=organisation_id)
    before = set(held.values_list("deliverable_id", flat=True))
    fresh = [
        Tick(
            id=uuid4(),
            organisation_id=organisation_id,
            programme_id=programme.pk,
            deliverable=deliverable,
            done_on=done_on,
            ticked_by=ticked_by,
        )
        for deliverable in deliverables
        if deliverable.pk not in before
    ]
    Tick.objects.bulk_create(fresh)
    return [tick.deliverable_id for tick in fresh]


@transaction.atomic
def untick_all(
    actor: Actor, *, programme: Programme, ids: Sequence[UUID], organisation_id: UUID
) -> None:
    """Take several ticks back."""
    _check_ticks(actor, programme.pk, organisation_id)
    ticks = Tick.objects.filter(programme_id=programme.pk, organisation_id=organisation_id)
    ticks.filter(deliverable_id__in=ids).delete()


def _check_ticks(actor: Actor, programme_id: UUID, organisation_id: UUID) -> UUID:
    """Who ticks. Refused unless the organisation is a partner and the actor ticks for it."""
    allowed = may(actor, TICK, Tick(organisation_id=organisation_id))
    if not allowed or actor.account_id is None:
        raise NotAllowed(_("You can say this for your own organisation only."))
    if organisation_id not in partner_organisations(programme_id):
        raise Refused(_("Your organisation is not a partner of this programme."))
    return actor.account_id
