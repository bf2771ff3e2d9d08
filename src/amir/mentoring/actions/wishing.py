"""What somebody who takes part asks of their organisation."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may

from ..enums import WishKind
from ..models import Wish
from ..rules import ME_CHANGE, VIEW_MATCHES

MOST_OPEN = 10


def wish(
    actor: Actor, *, organisation_id: UUID, kind: str, about: str = "", text: str = ""
) -> Wish:
    """Ask for a call or for a correction; asking for a call twice is asking once.

    Raises NotAllowed; Refused if a correction does not say what, or too much is open already.
    """
    if actor.account_id is None or not may(actor, ME_CHANGE):
        raise NotAllowed(_("Please sign in first."))
    if kind not in (WishKind.CALL, WishKind.CORRECTION):
        raise Refused(_("Choose what you need."), field="kind")
    if kind == WishKind.CORRECTION and not text.strip():
        raise Refused(_("Write what is wrong, or ask us to call you."), field="text")
    with transaction.atomic():
        mine = Wish.objects.filter(person_id=actor.account_id, settled_at=None)
        if kind == WishKind.CALL and (found := mine.filter(kind=kind).first()):
            return found
        if mine.count() >= MOST_OPEN:
            raise Refused(_("We have many questions from you already. We will call you."))
        return Wish.objects.create(
            organisation_id=organisation_id,
            person_id=actor.account_id,
            kind=kind,
            about=about[:40],
            text=text.strip()[:600],
        )


def settle_wish(actor: Actor, *, wish: Wish) -> None:
    """A coordinator has seen to it; twice is no error. Raises NotAllowed."""
    if actor.account_id is None or not may(actor, VIEW_MATCHES, wish):
        raise NotAllowed(_("You may not do this in this organisation."))
    with transaction.atomic():
        Wish.objects.filter(pk=wish.pk, settled_at=None).update(
            settled_at=clock.now(), settled_by=actor.account_id
        )
