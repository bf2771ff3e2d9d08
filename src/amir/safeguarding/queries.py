"""Reading concerns: leads read them, others at most that one exists."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.organisations.models import Membership, Organisation
from amir.organisations.queries import belonged_to, organisations_visible_to, staff_who_may
from amir.organisations.roles import ROLES
from amir.programmes.models import Partner
from amir.programmes.queries import settings_of

from .enums import ConcernState
from .models import Concern, ConcernClock, ConcernEntry, ConcernMark
from .rules import CLOCKS, KNOW, MINDING, READ


def organisations_that_hear(actor: Actor) -> QuerySet[Organisation]:
    """The organisations with a safeguarding lead or a deputy: they can be told."""
    return organisations_visible_to(actor).filter(pk__in=staff_who_may(READ))


def concerns_visible_to(actor: Actor) -> QuerySet[Concern]:
    """Concerns of the organisations in which the actor is a safeguarding lead, newest first.

    Each with `due_at` and `looked_at` of its clock, and whether it `pauses` pairs.
    """
    clock = ConcernClock.objects.filter(concern_id=OuterRef("pk"))
    mark = ConcernMark.objects.filter(concern_id=OuterRef("pk"), is_open=True)
    return Concern.objects.filter(organisation_id__in=actor.organisations_where(READ)).annotate(
        due_at=Subquery(clock.values("due_at")[:1]),
        looked_at=Subquery(clock.values("looked_at")[:1]),
        pauses=Subquery(mark.filter(person_id__isnull=False).values("pauses")[:1]),
    )


def concern_or_404(actor: Actor, *, concern_id: UUID) -> Concern:
    """The concern of that id, for leads. Raises Http404."""
    found = concerns_visible_to(actor).filter(pk=concern_id).first()
    if found is None:
        raise Http404
    return found


def open_concerns_count(actor: Actor) -> int:
    """How many concerns wait for the actor."""
    return concerns_visible_to(actor).exclude(state=ConcernState.CLOSED).count()


def entries_of(concern: Concern) -> QuerySet[ConcernEntry]:
    """What was done about a concern, oldest first."""
    return ConcernEntry.objects.filter(concern=concern)


def people_to_protect(ids: Iterable[UUID]) -> set[UUID]:
    """Of these persons, those whose pairs pause for an open concern. Asked by the platform."""
    with acting_as(platform(MINDING)):
        marks = ConcernMark.objects.filter(person_id__in=list(ids), is_open=True, pauses=True)
        return {person_id for person_id in marks.values_list("person_id", flat=True) if person_id}


def readers_of(actor: Actor, organisation_id: UUID) -> QuerySet[Membership]:
    """The safeguarding lead and the deputies, for whoever works or takes part there."""
    if organisation_id not in belonged_to(actor):
        return Membership.objects.none()
    reading = [name for name, role in ROLES.items() if READ in role.permissions]
    rows = Membership.objects.filter(organisation_id=organisation_id, role__in=reading, until=None)
    return rows.order_by("-role", "since")


def clocks_of(organisation_id: UUID) -> dict[str, int]:
    """The clocks that count in an organisation: of its programmes the shortest of each."""
    programmes = Partner.objects.filter(partner_organisation_id=organisation_id)
    held = [settings_of(key) for key in programmes.values_list("programme_id", flat=True)]
    return {
        setting.key: min((int(values[setting.key]) for values in held), default=setting.default)
        for setting in CLOCKS
    }


def people_with_open_concern(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Of these persons, those about whom an open concern exists: all that coordinators learn."""
    marks = ConcernMark.objects.filter(
        organisation_id__in=actor.organisations_where(KNOW), person_id__in=list(ids), is_open=True
    )
    return {person_id for person_id in marks.values_list("person_id", flat=True) if person_id}
