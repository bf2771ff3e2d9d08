"""One signature: evidence is vouched for, and whoever has all of it is ready for a match."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused

from ..models import Attestation, Participant, PeopleList
from ..queries import standings_of
from ..standing import denied_kinds, missing_kinds
from .proving import attest
from .stepping import Taken, make_ready


@dataclass(frozen=True)
class Signed:
    """What came of it; without an attestation nothing had been missing."""

    attestation: Attestation | None
    ready: Taken


def sign(
    actor: Actor,
    *,
    participants: Sequence[Participant],
    dated_on: date,
    statement: str,
    people_list: PeopleList | None = None,
) -> Signed:
    """Vouch for what is missing of these people and make them ready, all or nothing.

    Whom a source denies something stays where they are, with the reason. Raises as `attest`.
    """
    if not participants:
        raise Refused(_("Choose at least one group or one person."))
    with transaction.atomic():
        kinds = {
            kind
            for held in standings_of(participants).values()
            for kind in {*missing_kinds(held)} - {*denied_kinds(held)}
        }
        attestation = None
        if kinds:
            attestation = attest(
                actor,
                participants=participants,
                kinds=kinds,
                dated_on=dated_on,
                statement=statement,
                people_list=people_list,
            )
        return Signed(attestation, make_ready(actor, participants=participants))
