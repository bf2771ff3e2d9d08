"""What this room does when something happened in a lower one."""

from django.db.models import Q

from amir.core.actor import Actor
from amir.core.events import listen
from amir.mentoring.models import Match
from amir.participants.models import Participant
from amir.people.models import Person

from .models import Dismissal


def register() -> None:
    """Start to listen; called once, when the app is ready."""
    listen("people.erased", forget_reasons)


def forget_reasons(actor: Actor, *, person: Person) -> None:
    """Why alarms about somebody were dismissed goes with them; that they were stays."""
    things = list(Participant.objects.filter(person=person).values_list("pk", flat=True))
    theirs = Q(mentee_person_id=person.pk) | Q(mentor_person_id=person.pk)
    things += Match.objects.filter(theirs).values_list("pk", flat=True)
    Dismissal.objects.filter(thing_id__in=things).update(reason="")
