"""A meeting told by voice: sealed when it comes, heard by a coordinator."""

from base64 import b64encode
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.mentoring.models import Match

from ..enums import Source
from ..models import VoiceNote
from ..rules import CHANGE
from .logging import Receipt, Told, log_meeting

MOST_BYTES = 3 * 1024 * 1024
# What phones record, by the first bytes: nothing else is kept, whatever the file is called.
KINDS = {
    "audio/webm": (0, b"\x1a\x45\xdf\xa3"),
    "audio/ogg": (0, b"OggS"),
    "audio/mp4": (4, b"ftyp"),
    "audio/mpeg": (0, b"ID3"),
    "audio/wav": (0, b"RIFF"),
    "audio/amr": (0, b"#!AMR"),
}


@transaction.atomic
def log_voice(
    actor: Actor, *, match: Match, sound: bytes, held_on: date, client_id: UUID
) -> Receipt:
    """Write down a meeting of which only a voice note tells. Raises NotAllowed, Refused."""
    kind = kind_of(sound)
    if len(sound) > MOST_BYTES:
        raise Refused(_("The recording is too long. Two minutes are enough."), field="sound")
    if not kind:
        raise Refused(_("This is not a recording that we can play."), field="sound")
    receipt = log_meeting(
        actor, match=match, told=Told(held_on, None), client_id=client_id, source=Source.VOICE
    )
    if receipt.state == "new" and receipt.meeting is not None:
        note = VoiceNote(
            id=uuid4(), organisation_id=match.organisation_id, match=match,
            mentee_person_id=match.mentee_person_id, mentor_person_id=match.mentor_person_id,
            meeting=receipt.meeting, kind=kind,
        )  # fmt: skip
        note.sound = b64encode(sound).decode()
        note.save(force_insert=True)
    return receipt


def hear_note(actor: Actor, *, note: VoiceNote) -> str:
    """The sound of a note, as base64; who heard it first is noted. Raises NotAllowed."""
    if actor.account_id is None or not may(actor, CHANGE, note):
        raise NotAllowed(_("You may not listen to this."))
    VoiceNote.objects.filter(pk=note.pk, heard_at=None).update(
        heard_at=clock.now(), heard_by=actor.account_id
    )
    return note.sound.open()


def kind_of(sound: bytes) -> str:
    """The kind of a recording by its first bytes; "" if it is none that browsers play."""
    found = (kind for kind, (at, mark) in KINDS.items() if sound[at : at + len(mark)] == mark)
    return next(found, "audio/mpeg" if sound[:2] in (b"\xff\xfb", b"\xff\xf3") else "")
