"""Looking around in the demo as anybody. In every other installation these pages do not exist."""

from ipaddress import ip_address
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from amir.core.guard import guarded
from amir.people import doorway
from amir.people.models import Account


def is_demo() -> bool:
    """Demo mode, and nobody outside of this machine can reach it."""
    return bool(settings.AMIR_DEMO) and _is_loopback(settings.AMIR_BIND)


def _is_loopback(bind: str) -> bool:
    try:
        return ip_address(bind).is_loopback
    except ValueError:
        return bind == "localhost"


@guarded("public")
def demo_people(request: HttpRequest) -> HttpResponse:
    """Who one can look around as; the groups come through the slot `demo_people`."""
    if not is_demo():
        raise Http404
    return render(request, "people/demo.html")


@guarded("public", methods=("GET", "POST"))
def demo_as(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Sign in as somebody of the demo world."""
    account = Account.objects.filter(pk=person_id, is_active=True).first() if is_demo() else None
    if account is None:
        raise Http404
    doorway.remember_way(request)
    doorway.open_door(request, account, way=doorway.DEMO)
    return doorway.go_on(request)
