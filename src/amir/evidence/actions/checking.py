"""What every act of this room asks first."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused, Stale
from amir.core.permissions import may
from amir.core.pointing import pointed_out

from ..lifecycle import OPEN
from ..models import FocusGroup
from ..rules import WRITE

MOST_NAMED = 8


def demand(actor: Actor, thing: Any, permission: str = WRITE) -> None:
    """NotAllowed unless the actor may do this for the thing's organisation."""
    if not may(actor, permission, thing):
        raise NotAllowed(_("You may not do this for this organisation."))


def whoever(actor: Actor) -> UUID:
    """The account that acts. NotAllowed for the platform, which writes nothing down here."""
    if actor.account_id is None:
        raise NotAllowed(_("You may not do this for this organisation."))
    return actor.account_id


def changeable(actor: Actor, group: FocusGroup, version: int | None = None) -> FocusGroup:
    """The group, locked until the transaction ends.

    NotAllowed; Stale if it is no more as the actor saw it; Refused while it is published.
    """
    demand(actor, group)
    held = FocusGroup.objects.select_for_update().get(pk=group.pk)
    if held.state not in OPEN:
        raise Refused(_("The group is closed for changes. Take it back first."))
    if version is not None and held.version != version:
        raise Stale(
            _("Somebody else changed the group meanwhile. Compare, and save once more."),
        )
    return held


def ask_about_names(paragraphs: Iterable[str], country: str, are_fine: bool) -> None:
    """Refused with the words that look like names, unless the actor has said that they may stay."""
    if are_fine:
        return
    found = pointed_out(paragraphs, region=country)
    if found:
        words = ", ".join(each.words for each in found[:MOST_NAMED])
        raise Refused(
            _(
                "This may tell who somebody is: {words}. Replace it, or say that it may stay."
            ).format(words=words),
            field="names_are_fine",
        )
