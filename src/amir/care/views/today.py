"""Who needs me today, and what can be done about it with one tap."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.participants.models import Participant
from amir.participants.queries import participants_visible_to

from .. import actions
from ..forms import DismissForm
from ..models import Dismissal
from ..queries import (
    caseloads,
    dismissal_or_404,
    dismissals_visible_to,
    one_or_404,
    settings_by_programme,
)
from ..rules import LOG, VIEW
from ..tables import DISMISSALS, TODAY, dismissal_rows
from ..today import Row, counted, ringing, with_names
from .acting import Rung, actor_of, rung

LATELY = timedelta(days=30)


@guarded(VIEW)
def today(request: HttpRequest) -> HttpResponse:
    """Every alarm that rings, the most urgent first, a page at a time."""
    actor = actor_of(request)
    rings = ringing(actor)
    is_file = "export" in request.GET
    rows = with_names(actor, rings) if is_file else [Row(each, ()) for each in rings]
    shown = TODAY.show(request, rows)
    if shown.download:
        return shown.download
    start = (shown.pages.number - 1) * shown.pages.size
    page = shown.matching[start : start + shown.pages.size]
    lately = clock.now() - LATELY
    context = {
        "table": shown,
        "rows": with_names(actor, [row.ringing for row in page]),
        "counted": counted(rings),
        "caseloads": [c for c in caseloads(actor, settings_by_programme()[None]) if c.level],
        "dismissed": dismissals_visible_to(actor).filter(created_at__gte=lately).count(),
    }
    return render(request, "care/today.html", context)


@guarded(LOG, load=rung, methods=("GET", "POST"))
def dismiss(request: HttpRequest, found: Rung) -> HttpResponse:
    """Why nothing needs to be done; then the alarm is off the page for some weeks."""
    actor = actor_of(request)
    form = DismissForm(request.POST or None)
    if form.is_valid():
        try:
            actions.dismiss_alarm(actor, ringing=found.ringing, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("Dismissed. It shows again after some weeks."))
            return redirect("today")
    [row] = with_names(actor, [found.ringing])
    return render(request, "care/dismiss.html", {"form": form, "row": row})


@guarded(LOG, load=rung, methods=("POST",))
def remind(request: HttpRequest, found: Rung) -> HttpResponse:
    """A message to whom the alarm is about, that there is something to look at."""
    try:
        reminder = actions.remind(actor_of(request), ringing=found.ringing)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        if reminder.sent:
            toast(request, _("Reminded."))
        else:
            toast(request, _("There is no way to send a message. Please call."), kind="warn")
    return redirect("today")


def _participant(actor: object, *, participant_id: object) -> Participant:
    rows = participants_visible_to(actor)  # type: ignore[arg-type]
    return one_or_404(rows, participant_id)  # type: ignore[arg-type]


@guarded(LOG, load=_participant, methods=("POST",))
def whatsapp(request: HttpRequest, participant: Participant) -> HttpResponse:
    """A link with which the coordinator sends the reminder from their own phone."""
    try:
        link = actions.hand_over_reminder(actor_of(request), participant=participant)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
        return redirect("participant_detail", participant.pk)
    shown = {"link": link, "participant": participant}
    response = render(request, "care/whatsapp.html", shown)
    response["Cache-Control"] = "no-store"
    return response


@guarded(VIEW)
def dismissals(request: HttpRequest) -> HttpResponse:
    """What was dismissed, by whom and why."""
    actor = actor_of(request)
    rows = dismissal_rows(actor, dismissals_visible_to(actor))
    shown = DISMISSALS.show(request, rows)
    if shown.download:
        return shown.download
    hidden = [row for row in rows if row.dismissal.until > clock.today()][:25]
    return render(request, "care/dismissals.html", {"table": shown, "hidden": hidden})


@guarded(LOG, load=dismissal_or_404, methods=("POST",))
def take_back(request: HttpRequest, dismissal: Dismissal) -> HttpResponse:
    """The alarm rings again."""
    actions.take_back_dismissal(actor_of(request), dismissal=dismissal)
    toast(request, _("Taken back. The alarm shows again."))
    return redirect("dismissals")
