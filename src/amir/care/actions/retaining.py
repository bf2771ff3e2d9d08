"""Nobody's data are kept because nobody thought of them: who does not take part is erased."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, load_actor
from amir.core.errors import Refused
from amir.organisations.queries import staff_who_may
from amir.participants.models import Participant
from amir.people.actions import erase_person
from amir.people.rules import ERASE

from .. import rules
from ..today import ringing

# The purpose under which a coordinator's right is used at night; the audit names it.
RETENTION = "retention"


def erase_whom_we_keep_too_long() -> int:
    """Erase everybody whose day has come and whose alarm nobody dismissed; returns how many.

    The morning page said it a month before. By a coordinator of the organisation, as what runs
    at night acts for somebody. Whom a rule still needs (an open concern) stays on the page.
    """
    erased = 0
    for _organisation_id, accounts in sorted(staff_who_may(ERASE).items()):
        erased += _of(min(accounts))
    return erased


def _of(account_id: UUID) -> int:
    with acting_as(Actor(account_id=account_id, purpose=RETENTION)):
        actor = replace(load_actor(account_id), purpose=RETENTION)
        due = [
            each.due.thing_id
            for each in ringing(actor)
            if each.alarm.key == "retention"
            and rules.is_kept_too_long(each.due.since, clock.today())
        ]
        people = Participant.objects.filter(pk__in=due).select_related("person")
        return sum(_erase(actor, each) for each in people)


def _erase(actor: Actor, participant: Participant) -> bool:
    try:
        with transaction.atomic():
            erase_person(actor, person=participant.person)
    except Refused:
        return False
    return True
