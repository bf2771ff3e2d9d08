"""Adding and correcting one person at the desk, in one act each."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from amir.core import clock
from amir.core.actor import Actor
from amir.people.actions import change_person, register_person

from ..enums import EvidenceKind
from ..models import Participant
from .proving import record_evidence
from .registering import change_participant, register_participant


def take_up(
    actor: Actor,
    *,
    organisation_id: UUID,
    programme_id: UUID | None,
    side: str,
    capacity: int,
    needs: Sequence[str],
    known: Mapping[str, Any],
    agreed_how: str,
) -> Participant:
    """Write a person down and take them up. `known` are the fields of people's `NewPerson`.

    `agreed_how` says how they agreed to take part: their consent is dated today.
    """
    with transaction.atomic():
        person = register_person(actor, organisation_id=organisation_id, **known)
        participant = register_participant(
            actor,
            person=person,
            side=side,
            programme_id=programme_id,
            capacity=capacity,
            needs=needs,
            language=str(known.get("language", "")),
        )
        record_evidence(
            actor,
            participant=participant,
            kind=EvidenceKind.CONSENTED,
            dated_on=clock.today(),
            source=agreed_how,
        )
    return participant


def correct(
    actor: Actor,
    *,
    participant: Participant,
    version: int,
    capacity: int,
    needs: Sequence[str],
    known: Mapping[str, Any],
) -> None:
    """Change what is known of somebody, all or nothing.

    `version` is what the actor has seen; raises Stale if somebody changed it since.
    """
    with transaction.atomic():
        participant.version = version
        change_participant(actor, participant=participant, capacity=capacity, needs=needs)
        change_person(actor, person=participant.person, **known)
