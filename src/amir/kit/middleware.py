"""What somebody typed is kept when their session is over; what nothing can hold is refused."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DataError, transaction
from django.http import HttpRequest, HttpResponseBase

from amir.core.guard import guard_of
from amir.core.permissions import Reach, named

from . import kept_form, views
from .shells import facts


class KeepTyped:
    """Answers a POST that needs a person, when nobody is signed in, with the "sign in" page.

    Stands after the middleware that sets the actor and before Django's LoginRequired, which would
    redirect and lose the fields.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing by itself; `process_view` knows the guard."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """The page with the kept fields, or None to go on."""
        guard = guard_of(view)
        if request.method != "POST" or guard is None or request.actor.is_signed_in:  # type: ignore[attr-defined]
            return None
        if named(guard.permission).reach is Reach.PUBLIC or "POST" not in guard.methods:
            return None
        return kept_form.session_ended(request, facts(request).sign_in_url or settings.LOGIN_URL)


class RefuseUnreadable:
    """Answers 400 where PostgreSQL cannot hold what was sent.

    Forms find NUL bytes themselves; addresses and fields outside of forms are met here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing by itself; `process_exception` sees what goes wrong."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """The page that says so, and nothing is changed; None for everything else."""
        if not isinstance(exception, DataError) or "NUL" not in str(exception):
            return None
        transaction.set_rollback(True)
        request.is_broken = True  # type: ignore[attr-defined]  # the page asks the database nothing
        return views.bad_request(request)
