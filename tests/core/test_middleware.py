"""One transaction a request: who acts, what is taken back, what stays on the connection."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from amir.core.access.acting import acting_as, acting_now
from amir.core.access.edges import open_edge
from amir.core.actor import VISITOR, Actor, platform
from amir.core.middleware import ActorMiddleware
from amir.people.models import Person

pytestmark = pytest.mark.django_db


def ask(answer: HttpResponse, organisation_id: object = None) -> HttpResponse:
    """A request of a visitor through the middleware; its view writes a person as the platform."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.session = {}  # type: ignore[assignment]

    def view(request: HttpRequest) -> HttpResponse:
        with acting_as(platform("setup")):
            Person.objects.create(organisation_id=organisation_id or uuid4())
        return answer

    response = ActorMiddleware(view)(request)
    assert isinstance(response, HttpResponse)
    return response


def people_of(organisation_id: object) -> int:
    elena = Actor(account_id=uuid4())
    with acting_as(platform("setup")):
        open_edge(actor=elena.account_id, kind="membership", field_set="people",  # type: ignore[arg-type]
                  organisation=organisation_id)  # type: ignore[arg-type]  # fmt: skip
    with acting_as(elena):
        return Person.objects.count()


def test_answer_keeps_what_the_view_wrote() -> None:
    bologna = uuid4()
    assert ask(HttpResponse("done"), bologna).status_code == 200
    assert people_of(bologna) == 1


def test_answer_of_500_takes_everything_back() -> None:
    bologna = uuid4()
    assert ask(HttpResponse(status=500), bologna).status_code == 500
    assert people_of(bologna) == 0


def test_nobody_is_left_on_the_connection() -> None:
    ask(HttpResponse("done"))
    assert acting_now() == VISITOR
    with connection.cursor() as cursor:
        cursor.execute("select amir_actor(), amir_purpose()")
        assert cursor.fetchone() == (None, "")
