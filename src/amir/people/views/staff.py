"""What a coordinator does for a person's way in: a card, a new contact."""

from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.kit.toast import toast
from amir.people import actions
from amir.people.enums import ContactKind
from amir.people.forms import NewContactForm
from amir.people.models import ContactChange, Person
from amir.people.queries import callings_of, contact_changes_visible_to, people_visible_to
from amir.people.rules import CHANGE_CONTACT, ISSUE_CARD

from .factors import qr


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


def person_or_404(actor: Actor, *, person_id: UUID) -> Person:
    """A person that the actor may see."""
    found = people_visible_to(actor).filter(pk=person_id).first()
    if found is None:
        raise Http404
    return found


def change_or_404(actor: Actor, *, change_id: UUID) -> ContactChange:
    """An open change of a contact that the actor may see."""
    found = contact_changes_visible_to(actor).filter(pk=change_id).first()
    if found is None:
        raise Http404
    return found


@guarded(ISSUE_CARD, load=person_or_404, methods=("GET", "POST"))
def person_card(request: HttpRequest, person: Person) -> HttpResponse:
    """First a question, then the card: shown this once, to be printed and handed over."""
    actor = _actor(request)
    callings = callings_of(actor, [person.id])
    shown: dict[str, object] = {"calling": callings[person.id]}
    if request.method != "POST":
        return render(request, "people/card_ask.html", shown)
    try:
        issued = actions.issue_card(actor, person=person)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
        return redirect("person_card", person_id=person.id)
    address = request.build_absolute_uri(reverse("card_sign_in", args=[issued.token]))
    shown |= {"address": address, "pin": issued.pin, "qr": qr(address)}
    # The card speaks to whoever gets it, not to whoever prints it.
    own = callings[person.id].language
    shown["language"] = own if own in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    response = render(request, "people/card.html", shown)
    response["Cache-Control"] = "no-store"
    return response


@guarded(ISSUE_CARD, load=person_or_404, methods=("POST",))
def person_cards_end(request: HttpRequest, person: Person) -> HttpResponse:
    """The card was lost: it no longer works."""
    actions.revoke_cards(_actor(request), person=person)
    toast(request, _("The card no longer works."))
    return redirect("person_card", person_id=person.id)


@guarded(ISSUE_CARD, load=person_or_404, methods=("POST",))
def person_pin_forget(request: HttpRequest, person: Person) -> HttpResponse:
    """The PIN was forgotten: the person chooses a new one."""
    actions.forget_pin(_actor(request), person=person)
    toast(request, _("A new PIN is chosen at the next sign-in."))
    return redirect("person_card", person_id=person.id)


@guarded(CHANGE_CONTACT, load=person_or_404, methods=("GET", "POST"))
def person_contact(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask for a new phone or e-mail; a colleague confirms."""
    actor = _actor(request)
    form = NewContactForm(request.POST or None)
    if form.is_valid():
        try:
            actions.change_contact(
                actor,
                person=person,
                kind=ContactKind(form.cleaned_data["kind"]),
                contact=form.cleaned_data["contact"],
            )
        except Refused as refused:
            form.add_error(refused.field, str(refused))
        else:
            toast(request, _("Asked. A colleague must confirm it."))
            return redirect("contact_changes")
    shown = {"form": form, "calling": callings_of(actor, [person.id])[person.id]}
    return render(request, "people/contact.html", shown)


@guarded(CHANGE_CONTACT)
def contact_changes(request: HttpRequest) -> HttpResponse:
    """Open changes of contacts in one's organisations."""
    actor = _actor(request)
    changes = list(
        contact_changes_visible_to(actor).exclude(person_id=cast(UUID, actor.account_id))
    )
    callings = callings_of(actor, [change.person_id for change in changes])
    rows = [
        (change, callings[change.person_id], change.asked_by == actor.account_id)
        for change in changes
    ]
    return render(request, "people/contact_changes.html", {"rows": rows})


@guarded(CHANGE_CONTACT, load=change_or_404, methods=("POST",))
def contact_change_confirm(request: HttpRequest, change: ContactChange) -> HttpResponse:
    """The second person agrees."""
    try:
        actions.confirm_contact_change(_actor(request), change=change)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("Confirmed. It is used from tomorrow on."))
    return redirect("contact_changes")


@guarded(CHANGE_CONTACT, load=change_or_404, methods=("POST",))
def contact_change_drop(request: HttpRequest, change: ContactChange) -> HttpResponse:
    """Taken back."""
    actions.drop_contact_change(_actor(request), change=change)
    toast(request, _("The change is dropped."))
    return redirect("contact_changes")
