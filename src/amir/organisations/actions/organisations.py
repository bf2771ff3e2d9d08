"""Organisations themselves."""

from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.organisations.enums import Kind
from amir.organisations.models import Organisation
from amir.organisations.rules import CHANGE, CREATE

CHANGEABLE = frozenset({
    "name", "kind", "country", "place", "language", "help_text", "help_phone", "help_mail",
    "takes_minors",
})  # fmt: skip


@transaction.atomic
def create_organisation(
    actor: Actor,
    *,
    name: str,
    country: str,
    kind: str = Kind.NGO,
    place: str = "",
    language: str = "en",
    help_text: str = "",
    help_phone: str = "",
    help_mail: str = "",
    organisation_id: UUID | None = None,
) -> Organisation:
    """A new organisation, so far without anybody in it. Only the platform sets one up."""
    if not may(actor, CREATE):
        raise NotAllowed(_("Only the people who run this installation add organisations."))
    if not name.strip():
        raise Refused(_("Write the name of the organisation."), field="name")
    return Organisation.objects.create(
        id=organisation_id or uuid4(),
        name=name.strip(),
        country=country.upper(),
        kind=kind,
        place=place,
        language=language,
        help_text=help_text,
        help_phone=help_phone,
        help_mail=help_mail,
    )


@transaction.atomic
def change_organisation(actor: Actor, *, organisation: Organisation, **changed: Any) -> None:
    """Change some of `CHANGEABLE`. Refused for an empty name or an unknown part."""
    if not may(actor, CHANGE, organisation):
        raise NotAllowed(_("Only an administrator changes the organisation's details."))
    if unknown := changed.keys() - CHANGEABLE:
        raise ValueError(f"not changeable: {unknown}")
    if not changed.get("name", organisation.name).strip():
        raise Refused(_("Write the name of the organisation."), field="name")
    for field, value in changed.items():
        setattr(organisation, field, value.strip() if isinstance(value, str) else value)
    organisation.save(update_fields=list(changed))
