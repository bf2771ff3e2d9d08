"""Who acts: the only key to personal data. Rooms get an Actor, never a request or an account."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Seat:
    """One role of the actor in one organisation, with what it permits."""

    organisation_id: UUID
    role: str
    permissions: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """A person (or the platform itself) with seats and a purpose.

    `account_id` None and no purpose: a visitor. `account_id` None and a purpose: the platform,
    which holds only what `purposes` of the loader's room gives that purpose.
    """

    account_id: UUID | None = None
    seats: tuple[Seat, ...] = ()
    purpose: str = ""
    request_id: UUID | None = None
    session_kind: str = ""
    granted: frozenset[str] = field(default=frozenset())

    @property
    def is_signed_in(self) -> bool:
        """Whether a person stands behind the actor."""
        return self.account_id is not None

    def holds(self, permission: str, organisation_id: UUID | None) -> bool:
        """Whether a role in that organisation (or the platform's purpose) permits it."""
        return permission in self.granted or any(
            permission in seat.permissions
            for seat in self.seats
            if seat.organisation_id == organisation_id
        )

    def holds_anywhere(self, permission: str) -> bool:
        """Whether any seat permits it; for navigation and for lists."""
        return permission in self.granted or any(permission in s.permissions for s in self.seats)

    def organisations_where(self, permission: str) -> list[UUID]:
        """The organisations in which a seat permits it, in order of the seats."""
        found = (s.organisation_id for s in self.seats if permission in s.permissions)
        return list(dict.fromkeys(found))

    def roles(self) -> set[str]:
        """The names of all roles held."""
        return {seat.role for seat in self.seats}


VISITOR = Actor()


def platform(purpose: str, granted: Iterable[str] = ()) -> Actor:
    """The platform itself, for a named purpose: signing in, setting up, sealing the audit."""
    return Actor(purpose=purpose, granted=frozenset(granted))


def load_actor(account_id: UUID, **details: object) -> Actor:
    """The actor of a signed-in account, built by the room that knows memberships.

    Must run inside `acting_as`, because memberships are locked too.
    """
    loader = import_string(settings.AMIR_ACTOR_LOADER)
    actor = loader(account_id, **details)
    if not isinstance(actor, Actor):
        raise TypeError("AMIR_ACTOR_LOADER must return an Actor")
    return actor
