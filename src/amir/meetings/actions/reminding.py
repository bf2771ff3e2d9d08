"""Pairs of whom nobody told anything for long: both are reminded, once for each clock."""

from datetime import date
from uuid import uuid4

from django.db import transaction

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.mentoring.models import Match
from amir.mentoring.queries import live_matches
from amir.mentoring.rules import answering
from amir.programmes.queries import setting_of

from ..models import Reminder
from ..notices import language_of, remind
from ..queries import silent_matches
from ..rules import ALARM_AFTER, REMIND_AFTER, reminding
from .linking import new_link


def remind_silent(today: date | None = None) -> int:
    """Remind both of every pair that is silent for 14 or 28 days (or what the programme says).

    Returns how many pairs. Doing it twice reminds nobody twice.
    """
    day = today or clock.today()
    with acting_as(answering()):
        matches = list(live_matches())
    with acting_as(reminding()), transaction.atomic():
        due: dict[Match, tuple[date, int]] = {}
        for setting in (REMIND_AFTER, ALARM_AFTER):
            for match, since in silent_matches(matches, day, setting):
                # The longer clock comes last: who missed the first is reminded once.
                due[match] = since, setting_of(match.programme_id, setting)
        return sum(_remind(match, since, after) for match, (since, after) in due.items())


def _remind(match: Match, since: date, after_days: int) -> bool:
    reminder = Reminder(
        id=uuid4(), organisation_id=match.organisation_id, match=match, since=since,
        mentee_person_id=match.mentee_person_id, mentor_person_id=match.mentor_person_id,
        after_days=after_days,
    )  # fmt: skip
    Reminder.objects.bulk_create([reminder], ignore_conflicts=True)
    if not Reminder.objects.filter(pk=reminder.pk).exists():
        return False
    for person_id in (match.mentee_person_id, match.mentor_person_id):
        made = new_link(match, person_id, language_of(person_id))
        remind(match, person_id, made.address)
    return True
