"""Who asks for a page."""

from typing import cast

from django.http import HttpRequest

from amir.core.actor import Actor
from amir.core.guard import ActorRequest


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(ActorRequest, request).actor
