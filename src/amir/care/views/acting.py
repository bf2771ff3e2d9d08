"""Who asks for a page, and what a loader finds for it."""

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.http import HttpRequest

from amir.core.actor import Actor
from amir.core.guard import ActorRequest

from ..today import Ringing, organisation_of, ringing_one_or_404


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor


@dataclass(frozen=True)
class Rung:
    """An alarm of an organisation, for a guard."""

    ringing: Ringing
    organisation_id: UUID


def rung(actor: Actor, *, alarm: str, thing_id: UUID) -> Rung:
    """The alarm of an address, with the organisation whose it is. Http404: it does not ring."""
    found = ringing_one_or_404(actor, alarm=alarm, thing_id=thing_id)
    return Rung(found, organisation_of(found))
