"""Telling people that there are questions for them."""

from django.db import transaction

from amir.core import clock
from amir.core.actor import Actor

from ..models import Round
from ..notices import tell
from ..queries import rounds_due

MOST = 500  # in one go


@transaction.atomic
def tell_due(actor: Actor) -> int:
    """One message a person for everything that can be answered now; returns how many people.

    For the platform. Whoever cannot be reached sees the questions on their own page.
    """
    due = list(rounds_due().select_for_update(skip_locked=True)[:MOST])
    told: set[object] = set()
    for asked in due:
        if asked.person_id not in told:
            tell(asked)
            told.add(asked.person_id)
    Round.objects.filter(pk__in=[asked.pk for asked in due]).update(told_at=clock.now())
    return len(told)
