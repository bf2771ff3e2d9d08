"""What everybody sees without signing in."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from amir.core.access.acting import acting_as
from amir.organisations.models import Organisation
from amir.programmes.actions import add_event, add_partner, change_programme
from tests.consortium import SETUP, Consortium

PUBLIC = ("/en/", "/ar/", "/en/programmes/amir/")


@pytest.mark.parametrize("address", ["/en/", "/en/programmes/amir/"])
def test_public_page_names_the_programme_and_its_partners(
    consortium: Consortium, address: str
) -> None:
    page = Client().get(address)
    assert page.status_code == 200
    text = page.content.decode()
    said = ("AMIR", "Casa", "Asyl", "Italy", "Greece", "Paid by AMIF.", "Ours.", "Work",
            "Peer mentoring", "People who went the same way help others.")  # fmt: skip
    assert [each for each in said if each not in text] == []


def test_start_leads_to_the_language_of_the_device(consortium: Consortium) -> None:
    answer = Client().get("/", headers={"accept-language": "it"})
    assert (answer.status_code, answer["Location"]) == (302, "/it/")


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_light_and_set_no_cookie(consortium: Consortium, address: str) -> None:
    client = Client()
    page = client.get(address)
    assert dict(client.cookies) == {}
    assert "Set-Cookie" not in page.headers
    assert len(page.content) < 20_000
    assert b"style=" not in page.content


def test_home_costs_ten_statements(
    consortium: Consortium, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.get("/en/")
    # Four of them read: programmes, partners, themes, funding. The others are the request's frame.
    with django_assert_num_queries(10):
        client.get("/en/")


def test_partners_are_sorted_as_the_reader_counts(consortium: Consortium) -> None:
    with acting_as(SETUP):
        for name in ("Zebra", "Ábel"):
            organisation = Organisation.objects.create(
                id=f"00000000-0000-4000-8000-{len(name):012d}", name=name, country="IT"
            )
            add_partner(SETUP, programme=consortium.programme, organisation_id=organisation.pk,
                        role="associated", name=name, country="IT")  # fmt: skip
    countries = Client().get("/en/").context["countries"]
    assert [(c.name, [p.name for p in c.partners]) for c in countries] == [
        ("Greece", ["Asyl"]),
        ("Italy", ["Ábel", "Casa", "Zebra"]),
    ]
    assert [c.name for c in Client().get("/it/").context["countries"]] == ["Grecia", "Italia"]


def test_funding_statement_in_another_language_is_marked(consortium: Consortium) -> None:
    italian = Client().get("/it/").content.decode()
    assert '<span lang="en" dir="ltr">Paid by AMIF.</span>' in italian


def test_calendar_stands_on_the_public_page_only_if_wanted(consortium: Consortium) -> None:
    with acting_as(SETUP):
        for title, is_public in (("Open day", True), ("Steering committee", False)):
            add_event(SETUP, programme=consortium.programme, kind="event", title=title,
                      starts_on=date(2030, 5, 1), is_public=is_public)  # fmt: skip
    assert "Open day" not in Client().get("/en/").content.decode()
    with acting_as(SETUP):
        change_programme(SETUP, programme=consortium.programme, shows_calendar=True)
    text = Client().get("/en/").content.decode()
    assert ("Open day" in text, "Steering committee" in text) == (True, False)


def test_programme_without_public_page_is_not_there(consortium: Consortium) -> None:
    with acting_as(SETUP):
        change_programme(SETUP, programme=consortium.programme, is_public=False)
    assert Client().get("/en/programmes/amir/").status_code == 404
    empty = Client().get("/en/")
    assert (empty.status_code, "AMIR" in empty.content.decode()) == (200, False)


def test_health_and_robots_answer_machines(db: None) -> None:
    assert Client().get("/health/").json() == {"well": True}
    assert "Disallow: /desk/" in Client().get("/robots.txt").content.decode()
