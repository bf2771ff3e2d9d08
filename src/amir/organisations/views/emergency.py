"""Emergencies: opening, ending, reviewing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amir.core import clock
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.core.limits import allow
from amir.core.permissions import may
from amir.kit.sending import sent
from amir.kit.tables import Column, Table
from amir.kit.toast import toast
from amir.people.queries import callings_of, contacts_of, people_visible_to

from ..actions import close_emergency, open_emergency, review_emergency
from ..actions.emergency import LONGEST
from ..forms import EmergencyForm, ReviewForm
from ..models import Emergency
from ..queries import (
    accounts_reached_at,
    emergencies_visible_to,
    emergency_or_404,
    names_of_colleagues,
)
from ..rules import BREAK_GLASS, REVIEW_EMERGENCY, SEE_EMERGENCY
from .organisation import actor_of

MOST_TRIES = 20  # a day: enough for any real night, too few to try out telephone numbers


def state_of(emergency: Emergency) -> str:
    """Where it stands, in a word."""
    if emergency.reviewed_at is not None:
        return _("reviewed")
    if emergency.review_by < clock.now():
        return _("review is late")
    if emergency.closed_at is None and emergency.until > clock.now():
        return _("open now")
    return _("to be reviewed")


def tone_of(emergency: Emergency) -> str:
    """The tone of that word."""
    if emergency.reviewed_at is not None:
        return "neutral"
    return "bad" if emergency.review_by < clock.now() else "warn"


def table_of(names: dict[UUID, str]) -> Table:
    """Emergencies as rows; never the name of the person looked at."""
    return Table(
        key="emergencies",
        title=gettext_lazy("Emergencies"),
        order="-created_at",
        columns=[
            Column("created_at", gettext_lazy("Opened"), sort="created_at", kind="date",
                   link=lambda each: reverse("emergency", args=[each.pk])),
            Column("who", gettext_lazy("By"), lambda each: names.get(each.account_id, ""),
                   kind="person"),
            Column("told", gettext_lazy("Told"), lambda each: names.get(each.told_id, ""),
                   kind="person"),
            Column("state", gettext_lazy("State"), state_of, kind="tag", tone=tone_of),
            Column("review_by", gettext_lazy("Review by"), sort="review_by", kind="date"),
        ],
        empty=gettext_lazy("Nobody has looked past the locks."),
    )  # fmt: skip


@guarded(REVIEW_EMERGENCY)
def emergencies(request: HttpRequest) -> HttpResponse:
    """All of them, newest first."""
    actor = actor_of(request)
    shown = table_of(names_of_colleagues(actor)).show(request, emergencies_visible_to(actor))
    context = {"table": shown, "may_open": may(actor, BREAK_GLASS)}
    return shown.download or render(request, "organisations/emergencies.html", context)


@guarded(BREAK_GLASS, methods=("GET", "POST"))
def emergency_open(request: HttpRequest) -> HttpResponse:
    """Open one person's name and contact. `?person=` names the person, from a page about them."""
    actor = actor_of(request)
    organisation_id = actor.organisations_where(BREAK_GLASS)[0]
    person_id = _person_named(request)
    form = EmergencyForm(request.POST or None, is_person_known=person_id is not None)
    opened: list[Emergency] = []

    def act(reason: str, phone: str = "", email: str = "") -> None:
        subject_id = person_id or _person_reached(str(actor.account_id), phone or email.lower())
        opened.append(
            open_emergency(
                actor, organisation_id=organisation_id, subject_id=subject_id, reason=reason
            )
        )

    if sent(request, form, act):
        toast(request, _("Open until its time is over. Your colleague has been told."))
        if opened:
            return redirect("emergency", emergency_id=opened[0].pk)
        return redirect("emergencies")
    context = {"form": form, "hours": int(LONGEST.total_seconds() // 3600)}
    return render(request, "organisations/emergency_open.html", context)


def _person_named(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("person", ""))
    except ValueError:
        return None


def _person_reached(account: str, contact: str) -> UUID:
    """Whose phone or e-mail it is. Refused: nobody's, several people's, or too many tries."""
    if not allow("emergency", account, most=MOST_TRIES, within=timedelta(days=1)):
        raise Refused(_("You have tried often today. Ask your colleague for help."))
    found = accounts_reached_at(contact)
    if len(found) > 1:
        raise Refused(_("Several people share this phone. Open it from the concern instead."))
    if not found:
        raise Refused(_("Nobody here has this phone or address."))
    return found[0]


@guarded(SEE_EMERGENCY, load=emergency_or_404)
def emergency(request: HttpRequest, emergency: Emergency) -> HttpResponse:
    """Reason, times, verdict; and, while it is open, the person's name and contact."""
    return render(request, "organisations/emergency.html", _page(request, emergency))


@guarded("signed_in", load=emergency_or_404, methods=("POST",))
def emergency_close(request: HttpRequest, emergency: Emergency) -> HttpResponse:
    """End it early."""
    if emergency.account_id != actor_of(request).account_id:
        raise PermissionDenied
    close_emergency(actor_of(request), emergency=emergency)
    toast(request, _("It is closed."))
    return redirect("emergency", emergency_id=emergency.pk)


@guarded(REVIEW_EMERGENCY, load=emergency_or_404, methods=("POST",))
def emergency_review(request: HttpRequest, emergency: Emergency) -> HttpResponse:
    """Say whether it was right."""
    actor = actor_of(request)
    if emergency.account_id == actor.account_id:
        raise PermissionDenied
    form = ReviewForm(request.POST)

    def act(**told: Any) -> None:
        review_emergency(actor, emergency=emergency, **told)

    if sent(request, form, act):
        toast(request, _("The review is recorded."))
        return redirect("emergency", emergency_id=emergency.pk)
    return render(request, "organisations/emergency.html", _page(request, emergency, form))


def _page(
    request: HttpRequest, emergency: Emergency, form: ReviewForm | None = None
) -> dict[str, Any]:
    actor = actor_of(request)
    names = names_of_colleagues(actor)
    mine = emergency.account_id == actor.account_id
    is_open = emergency.closed_at is None and emergency.until > clock.now()
    may_review = (
        not mine and emergency.reviewed_at is None and may(actor, REVIEW_EMERGENCY, emergency)
    )
    shown: dict[str, Any] = {
        "emergency": emergency,
        "reason": emergency.reason.open(),
        "remark": emergency.remark.open() if emergency.remark else "",
        "opened_by": names.get(emergency.account_id, ""),
        "told": names.get(emergency.told_id, ""),
        "reviewed_by": names.get(emergency.reviewed_by or UUID(int=0), ""),
        "state": state_of(emergency),
        "tone": tone_of(emergency),
        "may_close": mine and is_open,
        "form": (form or ReviewForm()) if may_review else None,
    }
    if mine and is_open:
        person_id = emergency.subject_id
        is_here = people_visible_to(actor).filter(pk=person_id).exists()
        shown["calling"] = callings_of(actor, [person_id]).get(person_id) if is_here else None
        shown["contact"] = contacts_of(actor, [person_id]).get(person_id) if is_here else None
    return shown
