"""The desk's pages of a programme, through the browser's door."""

from datetime import date, timedelta

import pytest
from django.test import Client

from amir.core import clock
from amir.core.access.acting import acting_as
from amir.programmes.actions import add_deliverable, add_event, tick_deliverable
from amir.programmes.models import Decision, Deliverable, Event, Partner, Tick
from tests.consortium import Consortium, actor_of, signed_in

PAGES = (
    "", "edit/", "partners/", "partners/add/", "partners/invite/", "cohorts/", "calendar/",
    "calendar/add/", "deliverables/", "deliverables/add/", "themes/", "themes/add/", "funding/",
    "funding/edit/?language=it",
)  # fmt: skip


@pytest.fixture
def report(consortium: Consortium) -> Deliverable:
    """A national report that each partner owes, late since yesterday."""
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        return add_deliverable(
            carla,
            programme=consortium.programme,
            title="National report",
            due_on=clock.today() - timedelta(days=1),
        )


@pytest.fixture
def meeting(consortium: Consortium) -> Event:
    carla = actor_of(consortium.carla)
    with acting_as(carla):
        return add_event(
            carla,
            programme=consortium.programme,
            kind="meeting",
            title="Meeting in Athens",
            starts_on=date(2030, 7, 15),
            ends_on=date(2030, 7, 16),
            place="Athens; Plaka",
            country="GR",
        )


def carla_in(consortium: Consortium) -> Client:
    return signed_in(consortium.carla)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_who_coordinates_the_programme(
    consortium: Consortium, report: Deliverable, meeting: Event, page: str
) -> None:
    answer = carla_in(consortium).get(f"/desk/programmes/amir/{page}")
    assert answer.status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_pages_do_not_exist_for_who_works_elsewhere(consortium: Consortium, page: str) -> None:
    answer = signed_in(consortium.nour).get(f"/desk/programmes/amir/{page}")
    assert answer.status_code in (403, 404)


def test_pages_that_change_are_closed_to_a_partner(consortium: Consortium) -> None:
    kostas = signed_in(consortium.kostas)
    assert kostas.get("/desk/programmes/amir/").status_code == 200
    for page in ("edit/", "partners/add/", "partners/invite/", "calendar/add/", "themes/add/"):
        assert kostas.get(f"/desk/programmes/amir/{page}").status_code == 403


def test_partner_ticks_several_and_takes_it_back(
    consortium: Consortium, report: Deliverable
) -> None:
    kostas = signed_in(consortium.kostas)
    address = "/desk/programmes/amir/deliverables/"
    answer = kostas.post(
        address, {"act": f"tick-{consortium.asyl.pk}", "row": [str(report.pk)]}, follow=True
    )
    assert answer.status_code == 200
    actor = actor_of(consortium.kostas)
    with acting_as(actor):
        assert [t.organisation_id for t in Tick.objects.all()] == [consortium.asyl.pk]
    kostas.post(f"{address}undo/?for={consortium.asyl.pk}&rows={report.pk}")
    with acting_as(actor):
        assert list(Tick.objects.all()) == []


def test_deliverables_leave_as_a_file(consortium: Consortium, report: Deliverable) -> None:
    actor = actor_of(consortium.kostas)
    with acting_as(actor):
        tick_deliverable(
            actor,
            deliverable=report,
            organisation_id=consortium.asyl.pk,
            done_on=date(2026, 1, 31),
        )
    answer = carla_in(consortium).get("/desk/programmes/amir/deliverables/?export=csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].split(",") == ["Deliverable", "Due on", "Casa", "Asyl"]
    assert lines[1].endswith(",late,31 Jan 2026")


def test_decision_is_recorded_once_however_often_it_is_sent(
    consortium: Consortium, meeting: Event
) -> None:
    carla = carla_in(consortium)
    typed = {
        "form_id": "7f0e5a4e-6d0b-4a55-9a1e-0f8f1a2b3c4d",
        "text": "The strategy is adopted.",
        "decided_on_day": "15", "decided_on_month": "7", "decided_on_year": "2030",
    }  # fmt: skip
    address = f"/desk/programmes/amir/calendar/{meeting.pk}/decide/"
    for _ in range(2):
        answer = carla.post(address, typed)
        assert answer.status_code == 302, answer.content.decode()
    with acting_as(actor_of(consortium.kostas)):
        assert [d.text for d in Decision.objects.all()] == ["The strategy is adopted."]


def test_form_keeps_what_was_typed_and_says_what_is_wrong(consortium: Consortium) -> None:
    answer = carla_in(consortium).post(
        "/desk/programmes/amir/calendar/add/", {"kind": "meeting", "title": "Visit to Bari"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Error:" in page
    assert "Visit to Bari" in page


def test_invited_organisation_joins_with_its_lead(consortium: Consortium) -> None:
    answer = carla_in(consortium).post(
        "/desk/programmes/amir/partners/invite/",
        {"name": "Codeca", "country": "CY", "role": "partner", "contact_name": "Maria",
         "contact_email": "maria@example.org"},
    )  # fmt: skip
    assert answer.status_code == 302
    partner = Partner.objects.get(name="Codeca")
    assert partner.country == "CY"


def test_calendar_is_followed_by_its_own_address_only(
    consortium: Consortium, meeting: Event
) -> None:
    page = signed_in(consortium.kostas).get("/desk/programmes/amir/calendar/")
    address = page.context["feed_url"].removeprefix("http://127.0.0.1:8000")
    feed = Client().get(address)
    assert feed.status_code == 200
    lines = feed.content.decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20300715" in lines
    assert "DTEND;VALUE=DATE:20300717" in lines
    assert r"LOCATION:Athens\; Plaka\, Greece" in lines
    assert Client().get(address.replace(".ics", "x.ics")).status_code == 404


def test_settings_page_says_default_and_own_value(consortium: Consortium) -> None:
    client = carla_in(consortium)
    address = "/desk/programmes/amir/settings/closures.responsible_days/"
    page = client.post(address, {"value": "45", "note": "Our insurance"})
    assert page["Location"] == "/desk/programmes/amir/settings/"
    words = client.get("/desk/programmes/amir/settings/").content.decode()
    assert "45 days" in words
    assert "Default: 30 days" in words
    assert "Our insurance" in client.get(address).content.decode()
    assert client.post(address, {"value": "400"}).status_code == 200
    assert "45 days" in client.get("/desk/programmes/amir/settings/").content.decode()
    assert client.get("/desk/programmes/amir/settings/nothing/").status_code == 404


def test_settings_of_names_are_one_a_line(consortium: Consortium) -> None:
    client = carla_in(consortium)
    address = "/desk/programmes/amir/settings/instruments.used_2_month_1/"
    client.post(address, {"value": "gse\n\npulse\n"})
    words = client.get("/desk/programmes/amir/settings/").content.decode()
    assert "gse, pulse" in words
