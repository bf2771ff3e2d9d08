"""How people are called, as far as the actor may see it."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from amir.core.actor import Actor
from amir.participants.models import Participant
from amir.people.queries import callings_of

from ..telling import people_in, read


def names_of_people(actor: Actor, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Person id -> preferred name, as far as the actor may see it; one query."""
    found = callings_of(actor, set(person_ids))
    return {person_id: calling.preferred_name for person_id, calling in found.items()}


def names_in(actor: Actor, stored: Iterable[list[dict[str, Any]]]) -> dict[str, str]:
    """Participant id as text -> preferred name, for everybody whom stored sayings name."""
    return names_of_participants(actor, {c for found in stored for c in people_in(read(found))})


def names_of_participants(actor: Actor, ids: Collection[str]) -> dict[str, str]:
    """Participant id as text -> preferred name, as far as the actor may see it; two queries."""
    rows = Participant.objects.filter(pk__in=ids).values_list("pk", "person_id")
    persons = dict(rows)
    names = names_of_people(actor, persons.values())
    return {str(pk): names[person] for pk, person in persons.items() if person in names}
