"""Follow-ups: the coordinator's list and call, and one's own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.mentoring.queries import names_of_people
from amir.people.queries import contacts_of

from .. import actions
from ..enums import Question, Said
from ..forms import FollowUpForm
from ..models import FollowUp
from ..queries import (
    follow_up_or_404,
    follow_ups_due,
    follow_ups_visible_to,
    my_follow_up_or_404,
)
from ..rules import FOLLOW, MINE
from ..tables import FOLLOW_UPS, follow_up_rows
from .acting import actor_of


@guarded(FOLLOW)
def follow_ups(request: HttpRequest) -> HttpResponse:
    """Whom to ask, and when."""
    actor = actor_of(request)
    shown = FOLLOW_UPS.show(request, follow_up_rows(actor, follow_ups_visible_to(actor)))
    return shown.download or render(request, "closures/follow_ups.html", {"table": shown})


@guarded(FOLLOW, load=follow_up_or_404, methods=("GET", "POST"))
def follow_up_page(request: HttpRequest, follow_up: FollowUp) -> HttpResponse:
    """Call, ask, and write down."""
    actor = actor_of(request)
    form = FollowUpForm(request.POST or None, follow_up=follow_up)

    def act(was_reached: bool, **answers: Any) -> None:
        actions.record_follow_up(
            actor, follow_up=follow_up, was_reached=was_reached, answers=answers
        )

    if sent(request, form, act):
        toast(request, _("It is written down."))
        return redirect("follow_ups")
    person = follow_up.person_id
    told = {
        "follow_up": follow_up,
        "form": form,
        "name": names_of_people(actor, [person]).get(person, ""),
        "contact": contacts_of(actor, [person]).get(person),
    }
    return render(request, "closures/follow_up.html", told)


@guarded(MINE, load=my_follow_up_or_404, methods=("GET", "POST"))
def me_follow_up(request: HttpRequest, follow_up: FollowUp) -> HttpResponse:
    """One question a page; each can be left out."""
    actor = actor_of(request)
    error = ""
    if request.method == "POST":
        try:
            actions.answer_follow_up(
                actor, follow_up=follow_up, question=request.POST.get("question", ""),
                said=request.POST.get("said", ""),
            )  # fmt: skip
        except Refused as refusal:
            error = str(refusal)
        else:
            return redirect("me_follow_up", follow_up_id=follow_up.pk)
    is_open = follow_ups_due(FollowUp.objects.filter(pk=follow_up.pk)).exists()
    asked = next((q for q in Question if q.value not in follow_up.answers), None)
    told = {
        "follow_up": follow_up,
        "error": error,
        "question": asked if is_open else None,
        "choices": Said.choices,
        "number": len(follow_up.answers) + 1,
        "total": len(Question),
    }
    return render(request, "closures/me/follow_up.html", told)
