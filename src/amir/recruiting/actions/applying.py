"""Filling in an application by a personal link: alone, or together with staff."""

import json
from base64 import b64encode
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may

from ..enums import Intake
from ..models import Enquiry, Opening, VoiceNote
from ..queries import digest_of
from ..rules import SCREEN, applying
from ..voices import MOST_BYTES, media_type_of

LONGEST_ANSWERS = 20_000
Answers = dict[str, Any]


@dataclass(frozen=True)
class Begun:
    """An application with the token of its link, which is kept nowhere."""

    enquiry: Enquiry
    token: str


def begin(actor: Actor, *, opening: Opening, language: str, channel: str = Intake.OWN) -> Begun:
    """Begin an application; whoever holds the token goes on with it.

    `channel` HELPED: staff fill it in together with the person, also while the role is closed.
    Raises Refused if the role takes no applications, NotAllowed for HELPED without the right to.
    """
    is_helped = channel == Intake.HELPED
    if is_helped and not may(actor, SCREEN, opening):
        raise NotAllowed(_("You may not take applications of this organisation."))
    if not is_helped and not opening.is_open:
        raise Refused(_("We take no new people at the moment. Please ask again later."))
    token = token_urlsafe(18)
    enquiry = Enquiry(
        id=uuid4(),
        organisation_id=opening.organisation_id,
        opening=opening,
        token_digest=digest_of(token),
        language=language,
        channel=channel,
        helped_by=actor.account_id if is_helped else None,
    )
    with acting_as(applying()):
        enquiry.save(force_insert=True)
    return Begun(enquiry, token)


def keep_answer(enquiry: Enquiry, *, step: str, answer: Any, language: str = "") -> None:
    """Keep what was answered on one page; the newest answer of a page counts.

    Raises Refused if the application was sent already.
    """
    with transaction.atomic(), acting_as(applying()):
        held = _held(enquiry)
        answers = {**answers_of(held), step: answer}
        text = json.dumps(answers, ensure_ascii=False)
        if len(text) > LONGEST_ANSWERS:
            raise Refused(_("The text is too long. Write the most important part."))
        held.answers, held.touched_at = text, clock.now()
        held.language = language or held.language
        held.save(update_fields=["answers", "touched_at", "language"])
    enquiry.answers, enquiry.language = held.answers, held.language


def add_voice(enquiry: Enquiry, *, content: bytes) -> VoiceNote:
    """Keep a voice note in place of the one before.

    Raises Refused if it is too long, or nothing that a phone records.
    """
    media_type = media_type_of(content)
    if media_type is None:
        raise Refused(_("We cannot play this recording. Try once more."), field="voice")
    if len(content) > MOST_BYTES:
        raise Refused(_("The recording is too long. Say the most important part."), field="voice")
    with transaction.atomic(), acting_as(applying()):
        held = _held(enquiry)
        VoiceNote.objects.filter(enquiry=held).delete()
        note = VoiceNote(
            id=uuid4(),
            organisation_id=held.organisation_id,
            enquiry=held,
            content=b64encode(content).decode(),
            media_type=media_type,
            size=len(content),
        )
        note.save(force_insert=True)
    return note


def ask_for_call(enquiry: Enquiry, *, name: str, phone: str) -> None:
    """Somebody would rather talk: keep name and phone, and ask staff to call."""
    with transaction.atomic():
        keep_answer(enquiry, step="name", answer=name)
        keep_answer(enquiry, step="phone", answer=phone)
        with acting_as(applying()):
            Enquiry.objects.filter(pk=enquiry.pk).update(wants_call=True, called_at=None)
    enquiry.wants_call, enquiry.called_at = True, None


def settle_call(actor: Actor, *, enquiry: Enquiry) -> None:
    """Somebody has called."""
    if not may(actor, SCREEN, enquiry):
        raise NotAllowed(_("You may not take applications of this organisation."))
    Enquiry.objects.filter(pk=enquiry.pk).update(called_at=clock.now())


def answers_of(enquiry: Enquiry) -> Answers:
    """What was answered so far: step -> answer."""
    found = json.loads(enquiry.answers.open()) if enquiry.answers else {}
    return dict(found)


def _held(enquiry: Enquiry) -> Enquiry:
    """The row as it is now, locked; two browsers with one link do not overwrite each other."""
    held = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if held.sent_at is not None:
        raise Refused(_("You have sent this application already."))
    return held
