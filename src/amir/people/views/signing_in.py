"""Signing in with digits: contact, digits, which of you, PIN. Also cards and invitations."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.access.acting import acting_as
from amir.core.actor import Actor, platform
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.people import actions, doorway
from amir.people.devices import address_of
from amir.people.forms import CodeForm, ContactForm, NewPinForm, PinForm, WhoForm
from amir.people.models import Account
from amir.people.queries import SIGN_IN, callings_of, contacts_of

from .demo import is_demo

CODE = "code"  # in the session: which asking this browser made


def entrance() -> Actor:
    """Who acts while nobody is anybody yet."""
    return platform(SIGN_IN)


@guarded("public", methods=("GET", "POST"))
def sign_in(request: HttpRequest) -> HttpResponse:
    """One field. The answer is the same whether we know the contact or not."""
    doorway.remember_way(request)
    # The page "you were signed out" posts what was typed there, and no contact.
    form = ContactForm(request.POST if "contact" in request.POST else None)
    if form.is_valid():
        try:
            with acting_as(entrance()) as door:
                asked = actions.ask_code(
                    door, contact=form.cleaned_data["contact"], address=address_of(request)
                )
        except Refused as refused:
            form.add_error("contact", str(refused))
        else:
            request.session[CODE] = str(asked)
            return redirect("sign_in_code")
    providers = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    shown = {"form": form, "bodies": providers, "is_demo": is_demo()}
    return render(request, "people/sign_in.html", shown)


@guarded("public", methods=("GET", "POST"))
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The digits, in the browser that asked for them."""
    asked = request.session.get(CODE)
    if not asked:
        return redirect("sign_in")
    form = CodeForm(request.POST or None)
    with acting_as(entrance()) as door:
        ids = _accounts(door, form, UUID(asked)) if form.is_valid() else []
        is_shared = len(ids) > 1 or _shares_phone(door, ids)
    if ids:
        del request.session[CODE]
        _open(request, ids, is_shared=is_shared)
        return doorway.go_on(request)
    shown = {"form": form, "is_demo": is_demo(), "mail": settings.AMIR_MAIL_FOLDER}
    return render(request, "people/sign_in_code.html", shown)


def _accounts(door: Actor, form: CodeForm, asked: UUID) -> list[UUID]:
    """Whose contact was proved. A refusal ends here: past `acting_as` it would undo its count."""
    try:
        return actions.check_code(door, code_id=asked, digits=form.cleaned_data["code"])
    except Refused as refused:
        form.add_error("code", str(refused))
        return []


def _shares_phone(door: Actor, ids: list[UUID]) -> bool:
    return any(contact.phone_is_shared for contact in contacts_of(door, ids).values())


def _open(request: HttpRequest, ids: list[UUID], *, is_shared: bool) -> None:
    one = Account.objects.filter(pk__in=ids).first() if len(ids) == 1 else None
    doorway.open_door(request, one, way=doorway.CODE, candidates=ids)
    doorway.add_to_door(request, is_shared=is_shared)


@guarded("public", methods=("GET", "POST"))
def sign_in_who(request: HttpRequest) -> HttpResponse:
    """Which of the people on one phone; shown only to whoever holds the phone."""
    door = doorway.door_of(request)
    if door is None or not door.candidates:
        return redirect("sign_in")
    with acting_as(entrance()) as actor:
        callings = callings_of(actor, [UUID(one) for one in door.candidates])
    form = WhoForm(
        request.POST or None, callings=sorted(callings.values(), key=lambda c: c.preferred_name)
    )
    if form.is_valid():
        # What was shown for one of them does not count for another.
        doorway.add_to_door(
            request, account=form.cleaned_data["person"], has_pin=False, has_factor=False
        )
        return doorway.go_on(request)
    return render(request, "people/sign_in_who.html", {"form": form})


@guarded("public", methods=("GET", "POST"))
def sign_in_pin(request: HttpRequest) -> HttpResponse:
    """The PIN; whoever has none yet chooses one."""
    door = doorway.door_of(request)
    account_id = door.account_id if door else None
    account = Account.objects.filter(pk=account_id).first() if account_id else None
    if account is None:
        return redirect("sign_in")
    form = (PinForm if account.pin else NewPinForm)(request.POST or None)
    if form.is_valid():
        pin = form.cleaned_data["pin"]
        try:
            with acting_as(entrance()) as actor:
                if account.pin:
                    actions.check_pin(actor, account=account, pin=pin)
                else:
                    actions.set_pin(actor, account_id=account.pk, pin=pin)
        except Refused as refused:
            form.add_error("pin", str(refused))
        else:
            doorway.add_to_door(request, has_pin=True)
            return doorway.go_on(request)
    return render(request, "people/sign_in_pin.html", {"form": form, "is_new": not account.pin})


@guarded("public")
def sign_in_go_on(request: HttpRequest) -> HttpResponse:
    """The next step of whoever is at the door."""
    return doorway.go_on(request)


@guarded("public", methods=("GET", "POST"))
def card_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """A card was scanned: its PIN, then a short session."""
    form = PinForm(request.POST or None)
    with acting_as(entrance()) as actor:
        account = actions.account_of_card(actor, token=token)
        if account is not None and form.is_valid():
            try:
                actions.check_pin(actor, account=account, pin=form.cleaned_data["pin"])
            except Refused as refused:
                form.add_error("pin", str(refused))
    if account is None:
        return render(request, "people/card_over.html", status=404)
    if form.is_valid():
        doorway.open_door(request, account, way=doorway.CARD)
        return doorway.go_on(request)
    return render(request, "people/sign_in_pin.html", {"form": form, "is_card": True})


@guarded("public", methods=("GET", "POST"))
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody of the staff takes up an invitation. Looking does not use it up."""
    # Pages are shown outside of `acting_as`: they are for whoever asks, not for the entrance.
    with acting_as(entrance()) as actor:
        account = actions.account_invited(actor, token=token)
        if account is not None and request.method == "POST":
            try:
                account = actions.use_invitation(actor, token=token)
            except Refused:
                account = None
    if account is None:
        return render(request, "people/invitation_over.html", status=404)
    if request.method != "POST":
        return render(request, "people/invitation.html")
    doorway.open_door(request, account, way=doorway.INVITATION)
    return doorway.go_on(request)


@guarded("public")
def body_cancelled(request: HttpRequest) -> HttpResponse:
    """Somebody turned back at their own body's sign-in."""
    return render(request, "people/body_failed.html", {"sentence": _("You were not signed in.")})
