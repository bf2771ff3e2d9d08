"""Support of mentors: gatherings and who came, how mentors are, what people suggest."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock, limits
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.participants.enums import Side
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to
from amir.people.models import Person

from .. import rules
from ..enums import GatheringKind, Wellness
from ..models import Attendance, Gathering, Suggestion, Wellbeing
from ..models.support import SUGGESTING
from ..rules import SUPPORT

MOST_HOSTS = 10_000
MOST_MINUTES = 3 * 24 * 60
MOST_SUGGESTIONS, A_DAY = 5, timedelta(days=1)


class _Organisation:
    """What `may` is asked about before a row stands."""

    def __init__(self, organisation_id: UUID) -> None:
        self.organisation_id = organisation_id


def _may_support(actor: Actor, thing: object) -> UUID:
    if actor.account_id is None or not may(actor, SUPPORT, thing):
        raise NotAllowed(_("You may not do this in this organisation."))
    return actor.account_id


@transaction.atomic
def record_gathering(
    actor: Actor,
    *,
    organisation_id: UUID,
    kind: str,
    title: str,
    held_on: date,
    minutes: int = 0,
    hosts: int = 0,
    outcome: str = "",
    programme_id: UUID | None = None,
    participants: Collection[UUID] = (),
) -> Gathering:
    """A mentor group, training, exchange, community event or review, with who came.

    NotAllowed; Refused: no title, or a day to come.
    """
    by = _may_support(actor, _Organisation(organisation_id))
    if kind not in GatheringKind.values:
        raise Refused(_("Choose what it was."), field="kind")
    if not title.strip():
        raise Refused(_("Give it a name."), field="title")
    if held_on > clock.today():
        raise Refused(_("Choose a day that is not to come."), field="held_on")
    if not (0 <= minutes <= MOST_MINUTES and 0 <= hosts <= MOST_HOSTS):
        raise Refused(_("This number is too high."), field="hosts")
    gathering = Gathering.objects.create(
        organisation_id=organisation_id, programme_id=programme_id, kind=kind,
        title=title.strip()[:160], held_on=held_on, minutes=minutes, hosts=hosts,
        outcome=outcome.strip()[:600], by=by,
    )  # fmt: skip
    record_attendance(actor, gathering=gathering, participants=participants)
    return gathering


@transaction.atomic
def record_attendance(
    actor: Actor, *, gathering: Gathering, participants: Collection[UUID]
) -> None:
    """Who came, in place of what was noted before. NotAllowed; Refused: somebody is not ours."""
    _may_support(actor, gathering)
    ours = set(
        participants_visible_to(actor)
        .filter(organisation_id=gathering.organisation_id, pk__in=participants)
        .values_list("pk", flat=True)
    )
    if ours != set(participants):
        raise Refused(_("Somebody on the list is no longer there."), field="participants")
    noted = Attendance.objects.filter(gathering=gathering)
    held = set(noted.values_list("participant_id", flat=True))
    noted.filter(participant_id__in=held - ours).delete()
    Attendance.objects.bulk_create(
        Attendance(
            organisation_id=gathering.organisation_id, gathering=gathering, participant_id=key
        )
        for key in sorted(ours - held)
    )


@transaction.atomic
def note_wellbeing(
    actor: Actor, *, participant: Participant, state: str, note: str = ""
) -> Wellbeing:
    """How a mentor is, as they said today. NotAllowed; Refused: no answer, or no mentor."""
    by = _may_support(actor, participant)
    if participant.side != Side.MENTOR:
        raise Refused(_("This is asked of mentors."))
    if state not in Wellness.values:
        raise Refused(_("Choose what the mentor said."), field="state")
    return Wellbeing.objects.create(
        organisation_id=participant.organisation_id, participant=participant,
        asked_on=clock.today(), state=state, note=note.strip()[:600], by=by,
    )  # fmt: skip


def suggest(actor: Actor, *, text: str) -> None:
    """Keep what somebody who takes part suggests, so that nobody can tell who it was.

    NotAllowed: nobody who takes part; Refused: no text, or too much today.
    """
    person = Person.objects.filter(pk=actor.account_id).first() if actor.account_id else None
    if person is None:
        raise NotAllowed(_("Please sign in first."))
    if not text.strip():
        raise Refused(_("Write what could be better."), field="text")
    if not limits.allow("care.suggest", str(person.pk), most=MOST_SUGGESTIONS, within=A_DAY):
        raise Refused(_("You wrote a lot today. Please write again tomorrow."))
    # Neither the moment nor the request may lead back to the person.
    with acting_as(platform(SUGGESTING)):
        Suggestion(
            organisation_id=person.organisation_id, text=text.strip()[:600],
            made_on=clock.today(), created_at=rules.day_of(clock.now()),
        ).save(force_insert=True)  # fmt: skip


@transaction.atomic
def answer_suggestion(actor: Actor, *, suggestion: Suggestion, answer: str) -> None:
    """What comes of a suggestion, for everybody who takes part to read. NotAllowed; Refused."""
    _may_support(actor, suggestion)
    if not answer.strip():
        raise Refused(_("Write what comes of it."), field="answer")
    Suggestion.objects.filter(pk=suggestion.pk).update(
        answer=answer.strip()[:600], answered_on=clock.today()
    )
