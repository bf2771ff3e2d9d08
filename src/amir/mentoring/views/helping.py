"""Second mentors: asking one of ours or of another organisation, lending one, answering."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.permissions import may
from amir.kit.sending import sent
from amir.kit.toast import toast
from amir.organisations.models import Organisation
from amir.organisations.queries import staff_who_may
from amir.participants.enums import Side
from amir.participants.lifecycle import State
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to

from .. import actions, terms
from ..actions.helping import Lending
from ..enums import HELPED_NO_MORE, HelperState
from ..forms import HelperForm, LendForm
from ..models import Match, MatchHelper
from ..pair_file import pair_file
from ..queries import (
    helper_or_404,
    helpers_visible_to,
    load_of,
    match_or_404,
    my_helping_or_404,
    names_of_people,
)
from ..rules import ARRANGE, ME_CHANGE
from ..tables import match_rows
from ..wording import language_name, listed, topic_name
from .acting import actor_of, typed

MOST_OFFERED = 40


def lending_or_404(actor: Actor, *, helper_id: UUID) -> Lending:
    """A second mentor whom the actor's own organisation lends, or is asked for."""
    helper = helper_or_404(actor, helper_id=helper_id)
    if not may(actor, ARRANGE, Lending(helper)):
        raise Http404
    return Lending(helper)


def ending_or_404(actor: Actor, *, helper_id: UUID) -> MatchHelper | Lending:
    """The same for either organisation."""
    helper = helper_or_404(actor, helper_id=helper_id)
    return helper if may(actor, ARRANGE, helper) else Lending(helper)


def _free_mentors(actor: Actor, organisation_id: UUID) -> list[tuple[str, str]]:
    """Mentors of an organisation with a free place, by name."""
    rows = participants_visible_to(actor).filter(
        organisation_id=organisation_id,
        side=Side.MENTOR,
        state__in=[State.AVAILABLE, State.MATCHED],
        person__is_restricted=False,
    )
    load = load_of(row.pk for row in rows)
    free = {row.person_id: row.pk for row in rows if load[row.pk] < row.capacity}
    names = names_of_people(actor, free)
    found = sorted((names[person], str(free[person])) for person in free if person in names)
    return [(key, name) for name, key in found[:MOST_OFFERED]]


def _others(match: Match) -> list[tuple[str, str]]:
    """Other organisations with coordinators, by name."""
    others = [key for key in staff_who_may(ARRANGE) if key != match.organisation_id]
    rows = Organisation.objects.filter(pk__in=others).order_by("name")
    return [(f"organisation:{row.pk}", row.name) for row in rows]


def _mentor(actor: Actor, key: str) -> Participant:
    return participants_visible_to(actor).get(pk=UUID(key))


@guarded(ARRANGE, load=match_or_404, methods=("GET", "POST"))
def ask(request: HttpRequest, match: Match) -> HttpResponse:
    """Ask for a second mentor."""
    actor = actor_of(request)
    ours = [
        choice for choice in _free_mentors(actor, match.organisation_id)
        if choice[0] != str(match.mentor_id)
    ]  # fmt: skip
    choices = [*ours, *_others(match)]
    form = HelperForm(choices, typed(request))

    def act(kind: str, who: str) -> None:
        name, _colon, key = who.partition(":")
        if key:
            actions.ask_helper(actor, match=match, kind=kind, organisation_id=UUID(key))
        else:
            actions.ask_helper(actor, match=match, kind=kind, mentor=_mentor(actor, name))

    if sent(request, form, act):
        toast(request, _("They are asked."))
        return redirect("match_page", match_id=match.pk)
    [row] = match_rows(actor, [match])
    context = {"match": match, "row": row, "form": form, "has_choice": bool(choices)}
    return render(request, "mentoring/helper.html", context)


@guarded(ARRANGE)
def helpers(request: HttpRequest) -> HttpResponse:
    """Second mentors that other organisations ask us for, and ours."""
    actor = actor_of(request)
    rows = helpers_visible_to(actor).exclude(state__in=HELPED_NO_MORE)
    names = dict(Organisation.objects.values_list("pk", "name"))
    shown = [
        {
            "helper": row,
            "is_ours": may(actor, ARRANGE, row),
            "may_lend": row.state == HelperState.WANTED and may(actor, ARRANGE, Lending(row)),
            "from": names.get(row.from_organisation_id, ""),
            "asked_by": names.get(row.organisation_id, ""),
            **_told(row),
        }
        for row in rows
    ]
    return render(request, "mentoring/helpers.html", {"rows": shown})


@guarded(ARRANGE, load=lending_or_404, methods=("GET", "POST"))
def lend(request: HttpRequest, lending: Lending) -> HttpResponse:
    """Name one of our mentors."""
    actor, helper = actor_of(request), lending.helper
    choices = _free_mentors(actor, lending.organisation_id)
    form = LendForm(choices, typed(request))

    def act(who: str) -> None:
        actions.lend_helper(actor, helper=helper, mentor=_mentor(actor, who))

    if sent(request, form, act):
        toast(request, _("They are asked."))
        return redirect("helpers")
    context = {"helper": helper, "form": form, "has_choice": bool(choices), **_told(helper)}
    return render(request, "mentoring/lend.html", context)


@guarded(ARRANGE, load=ending_or_404, methods=("POST",))
def end(request: HttpRequest, found: MatchHelper | Lending) -> HttpResponse:
    """No second mentor after all, or not any more."""
    helper = found.helper if isinstance(found, Lending) else found
    try:
        actions.end_helper(actor_of(request), helper=helper)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("It is over. They see nothing of the pair any more."))
    return redirect("helpers")


@guarded(ME_CHANGE, load=my_helping_or_404, methods=("GET", "POST"))
def mine(request: HttpRequest, helper: MatchHelper) -> HttpResponse:
    """Will you help this pair? And then: whom I help, and what they agreed on."""
    actor, error = actor_of(request), ""
    if request.method == "POST":
        accepted = terms.RULES.keys() if request.POST.get("accepted") else ()
        try:
            actions.answer_helper(
                actor, helper=helper, answer=request.POST.get("answer", ""), accepted=accepted
            )
        except Refused as refused:
            error = str(refused)
        else:
            toast(request, _("Thank you. Your answer is here."))
            return redirect("me_home")
    context: dict[str, Any] = {
        "helper": helper,
        "error": error,
        "rules": list(terms.RULES.values()),
        "is_asked": helper.state == HelperState.ASKED,
        **_told(helper),
    }
    if helper.state == HelperState.AGREED:
        names = names_of_people(actor, [helper.mentee_person_id, helper.mentor_person_id])
        context["mentee"] = names.get(helper.mentee_person_id, "")
        context["mentor"] = names.get(helper.mentor_person_id, "")
        context["match"] = Match.objects.get(pk=helper.match_id)
        context["file"] = pair_file(context["match"])
    return render(request, "mentoring/me/helping.html", context)


def _told(helper: MatchHelper) -> dict[str, str]:
    """Languages and themes of the pair in words."""
    shown = helper.shown
    return {
        "languages": listed(map(language_name, shown.get("languages", ()))),
        "topics": listed(map(topic_name, shown.get("topics", ()))),
        "name": shown.get("helper", ""),
    }
