"""The second lock, and the middleware that says who acts."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from amir.core.actor import VISITOR, Actor, Seat, platform
from amir.core.guard import guard_of, guarded
from amir.core.permissions import Reach, may, permission

BOLOGNA, ATHENS = uuid4(), uuid4()
READ = permission("tests.read", Reach.ORGANISATION)
OWN = permission("tests.own", Reach.OWN, check=lambda actor, thing: thing == actor.account_id)


def seated(*permissions: str, organisation_id: UUID = BOLOGNA) -> Actor:
    seat = Seat(organisation_id, "coordinator", frozenset(permissions))
    return Actor(account_id=uuid4(), seats=(seat,))


def asked(actor: Actor, method: str = "GET") -> HttpRequest:
    request = RequestFactory().generic(method, "/things/")
    request.actor = actor  # type: ignore[attr-defined]
    return request


def load(actor: Actor, thing_id: str) -> Any:
    if thing_id == "hidden":
        raise Http404
    return SimpleNamespace(organisation_id=BOLOGNA if thing_id == "here" else ATHENS)


@guarded(READ, load=load, methods=("GET", "POST"))
def show(request: HttpRequest, thing: Any) -> HttpResponse:
    return HttpResponse("shown")


@guarded("public")
def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("home")


def test_guard_shows_what_a_seat_permits() -> None:
    assert show(asked(seated("tests.read")), thing_id="here").status_code == 200


def test_guard_sends_a_visitor_to_the_sign_in_page() -> None:
    answer = show(asked(VISITOR), thing_id="here")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/things/")


def test_guard_refuses_what_is_visible_but_not_allowed() -> None:
    with pytest.raises(PermissionDenied):
        show(asked(seated("tests.read")), thing_id="there")
    with pytest.raises(PermissionDenied):
        show(asked(seated("tests.other")), thing_id="here")


def test_guard_hides_what_is_invisible() -> None:
    with pytest.raises(Http404):
        show(asked(seated("tests.read")), thing_id="hidden")


def test_guard_refuses_other_methods_before_anything_is_read() -> None:
    assert show(asked(seated("tests.read"), "DELETE"), thing_id="hidden").status_code == 405


def test_guard_of_a_public_page_lets_everybody_in() -> None:
    assert home(asked(VISITOR)).status_code == 200
    guard = guard_of(home)
    assert guard is not None
    assert (guard.permission, guard.methods) == ("public", ("GET", "HEAD"))


def test_permission_of_oneself_asks_its_check() -> None:
    amina = Actor(account_id=uuid4())
    assert may(amina, OWN, amina.account_id)
    assert not may(amina, OWN, uuid4())


def test_permission_means_one_thing_only() -> None:
    with pytest.raises(ValueError, match="twice"):
        permission("tests.read", Reach.PUBLIC)


def test_platform_holds_only_what_its_purpose_grants() -> None:
    setup = platform("setup", ["tests.read"])
    assert may(setup, READ)
    assert not may(platform("sealing"), READ)
    assert not may(VISITOR, READ)
