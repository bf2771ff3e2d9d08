"""Answering a round without an account: one question a page, by a link that nobody else has."""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from amir.programmes.queries import settings_of

from ..enums import ContributionChannel, ContributionState
from ..models import Contribution, Round
from ..queries import begun_by_token, digest_of
from ..rules import (
    LEAST_SECONDS,
    LONGEST,
    MOST_LINKS,
    TRAP,
    UNSENT_DAYS,
    contributing,
    doubts_about,
)


@dataclass(frozen=True)
class Begun:
    """A contribution with the token of its link, which is kept nowhere."""

    contribution: Contribution
    token: str


def begin_contribution(consultation: Round, *, language: str) -> Begun:
    """Begin to answer. Raises Refused if the round is not open."""
    if not consultation.is_open:
        raise Refused(_("This round is closed. Thank you for coming."))
    token = token_urlsafe(18)
    contribution = Contribution(
        id=uuid4(), organisation_id=consultation.organisation_id, round_id=consultation.pk,
        channel=ContributionChannel.LINK, language=language, state=ContributionState.BEGUN,
        token_digest=digest_of(token),
    )  # fmt: skip
    days = int(settings_of(consultation.programme_id)[UNSENT_DAYS.key])
    with transaction.atomic(), acting_as(contributing()):
        contribution.save(force_insert=True)
        Contribution.objects.filter(
            round_id=consultation.pk, state=ContributionState.BEGUN,
            created_at__lt=clock.now() - timedelta(days=days),
        ).delete()  # fmt: skip
    return Begun(contribution, token)


def open_contribution(consultation: Round, token: str) -> Contribution | None:
    """What is being filled in by a link; None if it was sent, or never begun."""
    with acting_as(contributing()):
        return begun_by_token(consultation, token)


def keep_answer(consultation: Round, *, token: str, question: str, answer: str) -> None:
    """Keep what was answered on one page; the newest answer counts. Raises Refused."""
    if len(answer) > LONGEST:
        raise Refused(_("The text is too long. Write the most important part."), field="answer")
    with transaction.atomic(), acting_as(contributing()):
        held = _held(consultation, token)
        held.answers = {**held.answers, question: answer.strip()}
        held.save(update_fields=["answers"])


def send_contribution(
    consultation: Round, *, token: str, language: str = "", trap: str = ""
) -> Contribution:
    """Send it. What looks like a machine's waits until somebody has looked at it.

    Raises Refused if nothing was answered, or the round has closed meanwhile.
    """
    if not consultation.is_open:
        raise Refused(_("This round is closed. Thank you for coming."))
    known = settings_of(consultation.programme_id)
    with transaction.atomic(), acting_as(contributing()):
        held = _held(consultation, token)
        held.answers = {key: text for key, text in held.answers.items() if text}
        if not held.answers:
            raise Refused(_("Answer at least one question."))
        moment = clock.now()
        held.doubts = doubts_about(
            list(held.answers.values()), trap=trap,
            seconds=(moment - held.created_at).total_seconds(),
            least_seconds=known[LEAST_SECONDS.key], most_links=known[MOST_LINKS.key],
        )  # fmt: skip
        held.state = ContributionState.TAKEN
        if held.doubts:
            is_spam = TRAP in held.doubts
            held.state = ContributionState.SPAM if is_spam else ContributionState.WAITING
        held.sent_at, held.token_digest = moment, None
        held.language = language or held.language
        held.save()
    return held


def _held(consultation: Round, token: str) -> Contribution:
    """The row as it is now, locked. Raises Refused if it was sent already."""
    begun = Contribution.objects.select_for_update().filter(
        round_id=consultation.pk, token_digest=digest_of(token), state=ContributionState.BEGUN
    )
    found = begun.first()
    if found is None:
        raise Refused(_("You have sent this already."))
    return found
