"""What is stored about me, who looked at it, what I agreed to."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.people.enums import Consent
from amir.people.models import ConsentReceipt

from .. import actions
from ..enums import WishKind
from ..forms import CorrectionForm
from ..my_records import as_plain, my_consents, my_data, who_looked
from ..rules import ME, ME_CHANGE
from .acting import actor_of
from .me import my_participations


@guarded(ME)
def data(request: HttpRequest) -> HttpResponse:
    """Everything that is stored about me, in words."""
    actor = actor_of(request)
    return render(request, "mentoring/me/data.html", {"parts": my_data(actor)})


@guarded(ME)
def download(request: HttpRequest) -> HttpResponse:
    """The same as a file: for people as a page, for programs as JSON."""
    actor = actor_of(request)
    parts = my_data(actor)
    if request.GET.get("as") == "json":
        response: HttpResponse = JsonResponse(
            {"as_of": clock.now().isoformat(), "data": as_plain(parts)},
            json_dumps_params={"ensure_ascii": False, "indent": 2},
        )
        ending = "json"
    else:
        context = {"parts": parts, "as_of": clock.now()}
        response = render(request, "mentoring/me/download.html", context)
        ending = "html"
    response["Content-Disposition"] = f'attachment; filename="my-data.{ending}"'
    return response


@guarded(ME_CHANGE, methods=("GET", "POST"))
def correct(request: HttpRequest) -> HttpResponse:
    """Something is wrong: tell the organisation."""
    actor = actor_of(request)
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        mine = my_participations(actor)
        if not mine:
            raise Http404
        try:
            actions.wish(
                actor,
                organisation_id=mine[0].organisation_id,
                kind=WishKind.CORRECTION,
                about=request.GET.get("about", "")[:40],
                text=form.cleaned_data["text"],
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("Thank you. We will correct it, or call you."))
            return redirect("me_data")
    return render(request, "mentoring/me/correct.html", {"form": form})


@guarded(ME)
def seen(request: HttpRequest) -> HttpResponse:
    """Who looked at what is stored about me."""
    return render(request, "mentoring/me/seen.html", {"looks": who_looked(actor_of(request))})


@guarded(ME)
def consents(request: HttpRequest) -> HttpResponse:
    """What I agreed to."""
    found = [(each, _what(each)) for each in my_consents(actor_of(request))]
    return render(request, "mentoring/me/consents.html", {"consents": found})


def _what(consent: ConsentReceipt) -> str | Promise:
    """What was agreed to, told in whatever language it is shown in."""
    return Consent(consent.kind).label


def _my_consent(actor: Actor, *, consent_id: UUID) -> ConsentReceipt:
    found = ConsentReceipt.objects.filter(
        pk=consent_id, person_id=cast(UUID, actor.account_id), withdrawn_at=None
    ).first()
    if found is None:
        raise Http404
    return found


@guarded(ME_CHANGE, load=_my_consent, methods=("GET", "POST"))
def withdraw(request: HttpRequest, consent: ConsentReceipt) -> HttpResponse:
    """Do not agree any more: one question, and then it is done."""
    if request.method == "POST":
        try:
            actions.withdraw_consent(actor_of(request), consent=consent)
        except Refused as refused:
            toast(request, str(refused), kind="bad")
        else:
            toast(request, _("You do not agree any more. We stop using this."))
        return redirect("me_consents")
    asked = {"consent": consent, "what": _what(consent)}
    return render(request, "mentoring/me/withdraw.html", asked)
