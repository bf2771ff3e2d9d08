"""The doorway: who somebody has shown to be so far, kept in the session until they are in.

A first proof (digits, card, invitation, their body) opens the door for ten minutes. Staff then need
a second factor, mentors and people on shared phones their PIN. Only `go_on` lets anybody in.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from amir.core import clock
from amir.kit import kept_form

from .devices import device_of
from .enums import SessionKind
from .middleware import begin
from .models import Account

KEY = "door"
NEXT = "next_address"
KEPT = "kept_form"
OPEN_FOR = timedelta(minutes=10)

# How somebody came to the door.
CODE, CARD, INVITATION, BODY, BODY_WITH_FACTOR, PASSKEY, DEMO = (
    "code", "card", "invitation", "body", "body with factor", "passkey", "demo",
)  # fmt: skip
# Ways that are two proofs by themselves.
COMPLETE = frozenset({BODY_WITH_FACTOR, PASSKEY, DEMO})
HOMES = {SessionKind.STAFF: "/desk/"}
HOME = "/me/"


@dataclass(frozen=True)
class Door:
    """Who is at the door: an account, or several on one contact; and what they have shown."""

    way: str
    opened_at: str
    account: str = ""
    candidates: tuple[str, ...] = ()
    is_shared: bool = False
    has_pin: bool = False
    has_factor: bool = False

    @property
    def account_id(self) -> UUID | None:
        """The account, once it is known which."""
        return UUID(self.account) if self.account else None

    @property
    def is_open(self) -> bool:
        """Whether the first proof is young enough."""
        return clock.now() - datetime.fromisoformat(self.opened_at) <= OPEN_FOR


def door_of(request: HttpRequest) -> Door | None:
    """The open door of this browser, or None."""
    told = request.session.get(KEY)
    if told is None:
        return None
    door = Door(**{**told, "candidates": tuple(told["candidates"])})
    return door if door.is_open else None


def _keep(request: HttpRequest, door: Door) -> Door:
    request.session[KEY] = asdict(door)
    return door


def open_door(
    request: HttpRequest, account: Account | None, *, way: str, candidates: list[UUID] | None = None
) -> Door:
    """The first proof was given, for one account or for one of several on a shared contact."""
    others = tuple(str(one) for one in candidates or ())
    door = Door(
        way=way,
        opened_at=clock.now().isoformat(),
        account=str(account.pk) if account else "",
        candidates=others,
        is_shared=way == CARD or len(others) > 1,
        has_pin=way in (CARD, *COMPLETE),
        has_factor=way in COMPLETE,
    )
    # A cookie that somebody planted in this browser before must not become signed in.
    request.session.cycle_key()
    return _keep(request, door)


def add_to_door(request: HttpRequest, **shown: Any) -> None:
    """Note a further proof, or which account it is."""
    door = door_of(request)
    if door is not None:
        request.session[KEY] = {**asdict(door), **shown}


def remember_way(request: HttpRequest) -> None:
    """Keep where somebody wanted to go, and what they had typed there, until they are in."""
    address = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        request.session[NEXT] = address
    if sealed := request.POST.get(kept_form.FIELD):
        request.session[KEPT] = sealed


def go_on(request: HttpRequest) -> HttpResponse:
    """The next step of whoever is at the door; lets them in when there is none."""
    door = door_of(request)
    if door is None:
        return redirect("sign_in")
    if door.account_id is None:
        return redirect("sign_in_who")
    account = Account.objects.filter(pk=door.account_id, is_active=True).first()
    if account is None:
        return redirect("sign_in")
    if account.session_kind == SessionKind.STAFF:
        if not door.has_factor:
            return redirect("sign_in_factor")
    elif needs_pin(account, door) and not door.has_pin:
        return redirect("sign_in_pin")
    return _let_in(request, account, door)


def needs_pin(account: Account, door: Door) -> bool:
    """Mentors, people on shared phones, and everybody who once set a PIN."""
    return door.is_shared or bool(account.pin) or account.session_kind == SessionKind.MENTOR


def _let_in(request: HttpRequest, account: Account, door: Door) -> HttpResponse:
    address, sealed = request.session.get(NEXT), request.session.get(KEPT, "")
    for key in (KEY, NEXT, KEPT):
        request.session.pop(key, None)
    kind = account.session_kind
    if door.is_shared and kind != SessionKind.STAFF:
        kind = SessionKind.SHARED
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    begin(request, kind, device=device_of(request))
    home = HOMES.get(SessionKind(account.session_kind), HOME)
    return kept_form.offer_again(request, sealed, account.pk) or redirect(address or home)
