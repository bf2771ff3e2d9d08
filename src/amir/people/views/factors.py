"""Passkeys and authenticator apps: proving them, and setting them up."""

import json
from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.people import actions, doorway
from amir.people.devices import device_of
from amir.people.enums import SessionKind
from amir.people.forms import AppForm, FactorForm, PasskeyForm
from amir.people.models import Account

from .signing_in import entrance

APP_SECRET = "app_secret"  # noqa: S105  the name of a session entry
BROKEN = (ValidationError, ValueError, KeyError, TypeError, AttributeError)


@guarded("public", methods=("GET", "POST"))
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey is two proofs at once: the device, and whoever unlocks it."""
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        account = _account_of_passkey(form.cleaned_data["credential"])
        if account is not None:
            doorway.open_door(request, account, way=doorway.PASSKEY)
            return doorway.go_on(request)
        form.add_error(None, _("This passkey does not work here. Try again."))
    options = webauthn.begin_authentication()
    return render(request, "people/sign_in_passkey.html", {"form": form, "options": _json(options)})


def _account_of_passkey(credential: dict[str, Any]) -> Account | None:
    """Whose passkey answered the challenge of this session."""
    try:
        account = webauthn.extract_user_from_response(credential)
        used = webauthn.complete_authentication(account, credential)
    except BROKEN:
        return None
    used.record_usage()
    return account if isinstance(account, Account) and account.is_active else None


def _json(options: dict[str, Any]) -> str:
    return json.dumps(options, cls=DjangoJSONEncoder)


@guarded("public", methods=("GET", "POST"))
def sign_in_factor(request: HttpRequest) -> HttpResponse:
    """The second proof of staff; who has none yet sets it up first."""
    account = _staff_at_door(request)
    if account is None:
        return redirect("sign_in")
    if not actions.has_factor(account):
        return render(request, "people/enrol.html", {"is_first": True})
    form = FactorForm(request.POST or None)
    if form.is_valid():
        try:
            with acting_as(entrance()) as actor:
                actions.check_app(actor, account=account, digits=form.cleaned_data["code"])
        except Refused as refused:
            form.add_error("code", str(refused))
        else:
            doorway.add_to_door(request, has_factor=True)
            return doorway.go_on(request)
    return render(request, "people/sign_in_factor.html", {"form": form})


def is_staff(account: Account) -> bool:
    """Whether the account needs a second factor."""
    return account.session_kind == SessionKind.STAFF


def _staff_at_door(request: HttpRequest) -> Account | None:
    door = doorway.door_of(request)
    if door is None or door.account_id is None:
        return None
    return Account.objects.filter(
        pk=door.account_id, session_kind=SessionKind.STAFF, is_active=True
    ).first()


def _setting_up(request: HttpRequest) -> Account | None:
    """Who may set up a factor now: somebody signed in, or staff at the door who have none.

    Staff at the door who have one must prove it: setting up another would be a way around it.
    """
    if isinstance(request.user, Account):
        return request.user
    account = _staff_at_door(request)
    return account if account is not None and not actions.has_factor(account) else None


@guarded("public", methods=("GET", "POST"))
def enrol_app(request: HttpRequest) -> HttpResponse:
    """An authenticator app: scan, then the first digits."""
    account = _setting_up(request)
    if account is None or not is_staff(account):
        return redirect("sign_in")
    secret = request.session.setdefault(APP_SECRET, actions.new_app_secret())
    form = AppForm(request.POST or None)
    if form.is_valid():
        try:
            with acting_as(entrance()) as actor:
                codes = actions.add_app(
                    actor, account=account, secret=secret, digits=form.cleaned_data["code"]
                )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            del request.session[APP_SECRET]
            return _set_up(request, codes)
    address = get_adapter().build_totp_url(account, secret)
    shown = {"form": form, "secret": secret, "qr": qr(address), "address": address}
    return render(request, "people/enrol_app.html", shown)


def qr(text: str) -> str:
    """A QR code as SVG without style attributes, black on white in every theme."""
    drawn = segno.make(text, micro=False).svg_inline(
        scale=5, border=4, light="#fff", svgclass="qr", lineclass=None, omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308  drawn here


@guarded("public", methods=("GET", "POST"))
def enrol_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey, made by this browser. Works with JavaScript only, as passkeys do everywhere."""
    account = _setting_up(request)
    if account is None:
        return redirect("sign_in")
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        credential = form.cleaned_data["credential"]
        try:
            webauthn.complete_registration(credential)
        except BROKEN:
            form.add_error(None, _("The passkey was not made. Try again."))
        else:
            # Only staff are asked for a second proof, so only they need a way around a lost one.
            needs_codes = is_staff(account) and not actions.has_factor(account)
            webauthn.WebAuthn.add(account, device_of(request) or _("Passkey"), credential)
            with acting_as(entrance()) as actor:
                codes = actions.recovery_codes(actor, account=account) if needs_codes else []
            return _set_up(request, codes)
    options = webauthn.begin_registration(account, passwordless=True)
    return render(request, "people/enrol_passkey.html", {"form": form, "options": _json(options)})


def _set_up(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The factor stands: show the recovery codes this once, or go on."""
    is_signed_in = request.user.is_authenticated
    if not is_signed_in:
        doorway.add_to_door(request, has_factor=True)
    go_on = "ways_in" if is_signed_in else "sign_in_go_on"
    if not codes:
        return redirect(go_on)
    response = render(request, "people/recovery_codes.html", {"codes": codes, "go_on": go_on})
    response["Cache-Control"] = "no-store"
    return response


@guarded("signed_in", methods=("POST",))
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """New codes on paper; the earlier ones end."""
    account = request.user
    if not isinstance(account, Account) or not is_staff(account):
        return redirect("ways_in")
    return _set_up(request, actions.recovery_codes(entrance(), account=account))
