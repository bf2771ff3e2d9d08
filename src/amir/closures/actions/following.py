"""Asking people, months after the end, how they are."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.mentoring.models import Match
from amir.programmes.queries import settings_of

from .. import rules
from ..enums import Question, Said
from ..models import FollowUp
from ..notices import tell
from ..queries import follow_ups_due
from ..rules import FOLLOW, MINE, OPEN_DAYS, closing

MOST = 500  # in one go


def plan_follow_ups(actor: Actor, *, match: Match) -> list[FollowUp]:
    """The mentee of a match that is over is asked at the programme's moments; twice is once."""
    mentee = match.mentee
    settings = settings_of(mentee.programme_id)
    with acting_as(closing()):
        planned = [
            FollowUp(
                organisation_id=match.organisation_id,
                participant=mentee,
                person_id=match.mentee_person_id,
                match_id=match.pk,
                moment=moment,
                due_on=day,
                closes_on=day + timedelta(days=settings[OPEN_DAYS.key]),
            )
            for moment, day in rules.follow_up_days(
                match.ended_on or clock.today(), settings
            ).items()
        ]
        FollowUp.objects.bulk_create(planned, ignore_conflicts=True)
    return planned


@transaction.atomic
def record_follow_up(
    actor: Actor, *, follow_up: FollowUp, was_reached: bool, answers: Mapping[str, str]
) -> None:
    """What somebody told on the phone, or that nobody could reach them.

    Raises NotAllowed; Refused for an answer that is not on the list.
    """
    if not may(actor, FOLLOW, follow_up):
        raise NotAllowed(_("You may not ask people of this organisation."))
    given = _checked(answers)
    if was_reached and not given:
        raise Refused(_("Write down at least one answer."))
    follow_up.answers = given if was_reached else {}
    follow_up.was_reached, follow_up.done_on = was_reached, clock.today()
    follow_up.by = actor.account_id
    follow_up.save(update_fields=["answers", "was_reached", "done_on", "by"])


@transaction.atomic
def answer_follow_up(actor: Actor, *, follow_up: FollowUp, question: str, said: str) -> None:
    """Answer one question about oneself; the last one closes it.

    Raises NotAllowed; Refused if it is too late or the answer is not on the list.
    """
    if not may(actor, MINE, follow_up):
        raise NotAllowed(_("Somebody else was asked this."))
    given = _checked({question: said})
    with acting_as(closing()):
        held = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
        if not follow_ups_due(FollowUp.objects.filter(pk=held.pk)).exists():
            raise Refused(_("These questions are not open any more. Thank you."))
        held.answers = {**held.answers, **given}
        if set(Question.values) <= held.answers.keys():
            held.was_reached, held.done_on = True, clock.today()
        held.save(update_fields=["answers", "was_reached", "done_on"])
        follow_up.answers, follow_up.done_on = held.answers, held.done_on


@transaction.atomic
def tell_follow_ups(actor: Actor) -> int:
    """One message for each that can be answered now; returns how many. For the platform."""
    due = follow_ups_due(FollowUp.objects.filter(told_at=None)).select_for_update(skip_locked=True)
    found = list(due.order_by("due_on", "id")[:MOST])
    for follow_up in found:
        tell(follow_up)
    FollowUp.objects.filter(pk__in=[each.pk for each in found]).update(told_at=clock.now())
    return len(found)


def _checked(answers: Mapping[str, str]) -> dict[str, str]:
    given = {question: said for question, said in answers.items() if said}
    if not (given.keys() <= set(Question.values) and set(given.values()) <= set(Said.values)):
        raise Refused(_("Choose one of the answers."))
    return given
