"""Reading a concern, writing down what was done, and saying about whom it is."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.audit import record_reading
from amir.core.errors import NotAllowed, Refused
from amir.core.events import happened
from amir.core.permissions import may
from amir.organisations.queries import accounts_reached_at
from amir.people.contacts import normal_email, normal_phone
from amir.people.models import NOTIFYING
from amir.people.queries import callings_of

from .. import rules
from ..enums import ConcernState
from ..models import Concern, ConcernClock, ConcernEntry, ConcernMark
from ..queries import entries_of
from ..rules import DECIDE, PURPOSE, READ


@dataclass(frozen=True)
class OpenedEntry:
    """What was done, in the clear."""

    entry: ConcernEntry
    text: str


@dataclass(frozen=True)
class Opened:
    """A concern in the clear, as a lead reads it."""

    concern: Concern
    text: str
    about: str
    reach_me: str
    entries: list[OpenedEntry]


def read_concern(actor: Actor, *, concern: Concern) -> Opened:
    """Open the sealed texts; that the actor read them is written down."""
    if not may(actor, READ, concern):
        raise NotAllowed(_("Only the safeguarding leads read concerns."))
    with transaction.atomic():
        # The concern stands for its subject, who must not learn of it from "who looked".
        record_reading("safeguarding_concern", concern.organisation_id, [concern.pk])
        return Opened(
            concern,
            concern.text.open(),
            concern.about.open() if concern.about else "",
            concern.reach_me.open() if concern.reach_me else "",
            [OpenedEntry(entry, entry.text.open()) for entry in entries_of(concern)],
        )


@transaction.atomic
def add_entry(
    actor: Actor, *, concern: Concern, text: str, state: str, pair_may_meet: bool = False
) -> ConcernEntry:
    """Write down what was done, and how far the concern has come. Entries are never changed.

    The first one stops its clock. `pair_may_meet`: the pairs of whom it is about do not pause for
    it any more; they pause again without it. Raises NotAllowed, Refused.
    """
    if actor.account_id is None or not may(actor, DECIDE, concern):
        raise NotAllowed(_("Only the safeguarding leads write in this file."))
    if not text.strip():
        raise Refused(_("Write what was done."), field="text")
    if state not in (ConcernState.IN_HAND, ConcernState.CLOSED):
        raise Refused(_("Choose how it goes on."), field="state")
    entry = ConcernEntry(
        organisation_id=concern.organisation_id,
        concern=concern,
        text=text.strip(),
        state=state,
        by=actor.account_id,
    )
    entry.save(force_insert=True)
    Concern.objects.filter(pk=concern.pk).update(state=state)
    ConcernClock.objects.filter(concern_id=concern.pk, looked_at=None).update(looked_at=clock.now())
    marks = ConcernMark.objects.filter(concern_id=concern.pk)
    marks.update(is_open=state != ConcernState.CLOSED, pauses=not pair_may_meet)
    concern.state = state
    _tell_how_it_goes_on(concern, pauses=rules.pauses_pairs(state) and not pair_may_meet)
    return entry


@transaction.atomic
def name_subject(actor: Actor, *, concern: Concern, contact: str, name: str = "") -> str:
    """Say about whom it is, by their phone or e-mail: leads see no lists. Returns how they are
    called.

    `name` tells apart people who share a phone. Their pairs pause from now on. Raises NotAllowed;
    Refused if nobody of the organisation has that contact, several have, or it is known already.
    """
    if actor.account_id is None or not may(actor, DECIDE, concern):
        raise NotAllowed(_("Only the safeguarding leads write in this file."))
    held = Concern.objects.select_for_update().get(pk=concern.pk)
    if held.subject_person_id is not None:
        raise Refused(_("It is known already about whom it is."), field="contact")
    person_id, called = _reached_at(held.organisation_id, contact, name)
    held.subject_person_id, held.about = person_id, called
    held.save(update_fields=["subject_person_id", "about"])
    marks = ConcernMark.objects.filter(concern_id=held.pk)
    marks.update(person_id=person_id)
    if marks.filter(is_open=True, pauses=True).exists():
        _tell_how_it_goes_on(held, pauses=True)
    return called


def _reached_at(organisation_id: UUID, contact: str, name: str) -> tuple[UUID, str]:
    written = normal_phone(contact) or normal_email(contact)
    with acting_as(platform(NOTIFYING)) as nobody:
        callings = callings_of(nobody, accounts_reached_at(written) if written else [])
    found = {
        person_id: calling.preferred_name
        for person_id, calling in callings.items()
        if calling.organisation_id == organisation_id
        and name.strip().casefold() in calling.preferred_name.casefold()
    }
    if len(found) > 1:
        raise Refused(_("Several people share this contact. Write the name too."), field="name")
    if not found:
        raise Refused(_("Nobody here has this contact. Check it, or call the coordinator."),
                      field="contact")  # fmt: skip
    return next(iter(found.items()))


def _tell_how_it_goes_on(concern: Concern, *, pauses: bool) -> None:
    """Higher rooms pause or resume the pairs; by the platform, whoever wrote in the file."""
    marks = ConcernMark.objects.filter(concern_id=concern.pk, person_id__isnull=False)
    happened(
        "safeguarding.concern_opened" if pauses else "safeguarding.concern_closed",
        platform(PURPOSE),
        organisation_id=concern.organisation_id,
        concern_id=concern.pk,
        person_ids=[key for key in marks.values_list("person_id", flat=True) if key],
    )
