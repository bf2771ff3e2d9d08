"""The form for a meeting, as it stands on the page of whoever tells it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from amir.core.access.acting import acting_as
from amir.core.errors import Refused
from amir.people.symbols import SYMBOLS

from ..actions import Receipt, log_meeting
from ..enums import GoalState, Source
from ..forms import LogForm
from ..models import Meeting, OtherVersion, Step
from ..queries import Teller, is_goal_due, symbol_of, themes_for
from ..sealing import Ticket, pair_mark, public_key, ticket_text
from ..shipped import step_title


def form_for(request: HttpRequest, teller: Teller) -> LogForm:
    """The form, as it was sent or with what they usually answer."""
    return LogForm(
        request.POST or None,
        themes=themes_for(teller.match),
        steps=open_steps(teller),
        usual=usual_minutes(teller),
    )


def open_steps(teller: Teller) -> list[tuple[str, str]]:
    """Steps that are not done. Behind a link only shipped ones: own words are for who signs in."""
    rows = Step.objects.filter(match=teller.match, done_on=None, goal__state=GoalState.OPEN)
    if teller.link is not None:
        rows = rows.exclude(template="")
    return [(str(step.pk), step_title(step)) for step in rows.order_by("created_at", "order", "id")]


def usual_minutes(teller: Teller) -> int | None:
    """How long their last meeting was."""
    mine = Meeting.objects.filter(match=teller.match, minutes__isnull=False)
    return mine.values_list("minutes", flat=True).first()


def log(form: LogForm, teller: Teller, source: Source) -> Receipt | None:
    """Write it down; None if the form says what is missing, or it was refused."""
    if not form.is_valid():
        return None
    try:
        with acting_as(teller.actor) as person:
            return log_meeting(
                person, match=teller.match, told=form.told(),
                client_id=form.cleaned_data["client_id"], source=source,
            )  # fmt: skip
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None


def kept_on_phone(teller: Teller) -> dict[str, Any]:
    """What the script needs to keep a meeting sealed on the phone: nothing of anybody."""
    link_id = teller.link.pk if teller.link else None
    symbol = teller.link.symbol if teller.link else symbol_of(teller.match, teller.person_id)
    return {
        "key": public_key(),
        "ticket": ticket_text(Ticket(teller.match.pk, teller.person_id, link_id)),
        "pair": pair_mark(teller.match.pk, teller.person_id),
        "symbol": symbol,
        "symbol_name": SYMBOLS.get(symbol, symbol),
        "shell": reverse("meeting_offline", kwargs={"language": get_language() or "en"}),
        "scope": "/m/" if teller.link else "/me/",
    }


def saved_meeting(request: HttpRequest, teller: Teller) -> dict[str, Any] | None:
    """What was just written down, and what comes next; None if the address names nothing."""
    try:
        client_id = UUID(request.GET.get("saved", ""))
    except ValueError:
        return None
    with acting_as(teller.actor):
        mine = Meeting.objects.filter(match=teller.match, logged_by=teller.person_id)
        meeting = mine.filter(client_id=client_id).first()
        others = OtherVersion.objects.filter(match=teller.match, client_id=client_id)
        if meeting is None:
            return None
        return {
            "meeting": meeting,
            "told_differently": others.filter(settled_at=None).exists(),
            "needs_goal": is_goal_due(teller.match),
            "concern_url": reverse(
                "concern_report_to", kwargs={"organisation_id": meeting.organisation_id}
            ),
        }
