"""The desk's first page and the search over everything."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from amir.core.access.acting import acting_as
from amir.core.search import matching
from amir.programmes.actions import add_deliverable, add_event
from amir.programmes.models import Event
from tests.consortium import Consortium, actor_of, signed_in


@pytest.fixture
def late(consortium: Consortium) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        add_deliverable(carla, programme=consortium.programme, title="National report",
                        due_on=date(2025, 1, 1))  # fmt: skip


def test_programme_coordinator_sees_which_partner_is_late(
    consortium: Consortium, late: None
) -> None:
    text = signed_in(consortium.carla).get("/desk/").content.decode()
    for said in ("Which partner is late", "Asyl", "National report"):
        assert said in text


def test_partner_lead_sees_what_is_owed(consortium: Consortium, late: None) -> None:
    text = signed_in(consortium.kostas).get("/desk/").content.decode()
    assert "What your organisation still delivers" in text
    assert "Which partner is late" not in text


def test_administrator_sees_what_the_organisation_lacks(consortium: Consortium) -> None:
    text = signed_in(consortium.ada).get("/desk/").content.decode()
    assert "Say how participants can ask for help." in text


def test_desk_asks_visitors_to_sign_in(consortium: Consortium) -> None:
    answer = Client().get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=/desk/")


def test_desk_of_a_partner_lead_costs_nineteen_statements(
    consortium: Consortium, late: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(consortium.kostas)
    with django_assert_num_queries(19):
        client.get("/desk/")


@pytest.mark.parametrize("asked", ["CARLA", "carlá", "karla", "carl"])
def test_search_forgives_case_accents_and_small_mistakes(
    consortium: Consortium, asked: str
) -> None:
    page = signed_in(consortium.elena).get("/desk/search/", {"q": asked})
    assert "Carla" in page.content.decode()


def test_search_finds_nothing_of_other_organisations(consortium: Consortium) -> None:
    page = signed_in(consortium.nour).get("/desk/search/", {"q": "Carla"})
    assert page.context["found"] == []


@pytest.mark.parametrize(
    ("written", "asked"),
    [("Ένταξη μεταναστών", "ενταξη"), ("برنامج الإرشاد", "الارشاد"), ("Képzés", "kepzes"),
     ("Formazione", "formazone")],
)  # fmt: skip
def test_matching_is_tolerant_in_every_script(
    consortium: Consortium, written: str, asked: str
) -> None:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        for title in (written, "Something else"):
            add_event(carla, programme=consortium.programme, kind="event", title=title,
                      starts_on=date(2030, 1, 1))  # fmt: skip
        found = matching(Event.objects.all(), ["title"], asked)
        assert [event.title for event in found] == [written]


def test_matching_needs_two_letters(consortium: Consortium) -> None:
    with acting_as(actor_of(consortium.carla)):
        assert list(matching(Event.objects.all(), ["title"], "a")) == []
