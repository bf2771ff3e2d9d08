"""What somebody does with their own background work."""

from django.db import transaction
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.models import Work


@transaction.atomic
def cancel_work(actor: Actor, *, work: Work) -> None:
    """Ask a piece of work to stop. What is running stops at its next step and changes nothing."""
    if work.account_id is None or work.account_id != actor.account_id:
        raise NotAllowed(_("Only the person who started this can stop it."))
    going_on = Work.objects.filter(pk=work.pk, state__in=[Work.WAITING, Work.RUNNING])
    if not going_on.update(state=Work.CANCELLED, ended_at=clock.now()):
        raise Refused(_("This has ended already."))
