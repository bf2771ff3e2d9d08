"""Who asks for a page, and what they typed."""

from typing import cast

from django.http import HttpRequest, QueryDict

from amir.core.actor import Actor
from amir.core.guard import ActorRequest


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed; None on a page that is only looked at. An empty form was sent, too."""
    return request.POST if request.method == "POST" else None


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor
