"""`@guarded`: the second lock. Every view says once what it needs; what it loads is checked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from amir.core.actor import Actor
from amir.core.permissions import Reach, may, named

Loader = Callable[..., Any]


class ActorRequest(HttpRequest):
    """A request whose middleware has put the actor on it."""

    actor: Actor


@dataclass(frozen=True)
class Guard:
    """What a route needs: permission by name, methods, and how its object is found."""

    permission: str
    methods: tuple[str, ...]
    load: Loader | None = None


def guarded(
    permission: str, *, load: Loader | None = None, methods: tuple[str, ...] = ("GET",)
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Lock a view. `load(actor, **url_arguments)` finds its object through `..._visible_to`.

    The view is called with the request and, if there is a loader, the loaded object instead of
    the URL's arguments. Invisible: 404 (the loader raises Http404). Visible but not allowed: 403.
    Nobody signed in: the sign-in page. All of this happens before anything posted is read.
    """
    guard = Guard(
        permission, tuple(sorted({*methods, *(["HEAD"] if "GET" in methods else [])})), load
    )

    def lock(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def locked(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            actor = cast(ActorRequest, request).actor
            wanted = named(permission)
            if request.method not in guard.methods:
                return HttpResponseNotAllowed(guard.methods)
            if not actor.is_signed_in and wanted.reach is not Reach.PUBLIC:
                return redirect_to_login(request.get_full_path())
            if load is None:
                if not may(actor, permission):
                    raise PermissionDenied
                return view(request, **arguments)
            thing = load(actor, **arguments)
            if not may(actor, permission, thing):
                raise PermissionDenied
            return view(request, thing)

        locked.guard = guard  # type: ignore[attr-defined]
        # Django's own lock asks for a login everywhere; public pages must say that they are.
        return login_not_required(locked) if permission == "public" else locked

    return lock


def guard_of(view: Any) -> Guard | None:
    """The guard of a view, or None."""
    found = getattr(view, "guard", None)
    return found if isinstance(found, Guard) else None
