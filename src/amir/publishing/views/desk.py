"""On the desk: what of a programme is public, and taking it back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.guard import guarded
from amir.core.permissions import may
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.programmes.models import Programme
from amir.programmes.queries import programme_or_404
from amir.programmes.rules import VIEW

from ..actions import withdraw_work
from ..forms import WithdrawForm
from ..models import PublishedWork
from ..queries import own_work_or_404, works_visible_to
from ..rules import WITHDRAW


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@guarded(VIEW, load=programme_or_404)
def programme_publications(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What everybody reads of a programme; one's own can be withdrawn."""
    actor = _actor(request)
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    works = [
        {"work": work, "may_withdraw": may(actor, WITHDRAW, work)}
        for work in works_visible_to(actor, programme.pk)
    ]
    return render(request, "publishing/desk.html", {"programme": programme, "works": works})


@guarded(WITHDRAW, load=own_work_or_404, methods=("GET", "POST"))
def publication_withdraw(request: HttpRequest, work: PublishedWork) -> HttpResponse:
    """Take an edition back, with the reason that everybody reads."""
    programme = Programme.objects.get(pk=work.programme_id)
    request.programme = programme  # type: ignore[attr-defined]
    form = WithdrawForm(request.POST or None)

    def act(**told: Any) -> None:
        withdraw_work(_actor(request), work=work, **told)

    if sent(request, form, act):
        toast(request, _("It is withdrawn. Its address says why."))
        return redirect("programme_publications", key=programme.key)
    told = {"programme": programme, "work": work, "form": form}
    return render(request, "publishing/withdraw.html", told)
