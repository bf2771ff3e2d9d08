"""Nobody has looked at a concern in time: more people are told, until somebody has."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse

from amir.core import clock
from amir.core.actor import Actor
from amir.organisations.actions import mail_staff
from amir.organisations.queries import staff_who_may

from .. import rules
from ..models import ConcernClock
from ..notices import CONCERN_WAITS
from ..queries import clocks_of
from ..rules import AGAIN_HOURS, ANSWER_FOR, READ


@transaction.atomic
def escalate_concerns(actor: Actor) -> int:
    """Tell lead and deputies again, and whoever answers for the organisation; returns how many.

    Not what it is about, nor which one it is.
    """
    now = clock.now()
    waiting = ConcernClock.objects.select_for_update(skip_locked=True).filter(looked_at=None)
    told = 0
    for each in waiting:
        if not rules.is_overdue(each.due_at, now) or _told_lately(each):
            continue
        readers = staff_who_may(READ).get(each.organisation_id, [])
        answering = staff_who_may(ANSWER_FOR).get(each.organisation_id, [])
        for people, path in (
            (readers, reverse("concerns_list")),
            ([who for who in answering if who not in readers], reverse("desk_home")),
        ):
            mail_staff(
                actor,
                organisation_id=each.organisation_id,
                account_ids=people,
                template=CONCERN_WAITS,
                path=path,
            )
        each.told_at, each.times_told = now, each.times_told + 1
        each.save(update_fields=["told_at", "times_told"])
        told += 1
    return told


def _told_lately(each: ConcernClock) -> bool:
    if each.told_at is None:
        return False
    again = timedelta(hours=clocks_of(each.organisation_id)[AGAIN_HOURS.key])
    return clock.now() < each.told_at + again
