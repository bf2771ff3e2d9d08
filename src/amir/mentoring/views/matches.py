"""The desk's pages about matches, and what people ask of their organisation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.permissions import may
from amir.kit.toast import toast

from .. import actions
from ..enums import HELPED_NO_MORE, MatchState
from ..forms import EndForm
from ..lifecycle import steps_from
from ..models import Match, MatchChange, MatchHelper, Wish
from ..pair_file import pair_file
from ..queries import bookings_visible_to, match_or_404, matches_visible_to, wish_or_404
from ..rules import ARRANGE, END_MATCH, STEP_MATCH, VIEW_MATCHES
from ..tables import MATCHES, match_rows
from ..tables.matches import STATE_TONES
from .acting import actor_of


@guarded(VIEW_MATCHES)
def matches(request: HttpRequest) -> HttpResponse:
    """Every match of the organisation."""
    actor = actor_of(request)
    shown = MATCHES.show(request, match_rows(actor, matches_visible_to(actor)))
    return shown.download or render(request, "mentoring/matches.html", {"table": shown})


@guarded(VIEW_MATCHES, load=match_or_404, methods=("GET", "POST"))
def match(request: HttpRequest, match: Match) -> HttpResponse:
    """One match: since when, and how to end it."""
    actor = actor_of(request)
    may_end = match.is_live and may(actor, END_MATCH, match)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_match(actor, match=match, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("The match is over. Neither sees the other's details any more."))
            return redirect("match_page", match_id=match.id)
    [row] = match_rows(actor, [match])
    context = {
        "match": match,
        "row": row,
        "form": form,
        "may_end": may_end,
        "state_label": MatchState(match.state).label,
        "file": pair_file(match),
        "steps": steps_from(match.state) if may(actor, STEP_MATCH, match) else [],
        "changes": MatchChange.objects.filter(match=match),
        "helper": _helper(match),
        "bookings": bookings_visible_to(actor).filter(
            match=match, cancelled_at=None, starts_at__gt=clock.now()
        ),
        "may_arrange": match.is_live and may(actor, ARRANGE, match),
        "state_tone": STATE_TONES[MatchState(match.state)],
    }
    return render(request, "mentoring/match.html", context)


def _helper(match: Match) -> MatchHelper | None:
    """The second mentor, or whoever is asked to be."""
    return MatchHelper.objects.filter(match=match).exclude(state__in=HELPED_NO_MORE).first()


@guarded(VIEW_MATCHES, load=wish_or_404, methods=("POST",))
def settle(request: HttpRequest, wish: Wish) -> HttpResponse:
    """Somebody was called, or something was corrected."""
    try:
        actions.settle_wish(actor_of(request), wish=wish)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("Done. It is off the list."))
    return redirect("/desk/")
