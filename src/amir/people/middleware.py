"""How long a session lives: by what kind of person and phone it was begun for."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase

from amir.core import clock

from .enums import SessionKind

# kind -> (longest pause, longest life). The times are ours, from docs/access.md.
AGES: dict[str, tuple[timedelta, timedelta]] = {
    SessionKind.STAFF: (timedelta(minutes=30), timedelta(hours=12)),
    SessionKind.MENTOR: (timedelta(hours=24), timedelta(days=30)),
    SessionKind.OWN_PHONE: (timedelta(days=30), timedelta(days=30)),
    SessionKind.SHARED: (timedelta(minutes=15), timedelta(minutes=15)),
}
# A page every few seconds need not write the session every time.
COARSE = timedelta(minutes=1)


class SessionAge:
    """Ends a session that paused or lived too long, or that a newer decision has ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the clock before anybody looks at the request."""
        if request.user.is_authenticated and not is_alive(request):
            logout(request)
            request.session_ended = True  # type: ignore[attr-defined]
        return self.get_response(request)


def begin(request: HttpRequest, kind: str, *, device: str = "") -> None:
    """Note the moment, the kind and the device; called when somebody signs in."""
    moment = clock.now()
    # A clock that was set back must not make a new session older than the end of all before it.
    begun = max(moment, request.user.sessions_since)  # type: ignore[union-attr]
    request.session.update(
        {
            "kind": kind,
            "begun": begun.isoformat(),
            "seen": moment.isoformat(),
            "device": device,
            "public_id": str(uuid4()),
        }
    )
    request.session.set_expiry(moment + AGES[kind][1])


def is_alive(request: HttpRequest) -> bool:
    """Whether the session may go on; notes that it was used."""
    session, now = request.session, clock.now()
    if "begun" not in session or session.get("kind") not in AGES:
        return False
    pause, life = AGES[session["kind"]]
    begun = datetime.fromisoformat(session["begun"])
    seen = datetime.fromisoformat(session["seen"])
    if now - seen > pause or now - begun > life:
        return False
    if begun < request.user.sessions_since:  # type: ignore[union-attr]
        return False
    if now - seen > COARSE:
        session["seen"] = now.isoformat()
    return True
