"""Taking somebody up as a mentor or a mentee, and changing what they ask for or offer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.edges import EVERYTHING, open_edges
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.events import happened
from amir.core.permissions import may
from amir.people.models import Person
from amir.programmes.models import Cohort

from ..enums import Side
from ..models import Application, Need, Participant
from ..rules import CHANGE, may_keep_records

BY_HAND = "desk"
MOST_CAPACITY = 20


@dataclass(frozen=True)
class NewParticipant:
    """Somebody to be taken up. `needs` are themes, the most wanted first."""

    person: Person
    side: str
    programme_id: UUID | None = None
    cohort: Cohort | None = None
    capacity: int = 1
    needs: Sequence[str] = ()
    channel: str = ""
    received_on: date | None = None
    language: str = ""


def register_participant(
    actor: Actor,
    *,
    person: Person,
    side: str,
    programme_id: UUID | None = None,
    cohort: Cohort | None = None,
    capacity: int = 1,
    needs: Sequence[str] = (),
    channel: str = "",
    received_on: date | None = None,
    language: str = "",
) -> Participant:
    """Take a person up as an applicant and let them see what participants of us may see.

    Raises NotAllowed, and Refused if they are already on that side of the programme.
    """
    new = NewParticipant(
        person, side, programme_id, cohort, capacity, needs, channel, received_on, language
    )
    return register_participants(actor, people=[new])[0]


def register_participants(actor: Actor, *, people: Sequence[NewParticipant]) -> list[Participant]:
    """Take up many, all or nobody, in the order given; the number of queries is constant."""
    for new in people:
        if not may_keep_records(actor, new.person):
            raise NotAllowed(_("You may not add participants to this organisation."))
        _check(new)
    day = clock.today()
    participants = [_participant(new, day) for new in people]
    pairs = list(zip(participants, people, strict=True))
    try:
        with transaction.atomic():
            Participant.objects.bulk_create(participants)
    except IntegrityError as error:
        raise Refused(_("This person already takes part on this side.")) from error
    with transaction.atomic():
        Application.objects.bulk_create([_application(found, new, day) for found, new in pairs])
        Need.objects.bulk_create(need for found, new in pairs for need in _needs(found, new.needs))
        open_part(participants)
        _open_own(participants)
        happened("participants.registered", actor, participants=participants)
    return participants


def change_participant(
    actor: Actor,
    *,
    participant: Participant,
    capacity: int | None = None,
    needs: Sequence[str] | None = None,
    cohort: Cohort | None = None,
) -> None:
    """Change what somebody asks for or offers; what is None stays as it is.

    Raises Stale if somebody else has changed the participant since it was read.
    """
    if not may(actor, CHANGE, participant):
        raise NotAllowed(_("You may not change participants of this organisation."))
    values: dict[str, object] = {"version": F("version") + 1}
    if capacity is not None:
        _check_capacity(capacity)
        values["capacity"] = capacity
    if cohort is not None:
        values["cohort"] = cohort
    with transaction.atomic():
        same = Participant.objects.filter(pk=participant.pk, version=participant.version)
        if not same.update(**values):
            raise Stale(changed_meanwhile())
        if needs is not None:
            Need.objects.filter(participant=participant).delete()
            Need.objects.bulk_create(_needs(participant, needs))
        participant.refresh_from_db()
        happened("participants.changed", actor, participant=participant)


def changed_meanwhile() -> str:
    """What we tell whoever comes second."""
    return _(
        "Somebody else has just changed this. Nothing of theirs was overwritten. "
        "Look at the page again, then decide."
    )


def open_part(participants: Iterable[Participant]) -> None:
    """Let people see what every participant of their organisation may see."""
    by_organisation: dict[UUID, list[UUID]] = defaultdict(list)
    for participant in participants:
        by_organisation[participant.organisation_id].append(participant.person_id)
    for organisation_id, ids in by_organisation.items():
        people = list(dict.fromkeys(ids))
        open_edges(
            people, kind="membership", field_set="part", organisation=organisation_id,
            subjects=people,
        )  # fmt: skip


def _open_own(participants: Iterable[Participant]) -> None:
    """Let people read what is kept about how they take part, also when they have left."""
    by_organisation: dict[UUID, list[Participant]] = defaultdict(list)
    for participant in participants:
        by_organisation[participant.organisation_id].append(participant)
    for organisation_id, rows in by_organisation.items():
        open_edges(
            [row.person_id for row in rows], kind="self", field_set=EVERYTHING,
            organisation=organisation_id, subjects=[row.pk for row in rows],
        )  # fmt: skip


def _check(new: NewParticipant) -> None:
    if new.side not in Side.values:
        raise Refused(_("Choose mentor or mentee."), field="side")
    if new.received_on is not None and new.received_on > clock.today():
        raise Refused(_("An application cannot come from a day in the future."),
                      field="received_on")  # fmt: skip
    cohort = new.cohort
    if cohort is not None and (cohort.organisation_id, cohort.programme_id) != (
        new.person.organisation_id,
        new.programme_id,
    ):
        raise Refused(_("This cohort belongs to another programme."), field="cohort")
    _check_capacity(new.capacity)


def _check_capacity(capacity: int) -> None:
    if not 0 <= capacity <= MOST_CAPACITY:
        sentence = _("The number of people at the same time is between 0 and {most}.")
        raise Refused(sentence.format(most=MOST_CAPACITY), field="capacity")


def _participant(new: NewParticipant, day: date) -> Participant:
    return Participant(
        organisation_id=new.person.organisation_id,
        person=new.person,
        programme_id=new.programme_id,
        cohort=new.cohort,
        side=new.side,
        capacity=new.capacity,
        waiting_since=new.received_on or day,
    )


def _application(participant: Participant, new: NewParticipant, day: date) -> Application:
    return Application(
        organisation_id=participant.organisation_id,
        participant=participant,
        received_on=new.received_on or day,
        channel=new.channel or BY_HAND,
        language=new.language,
    )


def _needs(participant: Participant, themes: Sequence[str]) -> list[Need]:
    return [
        Need(organisation_id=participant.organisation_id, participant=participant,
             theme=theme, rank=rank)
        for rank, theme in enumerate(dict.fromkeys(themes), start=1)
    ]  # fmt: skip
