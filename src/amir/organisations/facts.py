"""What every page of a signed-in person says of their organisation."""

from typing import Any, cast

from django.db import connection
from django.db.models import Q
from django.http import HttpRequest

from amir.core.guard import ActorRequest
from amir.people.models import Person

from .models import Organisation


def organisation_facts(request: HttpRequest) -> dict[str, Any]:
    """For the shells: the organisation's name, and how it can be asked. One query."""
    actor = getattr(cast(ActorRequest, request), "actor", None)
    if actor is None or not actor.is_signed_in or connection.needs_rollback:
        return {}
    seats = {seat.organisation_id for seat in actor.seats}
    mine = Q(pk__in=seats)
    if not seats:
        mine = Q(pk__in=Person.objects.filter(pk=actor.account_id).values("organisation_id"))
    found = list(Organisation.objects.filter(mine).order_by("name"))
    if not found:
        return {}
    return {
        "organisation": ", ".join(each.name for each in found),
        "help_phone": found[0].help_phone,
        "help_mail": found[0].help_mail,
    }
