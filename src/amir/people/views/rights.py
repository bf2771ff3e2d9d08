"""What a coordinator does when somebody asks that their data be used no more, or be gone."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.core.guard import ActorRequest, guarded
from amir.kit.toast import toast
from amir.people import actions
from amir.people.forms import EraseForm
from amir.people.models import Person
from amir.people.queries import callings_of
from amir.people.rules import ERASE, RESTRICT

from .staff import person_or_404


def _actor(request: HttpRequest) -> Actor:
    return cast(ActorRequest, request).actor


@guarded(RESTRICT, load=person_or_404)
def person_data(request: HttpRequest, person: Person) -> HttpResponse:
    """What can be done with somebody's data, and what each act means."""
    shown = {"person": person, "calling": callings_of(_actor(request), [person.pk])[person.pk]}
    return render(request, "people/rights.html", shown)


@guarded(RESTRICT, load=person_or_404, methods=("POST",))
def person_restrict(request: HttpRequest, person: Person) -> HttpResponse:
    """The data are kept, and used for nothing until this is lifted."""
    try:
        actions.restrict_person(_actor(request), person=person)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("Restricted. Nobody matches or asks this person."))
    return redirect("person_data", person_id=person.pk)


@guarded(RESTRICT, load=person_or_404, methods=("POST",))
def person_unrestrict(request: HttpRequest, person: Person) -> HttpResponse:
    """The data may be used again."""
    try:
        actions.lift_restriction(_actor(request), person=person)
    except Refused as refused:
        toast(request, str(refused), kind="bad")
    else:
        toast(request, _("Lifted. This person can be matched and asked again."))
    return redirect("person_data", person_id=person.pk)


@guarded(ERASE, load=person_or_404, methods=("GET", "POST"))
def person_erase(request: HttpRequest, person: Person) -> HttpResponse:
    """Everything of a person goes; asked twice, because nothing brings it back."""
    actor = _actor(request)
    form = EraseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.erase_person(actor, person=person)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            toast(request, _("Erased. Dates and numbers stay, without a name."))
            return redirect("person_data", person_id=person.pk)
    calling = callings_of(actor, [person.pk])[person.pk]
    shown = {"person": person, "form": form, "calling": calling}
    return render(request, "people/erase.html", shown)
