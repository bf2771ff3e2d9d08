"""What the walk of a list shows on the morning page."""

from typing import Any, cast

from django.http import HttpRequest

from amir.core.guard import ActorRequest

from .queries import unfinished_lists

MOST = 5


def unfinished(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any] | None:
    """Lists that were read and wait for somebody to bring them in."""
    waiting = list(unfinished_lists(cast(ActorRequest, request).actor)[:MOST])
    return {"lists": waiting} if waiting else None
