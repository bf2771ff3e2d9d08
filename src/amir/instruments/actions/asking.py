"""Planning whom to ask with what and when, and the link by which they answer."""

import secrets
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.participants.models import Participant
from amir.programmes.queries import settings_of

from .. import rules
from ..enums import FROM_MATCH, Moment
from ..models import Round
from ..queries import definitions_of, digest_of
from ..rules import ASK, measuring


@transaction.atomic
def open_round(
    actor: Actor,
    *,
    participant: Participant,
    instrument: str,
    moment: str = Moment.EXTRA,
    match_id: UUID | None = None,
) -> Round:
    """Ask somebody from today on.

    Raises NotAllowed; Refused if there is no such instrument for their side, or if they are being
    asked with it already.
    """
    if not may(actor, ASK, participant):
        raise NotAllowed(_("You may not ask people of this organisation."))
    if moment not in Moment.values:
        raise Refused(_("Choose when."), field="moment")
    found = definitions_of(participant.programme_id).get(instrument)
    if found is None or participant.side not in found[0].sides:
        raise Refused(_("Choose a questionnaire for this side."), field="instrument")
    earlier = Round.objects.filter(participant=participant, instrument=instrument)
    if moment != Moment.EXTRA:
        earlier = earlier.filter(moment=moment, match_id=match_id)
    else:
        today = clock.today()
        earlier = earlier.filter(answered_at=None, due_on__lte=today, closes_on__gte=today)
    if earlier.exists():
        raise Refused(_("This person is asked this already."), field="instrument")
    settings = settings_of(participant.programme_id)
    due_on, closes_on = rules.span(clock.today(), 0, settings)
    made = _round(participant, instrument, moment, match_id, due_on, closes_on)
    made.version, made.brought_id = found[0].version, found[1]
    made.save(force_insert=True)
    return made


def plan_rounds(actor: Actor, *, match: Any) -> list[Round]:
    """Both sides of a new match are asked at its moments; what is planned already stays."""
    return _plan(match, match.agreed_on, while_running=True)


def plan_after_end(actor: Actor, *, match: Any) -> list[Round]:
    """A match is over: its later moments fall away, and those that count from the end come."""
    close_rounds_of_match(actor, match=match)
    return _plan(match, match.ended_on or clock.today(), while_running=False)


def close_rounds_of_match(actor: Actor, *, match: Any) -> int:
    """What nobody answered and what counts from the beginning is not asked any more."""
    with acting_as(measuring()):
        planned = Round.objects.filter(match_id=match.pk, answered_at=None, moment__in=FROM_MATCH)
        return planned.update(closes_on=clock.today() - timedelta(days=1))


def new_link(actor: Actor, *, asked: Round) -> str:
    """A fresh link to answer without signing in; the one before stops working.

    Raises NotAllowed; Refused if it is answered or over.
    """
    if not may(actor, ASK, asked):
        raise NotAllowed(_("You may not ask people of this organisation."))
    if asked.answered_at or not asked.due_on <= clock.today() <= asked.closes_on:
        raise Refused(_("This questionnaire is not open."))
    token = secrets.token_urlsafe(18)
    Round.objects.filter(pk=asked.pk).update(digest=digest_of(token))
    return token


def _plan(match: Any, first: date, *, while_running: bool) -> list[Round]:
    """Rounds of both sides, by the platform: a match is made by people who see no rounds."""
    made: list[Round] = []
    # Read as whoever acts: the platform sees no participants for this purpose.
    sides = (match.mentee, match.mentor)
    with acting_as(measuring()):
        for participant in sides:
            settings = settings_of(participant.programme_id)
            moments = rules.moments_of_match if while_running else rules.moments_of_end
            definitions = definitions_of(participant.programme_id)
            for moment, days in moments(settings):
                due_on, closes_on = rules.span(first, days, settings)
                for name in settings[rules.USED[moment].key]:
                    definition, brought_id = definitions.get(name, (None, None))
                    if definition is None or participant.side not in definition.sides:
                        continue
                    row = _round(participant, name, moment, match.pk, due_on, closes_on)
                    row.version, row.brought_id = definition.version, brought_id
                    made.append(row)
        Round.objects.bulk_create(made, ignore_conflicts=True)
    return made


def _round(
    participant: Participant,
    instrument: str,
    moment: str,
    match_id: UUID | None,
    due_on: date,
    closes_on: date,
) -> Round:
    return Round(
        organisation_id=participant.organisation_id,
        participant=participant,
        person_id=participant.person_id,
        programme_id=participant.programme_id,
        match_id=match_id,
        side=participant.side,
        instrument=instrument,
        moment=moment,
        due_on=due_on,
        closes_on=closes_on,
    )
