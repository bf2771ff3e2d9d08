"""What this room does when something happens in another."""

from collections.abc import Collection
from uuid import UUID

from amir.core.actor import Actor
from amir.core.events import listen

from .models import ConcernMark


def keep_named(actor: Actor, *, people: Collection[UUID], kept: set[UUID]) -> None:
    """Nobody about whom there is or was a concern is removed together with a list."""
    marks = ConcernMark.objects.filter(person_id__in=people)
    kept.update(person for person in marks.values_list("person_id", flat=True) if person)


def begin() -> None:
    """Called once at start-up."""
    listen("people.removal_asked", keep_named)
