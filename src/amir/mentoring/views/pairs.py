"""My match: what is agreed, signing it, sharing one's number, leaving in the trial period; also by
the link of one's side."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.limits import allow
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.kit.views import too_often
from amir.people.devices import address_of
from amir.people.queries import contacts_of

from .. import actions, terms
from ..actions.linking import side_of
from ..forms import SignForm
from ..models import Asking, Match, MatchLink
from ..pair_file import PairFile, pair_file
from ..queries import link_by_token, my_match_or_404, names_of_people
from ..rules import ME, ME_CHANGE, answering
from .acting import actor_of, typed

TRIES = 60
WINDOW = timedelta(hours=1)


def other_of(actor: Actor, match: Match) -> UUID:
    """The person on the other side."""
    mine = match.mentee_person_id == actor.account_id
    return match.mentor_person_id if mine else match.mentee_person_id


def is_mentor_in(actor: Actor, match: Match) -> bool:
    """Whether the actor is the mentor of the two."""
    return match.mentor_person_id == actor.account_id


@guarded(ME, load=my_match_or_404)
def match(request: HttpRequest, match: Match) -> HttpResponse:
    """My match: what is next, and how to reach each other once both want to be reached."""
    actor = actor_of(request)
    other = other_of(actor, match)
    contact = contacts_of(actor, [other]).get(other)
    file = pair_file(match)
    context = {
        "match": match,
        "file": file,
        "about_person": other,
        "name": names_of_people(actor, [other]).get(other, ""),
        "contact": contact,
        "digits": contact.phone.lstrip("+") if contact else "",
        "i_am_mentor": is_mentor_in(actor, match),
        "i_share": actor.account_id in file.sharing,
        "they_share": other in file.sharing,
        "i_signed": file.has_signed(str(side_of(match, actor.account_id))),
    }
    return render(request, "mentoring/me/match.html", context)


@guarded(ME_CHANGE, load=my_match_or_404, methods=("GET", "POST"))
def agreement(request: HttpRequest, match: Match) -> HttpResponse:
    """Read what is agreed, and sign it."""
    actor = actor_of(request)
    form = SignForm(typed(request))

    def sign(accepted: bool) -> None:
        actions.sign_agreement(
            actor, match=match, accepted=terms.RULES.keys() if accepted else (),
            language=translation.get_language() or "en",
        )  # fmt: skip

    if sent(request, form, sign):
        toast(request, _("Thank you. You have signed."))
        return redirect("me_match", match_id=match.pk)
    other = other_of(actor, match)
    context = {
        **_shown(pair_file(match), str(side_of(match, actor.account_id))),
        "form": form,
        "name": names_of_people(actor, [other]).get(other, ""),
    }
    return render(request, "mentoring/me/agreement.html", context)


@guarded(ME_CHANGE, load=my_match_or_404, methods=("POST",))
def number(request: HttpRequest, match: Match) -> HttpResponse:
    """Share my number, or not any more."""
    wanted = request.POST.get("share") == "1"
    acting = actions.share_number if wanted else actions.keep_number
    try:
        acting(actor_of(request), match=match)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("You share your number.") if wanted else _("Your number is hidden."))
    return redirect("me_match", match_id=match.pk)


@guarded(ME_CHANGE, load=my_match_or_404, methods=("GET", "POST"))
def leave(request: HttpRequest, match: Match) -> HttpResponse:
    """Leave in the trial period: one question, no reason."""
    actor, error = actor_of(request), ""
    if request.method == "POST":
        try:
            actions.leave_match(actor, match=match)
        except Refused as refused:
            error = str(refused)
        else:
            toast(request, _("You have left the match. We will call you."))
            return redirect("me_home")
    return render(request, "mentoring/me/leave.html", {"match": match, "error": error})


def _shown(file: PairFile, side: str) -> dict[str, Any]:
    return {"match": file.match, "file": file, "i_signed": file.has_signed(side), "side": side}


# The link itself is the secret: a foreign page does not know it, and the page sets no cookie.
@csrf_exempt
@guarded("public", methods=("GET", "POST"))
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The agreement of one's match without signing in: read, sign, or leave in the trial period."""
    if not allow("mentoring.pair", address_of(request), most=TRIES, within=WINDOW):
        return too_often(request)
    with acting_as(answering()):
        link = link_by_token(token)
    if link is None:
        return _told(request, "unknown", {}, status=404)
    if request.method == "POST" and request.POST.get("act") == "leave":
        return _left(request, link, token)
    form = SignForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_by_link(
                actor_of(request), token=token, accepted=terms.RULES.keys(), language=link.language
            )
        except Refused as refused:
            form.add_error(None, str(refused))
    return _told(request, "open", _of_link(link, form), link=link)


def _left(request: HttpRequest, link: MatchLink, token: str) -> HttpResponse:
    try:
        actions.leave_by_link(actor_of(request), token=token)
    except Refused as refused:
        shown = {**_of_link(link, SignForm()), "error": str(refused)}
        return _told(request, "open", shown, link=link)
    return _told(request, "left", {}, link=link)


def _of_link(link: MatchLink, form: SignForm) -> dict[str, Any]:
    """What the link shows: no more of the other than one was told when one was asked."""
    with acting_as(answering(link.person_id)):
        match = Match.objects.get(pk=link.match_id)
        asking = Asking.objects.filter(proposal=match.proposal_id, side=link.side).first()
        shown = _shown(pair_file(match), link.side)
    return {**shown, "form": form, "name": asking.shown.get("name", "") if asking else ""}


def _told(
    request: HttpRequest,
    state: str,
    shown: dict[str, Any],
    *,
    link: MatchLink | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page in the language of whoever the link is for, unless they chose another one."""
    code = link.language if link else translation.get_language() or "en"
    chosen = request.COOKIES.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        chosen = ""
    with translation.override(chosen or code):
        context = {"state": state, **shown}
        response = render(request, "mentoring/pair.html", context, status=status)
    response["Content-Language"] = chosen or code
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
