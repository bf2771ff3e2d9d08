"""What was typed survives the end of a session.

A POST without a session is not thrown away: its fields are sealed into one hidden value, shown on
the page that says "sign in again", carried through the sign-in form, and offered for sending
afterwards. The seal is encrypted, dated and bound to the address that it was typed for. Files are
not kept; the page says so.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amir.core import drafts

FIELD = "kept_form"
LASTS = timedelta(hours=12)
LARGEST = 200_000  # letters; more is not a form that a person typed
# Never kept: secrets and what belongs to the dead session.
_LEFT_OUT = frozenset({"csrfmiddlewaretoken", FIELD, "password", "code", "pin", "otp"})


@dataclass(frozen=True, slots=True)
class Kept:
    """Fields in order with their values, and the address that they were typed for."""

    path: str
    fields: tuple[tuple[str, str], ...]
    had_files: bool = False


def keep(request: HttpRequest) -> str:
    """The sealed fields of a POST; empty if there is nothing worth keeping."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _LEFT_OUT
        for value in values
    ]
    if not fields or sum(len(value) for _, value in fields) > LARGEST:
        return ""
    told = {"path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    return drafts.seal(told)


def kept(sealed: str) -> Kept | None:
    """What was sealed; None if it is too old or not ours."""
    told = drafts.unseal(sealed, seconds=int(LASTS.total_seconds())) if sealed else None
    if told is None or "path" not in told:
        return None
    return Kept(told["path"], tuple((n, v) for n, v in told["fields"]), told["files"])


def session_ended(request: HttpRequest, sign_in_url: str) -> HttpResponse:
    """The page for a POST of somebody whose session is over. Status 403: nothing was done."""
    shown: dict[str, object] = {"sealed": keep(request), "sign_in_url": sign_in_url, "field": FIELD}
    shown["had_files"] = bool(request.FILES)
    return render(request, "kit/error/session_ended.html", shown, status=403)


def offer_again(request: HttpRequest) -> HttpResponse | None:
    """After signing in: the page that sends the kept fields once more; None if there are none."""
    found = kept(request.POST.get(FIELD, ""))
    if found is None:
        return None
    return render(request, "kit/error/kept_form.html", {"kept": found})
