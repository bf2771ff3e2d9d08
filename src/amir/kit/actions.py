"""What people change about their own view of a table."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.models import SavedView

LONGEST_NAME = 80
LONGEST_QUERY = 1000
MOST_VIEWS = 50


@transaction.atomic
def save_view(actor: Actor, *, table: str, name: str, query: str) -> SavedView:
    """Keep a table's filters and order under a name; the same name replaces."""
    if actor.account_id is None:
        raise NotAllowed(_("Sign in to save a view."))
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Give the view a name."), field="name")
    if len(name) > LONGEST_NAME or len(query) > LONGEST_QUERY or len(table) > 100:
        raise Refused(_("This view is too long to keep. Use a shorter name or fewer filters."))
    mine = SavedView.objects.filter(account_id=actor.account_id, table=table)
    if mine.exclude(name=name).count() >= MOST_VIEWS:
        raise Refused(_("You have many views here. Forget one first."))
    view, _made = SavedView.objects.update_or_create(
        account_id=actor.account_id, table=table, name=name, defaults={"query": query}
    )
    return view


@transaction.atomic
def forget_view(actor: Actor, *, view_id: UUID) -> None:
    """Forget a view of one's own; one that is gone already is no error."""
    if actor.account_id is not None:
        SavedView.objects.filter(account_id=actor.account_id, pk=view_id).delete()
