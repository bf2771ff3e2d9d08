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
    _check_ticks(actor, deliverable, organisation_id)
    said = {"done_on": done_on, "link": link, "note": note, "ticked_by": actor.account_id}
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
    _check_ticks(actor, deliverable, organisation_id)
    Tick.objects.filter(deliverable=deliverable, organisation_id=organisation_id).delete()


@transaction.atomic
def tick_all(
    actor: Actor, *, deliverables: Sequence[Deliverable], organisation_id: UUID, done_on: date
) -> list[UUID]:
    """Say of several that they are done; returns those of which it was not said before."""
    for deliverable in {each.programme_id: each for each in deliverables}.values():
        _check_ticks(actor, deliverable, organisation_id)
    held = Tick.objects.filter(deliverable__in=deliverables, organisation_id=organisation_id)
    before = set(held.values_list("deliverable_id", flat=True))
    fresh = [
        Tick(
            id=uuid4(),
            organisation_id=organisation_id,
            programme_id=deliverable.programme_id,
            deliverable=deliverable,
            done_on=done_on,
            ticked_by=actor.account_id,
        )
        for deliverable in deliverables
        if deliverable.pk not in before
    ]
    Tick.objects.bulk_create(fresh)
    return [tick.deliverable_id for tick in fresh]


@transaction.atomic
def untick_all(actor: Actor, *, deliverables: Sequence[Deliverable], organisation_id: UUID) -> None:
    """Take several ticks back."""
    for deliverable in {each.programme_id: each for each in deliverables}.values():
        _check_ticks(actor, deliverable, organisation_id)
    Tick.objects.filter(deliverable__in=deliverables, organisation_id=organisation_id).delete()


def _check_ticks(actor: Actor, deliverable: Deliverable, organisation_id: UUID) -> None:
    """Refused unless the organisation owes this and the actor ticks for it."""
    if not may(actor, TICK, Tick(organisation_id=organisation_id)):
        raise NotAllowed(_("You can say this for your own organisation only."))
    if organisation_id not in partner_organisations(deliverable.programme_id):
        raise Refused(_("Your organisation is not a partner of this programme."))
