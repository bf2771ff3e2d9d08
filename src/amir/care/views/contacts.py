"""Contacts: logging one, and all of them with the rate."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core import clock
from amir.core.errors import Refused
from amir.core.guard import guarded
from amir.kit.toast import toast
from amir.mentoring.models import Match
from amir.mentoring.queries import match_or_404
from amir.messages.queries import deliveries_visible_to
from amir.messages.rules import SEE_DELIVERIES

from .. import actions, rules
from ..enums import Whom
from ..forms import ContactForm
from ..models import Contact
from ..queries import contact_rate, contacts_visible_to, one_or_404
from ..rules import LOG, VIEW
from ..tables import CONTACTS, DELIVERIES, contact_rows, names_of_matches
from .acting import actor_of

PERIOD = timedelta(days=90)


@guarded(LOG, load=match_or_404, methods=("GET", "POST"))
def log(request: HttpRequest, match: Match) -> HttpResponse:
    """Write down that one spoke with somebody of the pair; today and the phone stand there."""
    actor = actor_of(request)
    asked = request.GET.get("whom", "")
    whom = asked if asked in Whom.values else Whom.MENTEE.value
    form = ContactForm(request.POST or None, initial={"whom": whom, "held_on": clock.today()})
    if form.is_valid():
        try:
            contact = actions.log_contact(actor, match=match, **form.told())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return _logged(request, contact)
    names = names_of_matches(actor, [match.pk])
    return render(
        request, "care/contact.html", {"form": form, "match": match, "pair": names[match.pk]}
    )


def _logged(request: HttpRequest, contact: Contact) -> HttpResponse:
    """Back to the morning, or on to a concern if an answer worries."""
    if rules.worries(contact.safety):
        toast(request, _("Written down. An answer worries: report a concern if somebody may be "
                         "in danger."), kind="warn")  # fmt: skip
        return redirect("match_page", contact.match_id)
    toast(
        request, _("Written down.") if contact.is_reached else _("Written down: nobody answered.")
    )
    return redirect("today")


def _contact(actor: object, *, contact_id: object) -> Contact:
    return one_or_404(contacts_visible_to(actor), contact_id)  # type: ignore[arg-type]


@guarded(LOG, load=_contact, methods=("POST",))
def remove(request: HttpRequest, contact: Contact) -> HttpResponse:
    """It was written down by mistake."""
    try:
        actions.remove_contact(actor_of(request), contact=contact)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("Removed."))
    return redirect("care_contacts")


@guarded(VIEW)
def contacts(request: HttpRequest) -> HttpResponse:
    """Every contact, and how many of those that were due were made in time."""
    actor = actor_of(request)
    shown = CONTACTS.show(request, contact_rows(actor, contacts_visible_to(actor)))
    if shown.download:
        return shown.download
    rate = contact_rate(actor, clock.today() - PERIOD, clock.today())
    return render(request, "care/contacts.html", {"table": shown, "rate": rate})


@guarded(SEE_DELIVERIES)
def deliveries(request: HttpRequest) -> HttpResponse:
    """Messages of the organisation: that they were sent, when, how and at what price."""
    shown = DELIVERIES.show(request, deliveries_visible_to(actor_of(request)))
    return shown.download or render(request, "care/deliveries.html", {"table": shown})
