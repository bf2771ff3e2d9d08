"""Pages: one question a page, and a desk that shows no answers."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from amir.core.access.acting import acting_as
from amir.instruments.models import Answer
from amir.instruments.rules import measuring
from amir.instruments.shipped import file_of
from tests.consortium import signed_in

from .conftest import House, oneself, reply

pytestmark = pytest.mark.django_db(databases=["default", "aside"])


def heading(content: bytes) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", content.decode(), re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""


def test_me_round_asks_one_question_after_the_other(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    client = signed_in(house.people["Yusuf"].person_id)
    address = reverse("me_round", args=[asked.pk])
    page = client.get(address)
    assert heading(page.content) == "How is it going between the two of you?"
    page = client.post(address, {"item": "going", "value": "3"}, follow=True)
    assert heading(page.content) == "Do you feel that you belong here, where you live now?"
    page = client.post(address, {"item": "belonging", "value": "skip"}, follow=True)
    assert heading(page.content) == "Thank you"
    with acting_as(oneself(house.people["Yusuf"])):
        assert list(Answer.objects.order_by("item").values_list("item", "value", "is_skipped")) == [
            ("belonging", None, True), ("going", 3, False),
        ]  # fmt: skip


def test_me_round_of_somebody_else_is_not_found(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    client = signed_in(house.people["Amina"].person_id)
    assert client.get(reverse("me_round", args=[asked.pk])).status_code == 404


def test_me_round_speaks_the_readers_language(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    client = signed_in(house.people["Yusuf"].person_id)
    client.cookies["language"] = "ar"
    assert heading(client.get(reverse("me_round", args=[asked.pk])).content) == (
        "كيف تسير الأمور بينكما؟"
    )


def test_home_shows_what_can_be_answered(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    client = signed_in(house.people["Yusuf"].person_id)
    address = reverse("me_round", args=[asked.pk])
    assert address in client.get("/me/").content.decode()
    reply(asked, 3)
    assert address not in client.get("/me/").content.decode()


def test_link_is_shown_once_and_answers_without_signing_in(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    page = signed_in(house.consortium.elena).post(reverse("round_link", args=[asked.pk]))
    token = re.search(r"/questionnaire/([\w-]+)/", page.content.decode())
    assert token is not None
    address, visitor = token[0], Client()
    visitor.post(address, {"item": "going", "value": "1"})
    page = visitor.post(address, {"item": "belonging", "value": "1"})
    assert heading(page.content) == "Thank you"
    assert visitor.get(address).status_code == 404
    with acting_as(measuring()):
        assert Answer.objects.filter(value=1).count() == 2


def test_link_refuses_what_is_no_answer(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    client = signed_in(house.people["Yusuf"].person_id)
    page = client.post(reverse("me_round", args=[asked.pk]), {"item": "going", "value": "a"})
    assert "Choose one of the answers." in page.content.decode()


def test_desk_shows_that_and_not_what_somebody_answered(house: House) -> None:
    asked = house.ask("Yusuf", "pulse")
    reply(asked, 1)
    client = signed_in(house.consortium.elena)
    page = client.get(reverse("participant_rounds", args=[house.people["Yusuf"].pk]))
    words = page.content.decode()
    assert "Answered: please call" in words
    assert "Not good" not in words


def test_desk_asks_in_between(house: House) -> None:
    client = signed_in(house.consortium.elena)
    address = reverse("participant_rounds", args=[house.people["Yusuf"].pk])
    assert client.post(address, {"instrument": "gse"}).status_code == 302
    assert "General Self-Efficacy Scale" in client.get(address).content.decode()


def test_programme_brings_a_questionnaire(house: House) -> None:
    client = signed_in(house.consortium.carla)
    content = (file_of("pulse") or b"").replace(b"version: 1", b"version: 2")
    address = reverse("instrument_bring", args=["amir"])
    page = client.post(address, {"upload": SimpleUploadedFile("pulse.yaml", content)})
    assert page["Location"] == reverse("programme_instruments", args=["amir"])
    page = client.post(address, {"upload": SimpleUploadedFile("pulse.yaml", content)})
    assert "There is version 2 already. Give yours a higher number." in page.content.decode()


def test_programme_takes_a_file_without_words(house: House) -> None:
    client = signed_in(house.consortium.carla)
    page = client.get(reverse("instrument_file", args=["amir", "ysor"]))
    assert page.content == file_of("ysor")
    assert client.get(reverse("instrument_file", args=["amir", "nothing"])).status_code == 404


def test_instrument_page_tells_its_source(house: House) -> None:
    client = signed_in(house.consortium.elena)
    words = client.get(reverse("instrument_page", args=["amir", "gse"])).content.decode()
    assert "Jerusalem" in words
    assert "I can usually handle whatever comes my way." in words
