"""A meeting told by SMS: the minutes, and nothing else."""

import re
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import Q

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.text import ascii_digits
from amir.mentoring.models import Match
from amir.mentoring.queries import live_matches
from amir.mentoring.rules import answering
from amir.organisations.queries import accounts_reached_at
from amir.people.contacts import normal_phone

from ..enums import Source
from ..notices import answer_text
from ..rules import logging
from .logging import MOST_MINUTES, Told, log_meeting

# Names the meetings that came by SMS: the same message is the same meeting.
SPACE = UUID("6f0c2c52-6a54-4c1e-9d35-4b3a2e0d9f11")
MINUTES = re.compile(r"\s*(\d{1,4})\b")


def log_text(actor: Actor, *, message_id: str, address: str, text: str) -> bool:
    """Somebody answered with how many minutes they met. True if it was written down.

    Only if the number belongs to one person with one match; else they get their links to choose.
    """
    found = MINUTES.match(ascii_digits(text))
    tellers = _tellers(address)
    if found is None or not tellers:
        return False
    minutes = int(found[1])
    if len(tellers) > 1 or not 1 <= minutes <= MOST_MINUTES:
        for person_id, match in tellers:
            answer_text(match, person_id, address, minutes=None)
        return False
    [(person_id, match)] = tellers
    with acting_as(logging(person_id)) as person:
        log_meeting(
            person, match=match, told=Told(clock.today(), minutes),
            client_id=uuid5(SPACE, message_id), source=Source.SMS,
        )  # fmt: skip
    answer_text(match, person_id, address, minutes=minutes)
    return True


def _tellers(address: str) -> list[tuple[UUID, Match]]:
    people = accounts_reached_at(normal_phone(address, region=settings.AMIR_REGION))
    either = Q(mentee_person_id__in=people) | Q(mentor_person_id__in=people)
    with acting_as(answering()):
        matches = list(live_matches().filter(either))
    return [
        (person_id, match)
        for match in matches
        for person_id in (match.mentee_person_id, match.mentor_person_id)
        if person_id in people
    ]
