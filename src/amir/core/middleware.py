"""One transaction and one actor per request, whatever happens inside."""

from collections.abc import Callable
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from amir.core.access.acting import acting_as
from amir.core.actor import VISITOR, Actor, load_actor

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def account_in_session(request: HttpRequest) -> UUID | None:
    """The account that the session says, without asking for its row."""
    try:
        return UUID(request.session[SESSION_KEY])
    except (KeyError, ValueError):
        return None


class ActorMiddleware:
    """Runs the rest of the request in a transaction that knows who acts.

    A response of 500 and above takes everything back. Pages for a signed-in person are never
    stored by anybody.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set the actor, answer, take the actor back."""
        request_id = uuid4()
        account_id = account_in_session(request) if request.user.is_authenticated else None
        known = Actor(account_id=account_id, request_id=request_id) if account_id else VISITOR
        with transaction.atomic(), acting_as(known):
            request.actor = known  # type: ignore[attr-defined]
            if account_id is not None:
                request.actor = load_actor(  # type: ignore[attr-defined]
                    account_id,
                    request_id=request_id,
                    session_kind=request.session.get("kind", ""),
                )
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if account_id is not None:
            patch_cache_control(response, private=True, no_store=True)
        return response


class SecurityHeaders:
    """Headers that Django does not set itself: a content policy without anything inline."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers; a view may have set its own."""
        response = self.get_response(request)
        for name, value in settings.AMIR_HEADERS.items():
            response.headers.setdefault(name, value)
        return response
