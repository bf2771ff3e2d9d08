"""What the pages of the desk share."""

from typing import Any, cast

from django.http import HttpRequest

from amir.core.actor import Actor
from amir.core.guard import ActorRequest
from amir.core.permissions import may
from amir.programmes.models import Programme

from ..models import Round
from ..rules import RUN


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor


def page_of(request: HttpRequest, consultation: Round, **shown: Any) -> dict[str, Any]:
    """What every page of a round shows."""
    programme = Programme.objects.filter(pk=consultation.programme_id).first()
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    may_run = may(actor_of(request), RUN, consultation)
    return {"consultation": consultation, "may_run": may_run, **shown}
