"""Looking past the locks at one person, for a reason, for a while, before the eyes of another."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.edges import close_edges, open_edge
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.organisations.enums import Verdict
from amir.organisations.models import Emergency
from amir.organisations.notices import tell_of_emergency
from amir.organisations.queries import second_person
from amir.organisations.rules import BREAK_GLASS, REVIEW_EMERGENCY
from amir.people.queries import people_visible_to

LONGEST = timedelta(hours=3)
REVIEW_WITHIN = timedelta(hours=72)
SHORTEST_REASON = 20
# What one needs to reach somebody in danger, and no more.
OPENED = ("calling", "contact")


@transaction.atomic
def open_emergency(
    actor: Actor, *, organisation_id: UUID, subject_id: UUID, reason: str, hours: int = 3
) -> Emergency:
    """Open name and contact of one person of the organisation to the actor, at most three hours.

    A second person is told at once and reviews it within 72 hours. Refused: no such person here,
    no real reason, or nobody else who could be told.
    """
    if actor.account_id is None:
        raise NotAllowed(_("Only people open an emergency."))
    now, lasting = clock.now(), min(timedelta(hours=max(hours, 1)), LONGEST)
    emergency = Emergency(
        organisation_id=organisation_id,
        account_id=actor.account_id,
        subject_id=subject_id,
        reason=reason.strip(),
        until=now + lasting,
        review_by=now + REVIEW_WITHIN,
    )
    if not may(actor, BREAK_GLASS, emergency):
        raise NotAllowed(_("Only the safeguarding lead and the deputy open an emergency."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(_("Say in a sentence why this cannot wait."), field="reason")
    told = second_person(organisation_id, besides=actor.account_id)
    if told is None:
        raise Refused(_("Nobody else here could be told. Appoint a deputy first."))
    emergency.told_id = told.account_id
    mine = Emergency.objects.filter(account_id=actor.account_id, subject_id=subject_id)
    if mine.filter(closed_at=None, until__gt=now).exists():
        raise Refused(_("You have opened this person's details already."))
    for field_set in OPENED:
        open_edge(
            actor=actor.account_id,
            kind="emergency",
            field_set=field_set,
            organisation=organisation_id,
            subject=subject_id,
            lasting=lasting,
        )
    # Only now can the actor see whether the person is one of this organisation; else all is undone.
    here = people_visible_to(actor).filter(pk=subject_id, organisation_id=organisation_id)
    if not here.exists():
        raise Refused(_("Nobody here has this phone or address."))
    emergency.save(force_insert=True)
    tell_of_emergency(actor, emergency)
    return emergency


@transaction.atomic
def close_emergency(actor: Actor, *, emergency: Emergency) -> None:
    """End it before its time. Ended already: nothing happens."""
    if emergency.account_id != actor.account_id:
        raise NotAllowed(_("Only the person who opened it closes it."))
    _close(emergency)


@transaction.atomic
def review_emergency(actor: Actor, *, emergency: Emergency, verdict: str, remark: str = "") -> None:
    """Say whether it was right. Nobody reviews their own; a verdict stands."""
    if not may(actor, REVIEW_EMERGENCY, emergency):
        raise NotAllowed(_("Only the safeguarding lead, the deputy or the partner lead reviews."))
    if emergency.account_id == actor.account_id:
        raise NotAllowed(_("Somebody else must review what you opened."))
    if emergency.reviewed_at is not None:
        raise Refused(_("This has been reviewed already."))
    if verdict not in Verdict:
        raise Refused(_("Choose one of the answers."), field="verdict")
    if verdict == Verdict.WRONG:
        _close(emergency)
    emergency.verdict, emergency.remark = verdict, remark.strip() or None
    emergency.reviewed_at, emergency.reviewed_by = clock.now(), actor.account_id
    emergency.save(update_fields=["verdict", "remark", "reviewed_at", "reviewed_by"])


def _close(emergency: Emergency) -> None:
    now = clock.now()
    if emergency.closed_at is not None or emergency.until <= now:
        return
    close_edges(
        actor=emergency.account_id,
        kind="emergency",
        organisation=emergency.organisation_id,
        subject=emergency.subject_id,
    )
    emergency.closed_at = now
    emergency.save(update_fields=["closed_at"])
