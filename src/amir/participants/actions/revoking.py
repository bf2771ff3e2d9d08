"""Somebody does not agree any more to take part: they are not matched from now on."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import NotAllowed

from ..enums import EvidenceKind
from ..lifecycle import STEPS
from ..models import REVOKING, Evidence, Participant
from ..rules import DECIDE
from .stepping import take_steps

LEAVE = "leave"


@transaction.atomic
def revoke_consent(actor: Actor, *, source: str) -> list[Participant]:
    """Write down that the actor does not agree any more, and let them leave wherever they can.

    Whoever is matched stays so until a coordinator has ended the match. Returns all the ways in
    which they take part. NotAllowed: nobody is signed in.
    """
    if actor.account_id is None:
        raise NotAllowed(_("Only the person can take this back."))
    with acting_as(replace(actor, purpose=REVOKING, granted=frozenset({DECIDE}))) as themself:
        rows = Participant.objects.select_for_update().filter(person_id=actor.account_id)
        mine = list(rows.order_by("pk"))
        # In place of a yes of the same day: a stated no stands until they agree on a later one.
        Evidence.objects.bulk_create(
            (
                Evidence(
                    organisation_id=participant.organisation_id,
                    participant=participant,
                    kind=EvidenceKind.CONSENTED,
                    dated_on=clock.today(),
                    source=source[:200],
                    is_no=True,
                    signed_by=actor.account_id,
                )
                for participant in mine
            ),
            update_conflicts=True,
            unique_fields=["participant", "kind", "dated_on"],
            update_fields=["source", "is_no", "signed_by", "attestation", "expires_on"],
        )
        leaving = [each for each in mine if each.state in STEPS[LEAVE].sources]
        take_steps(themself, participants=leaving, step=LEAVE, why=source)
    return mine
