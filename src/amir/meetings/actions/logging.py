"""Writing down a meeting: once, whoever tells it and however often it is sent."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Literal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.mentoring.models import Match
from amir.programmes.queries import setting_of

from .. import rules
from ..enums import Mode, PlaceKind, Source
from ..models import Meeting, OtherVersion, Step
from .dates import MOST_AHEAD, put_date

MOST_MINUTES = 24 * 60
MOST_STEPS = 30


@dataclass(frozen=True)
class Told:
    """What somebody tells of a meeting. `minutes` is None if only a voice note says it."""

    held_on: date
    minutes: int | None
    mode: str = Mode.IN_PERSON
    place_kind: str = ""
    theme: str = ""
    steps_done: tuple[UUID, ...] = ()
    next_on: date | None = None
    has_concern: bool = False

    def digest(self) -> bytes:
        """The same for the same telling."""
        return digest_of(asdict(self))


@dataclass(frozen=True)
class Receipt:
    """What became of it: written down now, or before, or there is another one of this id."""

    state: Literal["new", "same", "other"]
    meeting: Meeting | None = field(default=None)


def digest_of(content: Mapping[str, Any]) -> bytes:
    """A digest of plain values that does not depend on their order."""
    return sha256(json.dumps(content, sort_keys=True, default=str).encode()).digest()


@transaction.atomic
def log_meeting(
    actor: Actor,
    *,
    match: Match,
    told: Told,
    client_id: UUID,
    source: Source,
    digest: bytes = b"",
    told_at: datetime | None = None,
    is_date_doubtful: bool = False,
) -> Receipt:
    """Write down a meeting of the actor's own match. The same `client_id` twice is one meeting.

    What comes under a known id with other content is kept beside it for a person to decide.
    `digest` is of what was sent, if that is not `told`. Raises NotAllowed, Refused.
    """
    if not rules.may_log(match, actor.account_id) or actor.account_id is None:
        raise NotAllowed(_("You may only write down your own meetings."))
    _check(match, told)
    meeting = Meeting(
        organisation_id=match.organisation_id, match=match, client_id=client_id,
        mentee_person_id=match.mentee_person_id, mentor_person_id=match.mentor_person_id,
        digest=digest or told.digest(), logged_by=actor.account_id, source=source,
        told_at=told_at, is_date_doubtful=is_date_doubtful, **asdict(told),
    )  # fmt: skip
    meeting.steps_done = list(told.steps_done)
    Meeting.objects.bulk_create([meeting], ignore_conflicts=True)
    # A row that the actor may not read counts as another one: nobody learns that it is there.
    kept = Meeting.objects.filter(client_id=client_id, match=match).first()
    if kept is None or bytes(kept.digest) != meeting.digest:
        _keep_other(meeting, told)
        return Receipt("other")
    if kept.pk != meeting.pk:
        return Receipt("same", kept)
    _finish_steps(match, told)
    if told.next_on is not None:
        put_date(actor, match=match, on=told.next_on, mode=told.mode)
    happened("meetings.logged", actor, meeting=kept)
    return Receipt("new", kept)


def complete_meeting(actor: Actor, *, meeting: Meeting, minutes: int) -> None:
    """A coordinator heard the voice note and writes down how long it was. Once only."""
    if actor.account_id is None or not may(actor, rules.CHANGE, meeting):
        raise NotAllowed(_("You may not change meetings in this organisation."))
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Write how many minutes it was, up to 1440."), field="minutes")
    changed = Meeting.objects.filter(pk=meeting.pk, minutes=None).update(minutes=minutes)
    if not changed:
        raise Refused(_("Somebody wrote this down already."))


@transaction.atomic
def settle_version(actor: Actor, *, version: OtherVersion, take: bool) -> None:
    """A person decided between what came twice and different: `take` the later one, or not.

    Raises NotAllowed; Refused if somebody decided already.
    """
    if actor.account_id is None or not may(actor, rules.CHANGE, version):
        raise NotAllowed(_("You may not change meetings in this organisation."))
    held = OtherVersion.objects.select_for_update().filter(pk=version.pk, settled_at=None)
    if not held.update(settled_at=clock.now()):
        raise Refused(_("Somebody decided this already."))
    if not take:
        return
    told = {**version.content, "held_on": date.fromisoformat(version.content["held_on"])}
    known = Meeting.objects.filter(client_id=version.client_id, match_id=version.match_id)
    if known.update(**told):
        return
    # Its id belonged to a meeting elsewhere: it is one of its own.
    Meeting.objects.create(
        organisation_id=version.organisation_id, match_id=version.match_id,
        mentee_person_id=version.mentee_person_id, mentor_person_id=version.mentor_person_id,
        client_id=version.pk, digest=version.digest, logged_by=version.sent_by,
        source=version.source, **told,
    )  # fmt: skip


def _check(match: Match, told: Told) -> None:
    today = clock.today()
    late = setting_of(match.programme_id, rules.LATE_LOG)
    if not rules.is_in_time(match, today, late):
        raise Refused(_("This match ended too long ago. Call your coordinator."))
    # A phone may be a day ahead of us: it can be in another part of the world.
    if told.held_on > today + timedelta(days=1):
        raise Refused(_("This day is in the future."), field="held_on")
    if told.minutes is not None and not 1 <= told.minutes <= MOST_MINUTES:
        raise Refused(_("Write how many minutes it was, up to 1440."), field="minutes")
    if told.mode not in Mode.values or told.place_kind not in ("", *PlaceKind.values):
        raise Refused(_("Choose one of the answers."), field="mode")
    if len(told.theme) > 40 or len(told.steps_done) > MOST_STEPS:
        raise Refused(_("Choose one of the answers."), field="theme")
    if told.next_on is not None and told.next_on > today + MOST_AHEAD:
        raise Refused(_("The next date is too far away."), field="next_on")


def _keep_other(meeting: Meeting, told: Told) -> None:
    content = json.loads(json.dumps(asdict(told), default=str))
    OtherVersion.objects.bulk_create(
        [
            OtherVersion(
                id=uuid4(), organisation_id=meeting.organisation_id, match=meeting.match,
                mentee_person_id=meeting.mentee_person_id,
                mentor_person_id=meeting.mentor_person_id, client_id=meeting.client_id,
                digest=meeting.digest, content=content, sent_by=meeting.logged_by,
                source=meeting.source,
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _finish_steps(match: Match, told: Told) -> None:
    steps = Step.objects.filter(match=match, pk__in=told.steps_done, done_on=None)
    steps.update(done_on=told.held_on)
