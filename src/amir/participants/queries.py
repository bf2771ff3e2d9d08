"""Reading participants."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from amir.core import clock
from amir.core.actor import Actor
from amir.core.many import among
from amir.organisations.models import Membership
from amir.people.models import Calling, Identity, Profile

from .models import Evidence, Participant, PeopleList, Screening, StateChange
from .rules import VIEW
from .standing import Standings, standings_by_participant

# What the standing of evidence depends on.
STANDING = ("participant_id", "kind", "dated_on", "expires_on", "is_no", "attestation_id")


def participants_visible_to(actor: Actor) -> QuerySet[Participant]:
    """The participants of the actor's organisations, and the actor's own records."""
    if VIEW in actor.granted:
        return Participant.objects.all()
    theirs = Q(organisation_id__in=actor.organisations_where(VIEW))
    if actor.account_id is not None:
        theirs |= Q(person_id=actor.account_id)
    return Participant.objects.filter(theirs)


def participant_or_404(actor: Actor, *, participant_id: UUID) -> Participant:
    """The participant of that id, if the actor may know of it. Raises Http404."""
    found = participants_visible_to(actor).filter(pk=participant_id).first()
    if found is None:
        raise Http404
    return found


def standings_of(participants: Iterable[Any]) -> dict[UUID, Standings]:
    """Participant id -> the standing of each kind of evidence that is needed; one query.

    `participants`: anything with the `id` and the `side` of one.
    """
    sides = {participant.id: participant.side for participant in participants}
    rows = Evidence.objects.filter(participant__in=among(sides)).values_list(*STANDING, named=True)
    return standings_by_participant(sides, rows, clock.today())


def evidence_of(participant: Participant) -> QuerySet[Evidence]:
    """What is known of a participant, newest first, with who vouched."""
    return (
        Evidence.objects.filter(participant=participant)
        .select_related("attestation")
        .order_by("-dated_on", "kind")
    )


def history_of(participant: Participant) -> QuerySet[StateChange]:
    """The steps that were taken, oldest first."""
    return StateChange.objects.filter(participant=participant)


def screenings_of(participant: Participant) -> QuerySet[Screening]:
    """The decisions about an application, newest first."""
    return Screening.objects.filter(participant=participant).order_by("-decided_on", "-created_at")


def evidence_or_404(actor: Actor, *, participant_id: UUID, evidence_id: UUID) -> Evidence:
    """Evidence of a participant, found through the participant. Raises Http404."""
    participant = participant_or_404(actor, participant_id=participant_id)
    found = evidence_of(participant).filter(pk=evidence_id).first()
    if found is None:
        raise Http404
    return found


def batch_or_404(actor: Actor, *, batch: UUID) -> UUID:
    """The id of a bulk of steps with somebody whom the actor may know of. Raises Http404."""
    seen = participants_visible_to(actor)
    if not StateChange.objects.filter(batch=batch, participant__in=seen).exists():
        raise Http404
    return batch


def lists_visible_to(actor: Actor) -> QuerySet[PeopleList]:
    """The lists that were brought to the actor's organisations, newest first."""
    return PeopleList.objects.filter(organisation_id__in=actor.organisations_where(VIEW))


def with_what_tables_show(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """The rows with names, profiles, needs and evidence: six queries more for each page of them.

    Names and profiles go through the managers that write down who was looked at.
    """
    return rows.prefetch_related(
        Prefetch("person__calling", Calling.objects.all()),
        Prefetch("person__identity", Identity.objects.all()),
        Prefetch("person__profile", Profile.objects.all()),
        "needs",
        "evidence",
    )


def names_of_colleagues(organisation_id: UUID) -> dict[UUID, str]:
    """Account id -> shown name of everybody who works or worked in the organisation."""
    rows = Membership.objects.filter(organisation_id=organisation_id).order_by("since")
    return dict(rows.values_list("account_id", "shown_name"))
