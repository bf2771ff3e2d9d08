"""The report on a phone, one question a page; the file on the lead's desk."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from amir.core.access.acting import acting_as
from amir.participants.models import Participant
from amir.safeguarding.actions import reporting
from amir.safeguarding.models import Concern
from tests.consortium import Consortium, actor_of, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "aside"])
WORDS = "My mentor asks me for money"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?')


def hidden_in(page: HttpResponse) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(page.content.decode())}


def walk(client: Client, address: str, answers: list[dict[str, str]]) -> HttpResponse:
    """Answer page after page as a browser without JavaScript does."""
    page = client.get(address, follow=True)
    address = page.request["PATH_INFO"]
    for answer in answers:
        assert page.status_code == 200, page.content
        page = client.post(address, {**hidden_in(page), **answer})
    return page


def concerns(world: Consortium) -> list[tuple[str, str | None, object]]:
    with acting_as(actor_of(world.sara)):
        return [
            (c.text.open(), c.reach_me.open() if c.reach_me else None, c.reported_by)
            for c in Concern.objects.all()
        ]


def test_mentee_reports_with_two_choices_and_a_text(
    world: Consortium, yusuf: Participant, yusufs_phone: Client
) -> None:
    page = walk(
        yusufs_phone, "/concern/", [{"urgency": "soon"}, {"reach": "known"}, {"text": WORDS}]
    )
    assert (page.status_code, page["Location"]) == (302, "/concern/sent/")
    assert concerns(world) == [(WORDS, "Yusuf, +390511234567", yusuf.person_id)]
    sent = yusufs_phone.get("/concern/sent/").content.decode()
    assert "We have received it" in sent
    assert WORDS not in sent


def test_mentee_reports_in_arabic(world: Consortium, yusufs_phone: Client) -> None:
    yusufs_phone.cookies["language"] = "ar"
    page = yusufs_phone.get("/concern/", follow=True)
    shown = page.content.decode()
    assert '<html lang="ar" dir="rtl"' in shown
    # Nobody has read the Arabic yet: the English stands beside it.
    sent = yusufs_phone.get("/concern/sent/").content.decode()
    assert "<p>A person who is trained for this reads it.</p>" in sent


def test_anonymous_report_asks_how_to_reach(world: Consortium) -> None:
    visitor = Client()
    choice = visitor.get("/concern/").content.decode()
    assert [name in choice for name in ("Casa", "Asyl", "Elsewhere")] == [True, False, False]
    page = walk(
        visitor,
        f"/concern/{world.casa.pk}/",
        [{"urgency": "now"}, {"reach": "other"}, {"contact": "call my sister"}, {"text": WORDS}],
    )
    assert page["Location"] == "/concern/sent/"
    assert concerns(world) == [(WORDS, "call my sister", None)]


def test_report_sent_twice_is_there_once(world: Consortium, yusufs_phone: Client) -> None:
    page = walk(yusufs_phone, "/concern/", [{"urgency": "soon"}, {"reach": "anonymous"}])
    sent = {**hidden_in(page), "text": WORDS}
    for _ in range(2):
        answer = yusufs_phone.post(f"/concern/{world.casa.pk}/", sent)
        assert answer["Location"] == "/concern/sent/"
    assert concerns(world) == [(WORDS, None, None)]


def test_missing_answers_are_asked_again(world: Consortium) -> None:
    address = f"/concern/{world.casa.pk}/"
    page = Client().post(address, {"step": "text", "text": WORDS})
    assert page.status_code == 200
    assert "How soon must somebody look?" in page.content.decode()
    page = Client().post(address, {"step": "urgency", "urgency": ""})
    assert "Choose an answer: How soon must somebody look?" in page.content.decode()
    assert concerns(world) == []


def test_too_many_reports_point_to_the_phone(
    world: Consortium, yusufs_phone: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "MOST_BY_ONE", 1)
    answers = [{"urgency": "soon"}, {"reach": "known"}, {"text": WORDS}]
    assert walk(yusufs_phone, "/concern/", answers).status_code == 302
    page = walk(yusufs_phone, "/concern/", answers)
    assert page.status_code == 429
    assert "Please call us instead" in page.content.decode()
    assert WORDS in page.content.decode()


def test_link_stands_on_every_shell_and_says_about_whom(
    world: Consortium, yusuf: Participant, yusufs_phone: Client
) -> None:
    assert 'href="/concern/"' in yusufs_phone.get("/concern/", follow=True).content.decode()
    elena = signed_in(world.elena)
    page = elena.get(f"/concern/?about={yusuf.person_id}", follow=True)
    assert hidden_in(page)["about"] == str(yusuf.person_id)


def test_lead_follows_a_concern_up(world: Consortium, yusufs_phone: Client) -> None:
    walk(yusufs_phone, "/concern/", [{"urgency": "soon"}, {"reach": "known"}, {"text": WORDS}])
    sara = signed_in(world.sara)
    listed = sara.get("/desk/concerns/").content.decode()
    assert WORDS not in listed
    address = re.search(r'href="(/desk/concerns/[^"?]+/)"', listed)
    assert address is not None
    page = sara.get(address[1])
    title = re.search("<title>(.*?)</title>", page.content.decode())
    assert title is not None
    assert "money" not in title[1]
    assert WORDS in page.content.decode()
    entry = {**hidden_in(page), "text": "Called Yusuf", "state": "closed"}
    assert sara.post(f"{address[1]}entry/", entry)["Location"] == address[1]
    assert "Called Yusuf" in sara.get(address[1]).content.decode()


@pytest.mark.parametrize("name", ["elena", "ada", "carla", "kostas", "nour"])
def test_others_do_not_find_the_file(world: Consortium, yusufs_phone: Client, name: str) -> None:
    walk(yusufs_phone, "/concern/", [{"urgency": "soon"}, {"reach": "known"}, {"text": WORDS}])
    with acting_as(actor_of(world.sara)):
        concern_id = Concern.objects.get().pk
    other = signed_in(getattr(world, name))
    assert other.get("/desk/concerns/").status_code == 403
    assert other.get(f"/desk/concerns/{concern_id}/").status_code == 404
    sent = {"text": "x", "state": "closed", "form_id": str(uuid4())}
    assert other.post(f"/desk/concerns/{concern_id}/entry/", sent).status_code == 404


def test_coordinator_sees_on_the_page_of_a_person_that_a_concern_exists(
    world: Consortium, yusuf: Participant
) -> None:
    elena, page = signed_in(world.elena), f"/desk/participants/{yusuf.pk}/"
    assert "A concern exists" not in elena.get(page).content.decode()
    about = f"/concern/?about={yusuf.person_id}"
    walk(elena, about, [{"urgency": "soon"}, {"reach": "known"}, {"text": WORDS}])
    shown = elena.get(page).content.decode()
    assert "A concern exists" in shown
    assert WORDS not in shown


def test_lead_is_told_on_the_first_page(world: Consortium, yusufs_phone: Client) -> None:
    walk(yusufs_phone, "/concern/", [{"urgency": "now"}, {"reach": "known"}, {"text": WORDS}])
    assert "1 concern is open." in signed_in(world.sara).get("/desk/").content.decode()
    assert "concern is open" not in signed_in(world.elena).get("/desk/").content.decode()
