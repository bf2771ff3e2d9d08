"""Reading concerns: leads read them, others at most that one exists."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amir.core.actor import Actor
from amir.organisations.models import Organisation
from amir.organisations.queries import organisations_visible_to, staff_who_may

from .enums import ConcernState
from .models import Concern, ConcernEntry, ConcernMark
from .rules import KNOW, READ


def organisations_that_hear(actor: Actor) -> QuerySet[Organisation]:
    """The organisations with a safeguarding lead or a deputy: they can be told."""
    return organisations_visible_to(actor).filter(pk__in=staff_who_may(READ))


def concerns_visible_to(actor: Actor) -> QuerySet[Concern]:
    """Concerns of the organisations in which the actor is a safeguarding lead, newest first."""
    return Concern.objects.filter(organisation_id__in=actor.organisations_where(READ))


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


def people_with_open_concern(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Of these persons, those about whom an open concern exists: all that coordinators learn."""
    marks = ConcernMark.objects.filter(
        organisation_id__in=actor.organisations_where(KNOW), person_id__in=list(ids), is_open=True
    )
    return {person_id for person_id in marks.values_list("person_id", flat=True) if person_id}
