"""Language, colours, leaving, errors: by plain forms, without a cookie that nobody chose."""

from uuid import uuid4

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client, override_settings

from amir.kit import shells
from amir.kit.kept_form import owner_mark
from tests.kit.html import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def stranger() -> Client:
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def test_theme_is_kept_and_shown_and_can_be_given_back(stranger: Client) -> None:
    answer = stranger.post("/theme/", {"theme": "dark", "next": "/gallery/me/"})
    assert (answer.status_code, answer["Location"]) == (302, "/gallery/me/")
    assert read(stranger.get("/gallery/me/").content.decode()).one("html").attrs[
        "data-theme"
    ] == "dark"  # fmt: skip
    stranger.post("/theme/", {"theme": ""})
    page = read(stranger.get("/gallery/me/").content.decode())
    assert "data-theme" not in page.one("html").attrs


def test_language_is_kept_and_turns_the_page(stranger: Client) -> None:
    answer = stranger.post("/language/", {"language": "ar", "next": "/gallery/me/?a=1"})
    assert answer["Location"] == "/gallery/me/?a=1"
    root = read(stranger.get("/gallery/me/").content.decode()).one("html")
    assert (root.attrs["lang"], root.attrs["dir"]) == ("ar", "rtl")


def test_language_that_is_not_shipped_changes_nothing(stranger: Client) -> None:
    assert stranger.post("/language/", {"language": "xx"}).cookies == {}


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_way_back_never_leads_elsewhere(stranger: Client, address: str) -> None:
    assert stranger.post("/theme/", {"theme": "dark", "next": address})["Location"] == "/"


def test_language_switch_shows_own_names_without_flags(stranger: Client) -> None:
    page = read(stranger.get("/gallery/me/").content.decode())
    names = [(e.attrs["lang"], e.attrs["dir"], e.text)
             for e in page.one("ul", class_="language-list").all("bdi")]  # fmt: skip
    assert names == [("en", "ltr", "English"), ("it", "ltr", "Italiano"), ("ar", "rtl", "العربيّة")]
    assert page.all("img") == []


def test_every_me_page_can_be_left_and_says_so_to_scripts(stranger: Client) -> None:
    shells.tell(lambda request: {"leave_url": "/exit/"})
    page = read(stranger.get("/gallery/me/").content.decode())
    form = page.one("form", class_="leave")
    assert (form.attrs["action"], form.attrs["method"]) == ("/exit/", "post")
    assert form.one("button").text == "Leave now"


def test_public_page_without_forms_sets_no_cookie(stranger: Client) -> None:
    assert stranger.get("/nowhere/").cookies == {}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [("/nowhere/", 404, "This page is not here"), ("/broken/", 500, "Something broke on our side")],
)
def test_error_says_what_happened_and_what_to_do(
    stranger: Client, address: str, status: int, words: str
) -> None:
    answer = stranger.get(address)
    page = read(answer.content.decode())
    assert (answer.status_code, page.one("h1").text) == (status, words)
    assert [e.text for e in page.one("main").all("a")] == ["Go to the start page"]


def test_too_much_is_told_apart_from_nonsense(stranger: Client) -> None:
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        answer = stranger.post("/diary/", {"text": "x" * 200})
    page = read(answer.content.decode())
    assert (answer.status_code, page.one("h1").text) == (413, "This is too large")


def test_dead_session_keeps_what_was_typed(stranger: Client) -> None:
    token = read(stranger.get("/gallery/pieces/").content.decode())
    csrf = token.all("input", name="csrfmiddlewaretoken")[0].attrs["value"]
    answer = stranger.post(
        "/diary/?week=3",
        {"csrfmiddlewaretoken": csrf, "text": "We met\nat the library", "themes": ["a", "b"],
         "form_of": owner_mark(uuid4())},
    )  # fmt: skip
    page = read(answer.content.decode())
    assert (answer.status_code, page.one("h1").text) == (403, "You were signed out")
    assert page.one("input", name="kept_form").attrs["type"] == "hidden"
    assert "library" not in answer.content.decode()


def test_failed_csrf_check_keeps_what_was_typed(stranger: Client) -> None:
    answer = stranger.post("/diary/", {"text": "We met", "form_of": owner_mark(uuid4())})
    page = read(answer.content.decode())
    assert (answer.status_code, page.one("h1").text) == (403, "You were signed out")
    assert len(page.one("input", name="kept_form").attrs["value"]) > 100


def test_drafts_and_views_are_for_people_who_are_signed_in(stranger: Client) -> None:
    assert SESSION_KEY not in stranger.session
    plain = Client()
    for address in ("/draft/", "/views/save/", "/views/forget/"):
        assert plain.post(address, {"draft_key": "k", "name": "n"}).status_code == 403
