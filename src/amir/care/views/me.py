"""One's own pages: what could be better, and asking that one's data be used no more or erased."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.mentoring import actions as mentoring
from amir.mentoring.enums import WishKind
from amir.mentoring.rules import ME
from amir.organisations.models import Organisation
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to

from .. import actions
from ..forms import SuggestionForm
from ..queries import contacts_with_me
from .acting import actor_of

ERASE, RESTRICT = "erase", "restrict"


def _mine(actor: Actor) -> Participant:
    """How the actor takes part. Http404: they do not."""
    me = cast(UUID, actor.account_id)
    found = participants_visible_to(actor).filter(person_id=me).first()
    if found is None:
        raise Http404
    return found


@guarded(ME, methods=("GET", "POST"))
def suggest(request: HttpRequest) -> HttpResponse:
    """What could be better; nobody can tell who wrote it."""
    actor = actor_of(request)
    form = SuggestionForm(request.POST or None)
    if request.method == "POST":
        _mine(actor)
    if form.is_valid():
        try:
            actions.suggest(actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("Thank you. We read it."))
            return redirect("me_home")
    return render(request, "care/me/suggest.html", {"form": form})


@guarded(ME, methods=("GET", "POST"))
def rights(request: HttpRequest) -> HttpResponse:
    """Ask that one's data be used no more, or be gone; a coordinator sees to it within a month."""
    actor = actor_of(request)
    if request.method == "POST":
        mine = _mine(actor)
        asked = request.POST.get("ask", "")
        try:
            mentoring.wish(
                actor, organisation_id=mine.organisation_id, kind=WishKind.CORRECTION,
                about=asked, text=_asked(mine, asked),
            )  # fmt: skip
        except Refused as refused:
            toast(request, str(refused), kind="bad")
        else:
            toast(request, _("We got it. We answer within a month."))
        return redirect("me_data")
    return render(request, "care/me/rights.html")


def _asked(mine: Participant, asked: str) -> str:
    """In the words of the organisation, whose coordinators read it; "" if it is none of the two."""
    organisation = Organisation.objects.get(pk=mine.organisation_id)
    with translation.override(organisation.language):
        wanted = {
            ERASE: _("Asks that all their data be erased."),
            RESTRICT: _("Asks that their data be used no more."),
        }
        return wanted.get(asked, "")


@guarded(ME)
def talks(request: HttpRequest) -> HttpResponse:
    """What was written down about talks with me."""
    contacts = contacts_with_me(actor_of(request))[:100]
    return render(request, "care/me/talks.html", {"contacts": contacts})
