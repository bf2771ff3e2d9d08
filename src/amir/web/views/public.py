"""The public face: what the programmes are, who runs them, how to take part."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from amir.core.compressing import compressed
from amir.core.guard import ActorRequest, guarded
from amir.core.models import Work
from amir.programmes.models import Partner, Programme
from amir.programmes.queries import (
    events_visible_to,
    partners_of,
    public_programme_or_404,
    public_programmes,
    themes_of,
)
from amir.programmes.wording import Said, alphabetical, country_name, said

MOST_PROGRAMMES = 12


@dataclass(frozen=True)
class Country:
    """A country with its partners, both in the order of the reader's alphabet."""

    name: str
    partners: list[Partner]


@guarded("public")
def start(request: HttpRequest) -> HttpResponse:
    """`/`: on to the home page in the language of the device."""
    response = HttpResponseRedirect(reverse("home"))
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


@guarded("public")
@compressed
def home(request: HttpRequest) -> HttpResponse:
    """The first page: the programme of this place, or a choice of several."""
    programmes = list(public_programmes()[:MOST_PROGRAMMES])
    if not programmes:
        return _nothing_yet(request)
    shown = {**_programme_parts(request, programmes[0]), "others": programmes[1:]}
    return render(request, "web/home.html", shown)


@guarded("public", load=public_programme_or_404)
@compressed
def programme_page(request: HttpRequest, programme: Programme) -> HttpResponse:
    """One programme for everybody."""
    return render(request, "web/programme.html", _programme_parts(request, programme))


def _programme_parts(request: HttpRequest, programme: Programme) -> dict[str, object]:
    """What a page says of a programme."""
    request.programme = programme  # type: ignore[attr-defined]  # for the funder's statement
    actor = cast(ActorRequest, request).actor
    partners = list(partners_of(programme))
    countries = by_country(partners)
    return {
        "programme": programme,
        "themes": themes_of(programme.pk),
        "levers": levers(programme),
        "countries": countries,
        "partner_count": len(partners),
        "events": list(events_visible_to(actor, programme)) if programme.shows_calendar else [],
        "look_around_url": _look_around(),
    }


def levers(programme: Programme) -> list[Said]:
    """What the programme works with, in the reader's language."""
    return [said(lever) for lever in programme.levers]


def by_country(partners: Iterable[Partner]) -> list[Country]:
    """Partners under their countries, sorted as the reader's alphabet goes."""
    ordered = sorted(partners, key=lambda partner: partner.country)
    found = [
        Country(
            country_name(code, get_language() or ""),
            sorted(group, key=lambda partner: alphabetical(partner.name)),
        )
        for code, group in groupby(ordered, key=lambda partner: partner.country)
    ]
    return sorted(found, key=lambda country: alphabetical(country.name))


def _look_around() -> str:
    """Where a demo lets one look around as somebody; empty elsewhere."""
    if not settings.AMIR_DEMO:
        return ""
    try:
        return reverse("demo_people")
    except NoReverseMatch:
        return ""


def _nothing_yet(request: HttpRequest) -> HttpResponse:
    """Before there is a programme: in a demo, how far its loading is."""
    shown: dict[str, object] = {}
    if settings.AMIR_DEMO:
        running = Work.objects.filter(account_id=None).order_by("-created_at")
        shown["work"] = running.exclude(state=Work.DONE).first()
    response = render(request, "web/nothing_yet.html", shown)
    if settings.AMIR_DEMO:
        response["Refresh"] = "2"
    return response
