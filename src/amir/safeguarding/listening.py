"""What this room does when something happens in another."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.events import listen
from amir.people.models import Person

from .models import ConcernMark


def keep_named(actor: Actor, *, people: Collection[UUID], kept: set[UUID]) -> None:
    """Nobody about whom there is or was a concern is removed together with a list."""
    marks = ConcernMark.objects.filter(person_id__in=people)
    kept.update(person for person in marks.values_list("person_id", flat=True) if person)


def keep_while_open(actor: Actor, *, person: Person) -> None:
    """Nobody is erased while a concern about them is open: somebody may be in danger."""
    if ConcernMark.objects.filter(person_id=person.pk, is_open=True).exists():
        raise Refused(_("A concern is open. Ask the safeguarding lead to close it first."))


def begin() -> None:
    """Called once at start-up."""
    listen("people.removal_asked", keep_named)
    listen("people.erasing", keep_while_open)
