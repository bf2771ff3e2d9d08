"""What was typed survives the end of a session.

A POST without a session is not thrown away: its fields are sealed into one hidden value, shown on
the page that says "sign in again", carried through the sign-in form, and offered for sending
afterwards to whoever typed them. The seal is encrypted, dated and bound to the address and the
account that it was typed for: on a shared phone, the next person is offered nothing. Each form
carries a mark of the account that it was shown to; without one nothing is kept. Files are not kept;
the page says so.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac

from amir.core import drafts

FIELD = "kept_form"
OWNER = "form_of"
LASTS = timedelta(hours=12)
LARGEST = 200_000  # letters; more is not a form that a person typed
# Never kept: secrets and what belongs to the dead session.
_LEFT_OUT = frozenset({"csrfmiddlewaretoken", FIELD, OWNER, "password", "code", "pin", "otp"})


@dataclass(frozen=True, slots=True)
class Kept:
    """Fields in order with their values, and the address that they were typed for."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False
    owner: str = ""


def owner_mark(account_id: UUID) -> str:
    """What a form carries of the account that it is shown to: nobody else can make it."""
    return salted_hmac("amir.kept_form", account_id.hex, algorithm="sha256").hexdigest()[:32]


def keep(request: HttpRequest) -> str:
    """The sealed fields of a POST; empty if nothing is worth keeping, or nobody's."""
    owner = request.POST.get(OWNER, "")
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _LEFT_OUT
        for value in values
    ]
    if not owner or not fields or sum(len(value) for _, value in fields) > LARGEST:
        return ""
    told = {
        "path": request.get_full_path(), "fields": fields, "files": bool(request.FILES),
        "owner": owner,
    }  # fmt: skip
    return drafts.seal(told)


def kept(sealed: str) -> Kept | None:
    """What was sealed; None if it is too old or not ours."""
    told = drafts.unseal(sealed, seconds=int(LASTS.total_seconds())) if sealed else None
    if told is None or "path" not in told:
        return None
    fields = tuple((name, value) for name, value in told["fields"])
    return Kept(told["path"], fields, told["files"], told["owner"])


def session_ended(request: HttpRequest, sign_in_url: str) -> HttpResponse:
    """The page for a POST of somebody whose session is over. Status 403: nothing was done."""
    shown: dict[str, object] = {"sealed": keep(request), "sign_in_url": sign_in_url, "field": FIELD}
    shown["had_files"] = bool(request.FILES)
    return render(request, "kit/error/session_ended.html", shown, status=403)


def offer_again(request: HttpRequest, sealed: str, account_id: UUID) -> HttpResponse | None:
    """After signing in: the page that sends the kept fields once more; None if there are none of
    this account."""
    found = kept(sealed)
    if found is None or not constant_time_compare(found.owner, owner_mark(account_id)):
        return None
    shown = {"kept": found, "owner_field": OWNER}
    return render(request, "kit/error/kept_form.html", shown)
