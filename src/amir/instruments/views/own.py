"""Answering: one question a page, each answer one tap, each may be skipped."""

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.core.limits import allow
from amir.kit.views import too_often
from amir.people.devices import address_of
from amir.programmes.wording import Said, said

from .. import actions
from ..actions.answering import Step, is_open, step_of
from ..definition import Item
from ..models import Round
from ..queries import answers_of, my_round_or_404, round_by_token
from ..rules import ANSWER, measuring

TRIES = 240
WINDOW = timedelta(hours=1)
SKIP = "skip"
QUESTION, OVER = "instruments/question.html", "instruments/over.html"


def actor_of(request: HttpRequest) -> Actor:
    """Who acts."""
    return cast(ActorRequest, request).actor


@guarded(ANSWER, load=my_round_or_404, methods=("GET", "POST"))
def me_round(request: HttpRequest, asked: Round) -> HttpResponse:
    """My own round."""
    address = reverse("me_round", kwargs={"round_id": asked.pk})
    if request.method == "POST":
        try:
            actions.answer(
                actor_of(request),
                asked=asked,
                item=request.POST.get("item", ""),
                value=_value(request),
            )
        except Refused as refusal:
            return render(request, *_told(request, asked, is_link=False, error=str(refusal)))
        return redirect(address)
    return render(request, *_told(request, asked, is_link=False))


# The link itself is the secret: a foreign page does not know it, and the page sets no cookie.
@csrf_exempt
@guarded("public", methods=("GET", "POST"))
def round_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for whoever has the link; when all is answered the link stops working."""
    if not allow("instruments.answer", address_of(request), most=TRIES, within=WINDOW):
        return too_often(request)
    # Read as the platform; shown as whoever looks, who may be signed in.
    with acting_as(measuring()):
        page, told, status = _by_link(request, token)
    if page is None:
        return _private(redirect("round_by_link", token=token))
    return _private(render(request, page, told, status=status))


def _by_link(request: HttpRequest, token: str) -> tuple[str | None, dict[str, Any], int]:
    """The page of a link, what it says, and its status; no page: on to the next question."""
    asked = round_by_token(token)
    if asked is None:
        return OVER, {"asked": None}, 404
    error = ""
    if request.method == "POST":
        try:
            step = actions.answer_by_link(
                actor_of(request),
                token=token,
                item=request.POST.get("item", ""),
                value=_value(request),
            )
        except Refused as refusal:
            error = str(refusal)
        else:
            if step.following is not None:
                return None, {}, 302
            return OVER, {"asked": step.asked, "thanks": True}, 200
    page, told = _told(request, asked, is_link=True, error=error)
    return page, told, 200


def _told(
    request: HttpRequest, asked: Round, *, is_link: bool, error: str = ""
) -> tuple[str, dict[str, Any]]:
    """The page of a round, and what it says."""
    shell = "kit/public.html" if is_link else "kit/me.html"
    if not is_open(asked):
        return OVER, {"asked": asked, "thanks": bool(asked.answered_at), "shell": shell}
    step = step_of(asked, item=request.GET.get("item", ""))
    item = step.following or step.definition.items[0]
    return QUESTION, {
        "shell": shell,
        "is_link": is_link,
        "error": error,
        "step": step,
        "item": item,
        "number": step.definition.items.index(item) + 1,
        "total": len(step.definition.items),
        "text": said(item.texts),
        "choices": _choices(item),
        "is_foreign": _is_foreign(step),
        "chosen": answers_of(asked).get(item.key),
        "before": _before(step, item),
        "closes_on": asked.closes_on,
    }


def _choices(item: Item) -> list[tuple[int, str, Said]]:
    return [
        (choice.value, choice.face and f"face_{choice.face}", said(choice.texts))
        for choice in item.choices
    ]


def _is_foreign(step: Step) -> bool:
    """Whether the words are not in the reader's language."""
    language = (get_language() or "en").split("-")[0]
    return language not in step.definition.languages


def _before(step: Step, item: Item) -> str:
    at = step.definition.items.index(item)
    return step.definition.items[at - 1].key if at else ""


def _value(request: HttpRequest) -> int | None:
    """The answer; None for a question that is skipped. Refused if it is no number."""
    given = request.POST.get("value", "")
    if given == SKIP:
        return None
    try:
        return int(given)
    except ValueError as error:
        raise Refused(_("Choose one of the answers.")) from error


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
