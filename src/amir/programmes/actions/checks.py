"""What the acts of this room check first."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import NotAllowed, Refused
from amir.core.permissions import may
from amir.programmes.rules import CHANGE


def check_changes(actor: Actor, part: Any) -> None:
    """NotAllowed unless the actor may change the programme that the part belongs to."""
    if not may(actor, CHANGE, part):
        raise NotAllowed(_("Only the programme's coordinator changes this."))


def check_days(first: date, last: date) -> None:
    """Refused if the last day is before the first."""
    if last < first:
        raise Refused(_("The last day is before the first day."), field="ends_on")
