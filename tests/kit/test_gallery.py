"""Every page of the gallery is sound HTML with names for everything."""

import pytest
from django.test import Client

from amir.kit import shells
from amir.kit.gallery import PAGES
from tests.kit.html import Element, read

pytestmark = pytest.mark.django_db


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, client: Client) -> Element:
    shells.tell(lambda request: {"help_phone": "+39 051 1234567"})
    answer = client.get(f"/gallery/{request.param}/")
    assert answer.status_code == 200
    return read(answer.content.decode())


def test_page_has_one_heading_one_main_and_a_way_to_skip(page: Element) -> None:
    assert len(page.all("h1")) == 1
    assert page.one("main").attrs["id"] == "main"
    first = next(e for e in page.one("body").walk() if e.name in ("a", "button", "input"))
    assert (first.attrs["href"], first.text) == ("#main", "Skip to main content")


def test_page_uses_each_id_once_and_refers_to_ids_that_exist(page: Element) -> None:
    ids = [e.attrs["id"] for e in page.walk() if "id" in e.attrs]
    assert len(ids) == len(set(ids))
    asked = {
        ident
        for element in page.walk()
        for key in ("for", "aria-describedby", "aria-labelledby", "aria-controls")
        for ident in element.attrs.get(key, "").split()
    }
    assert asked <= set(ids)


def test_page_names_every_control(page: Element) -> None:
    labelled = {e.attrs["for"] for e in page.all("label") if "for" in e.attrs}
    inside = {id(e) for label in page.all("label") for e in label.walk()}
    nameless = [
        e.attrs
        for e in page.all("input") + page.all("textarea") + page.all("select")
        if e.attrs.get("type") != "hidden" and "hidden" not in e.attrs
        and e.attrs.get("id") not in labelled and id(e) not in inside
    ]  # fmt: skip
    assert nameless == []
    assert [e.attrs for e in page.all("button") if not e.text] == []
    assert [e.attrs for e in page.all("a") if not e.text] == []


def test_page_keeps_help_in_the_same_place(page: Element) -> None:
    last = [e for e in page.one("main").children if isinstance(e, Element)][-1]
    assert last.attrs["class"].split()[0] == "help"


def test_page_that_does_not_exist_is_not_found(client: Client) -> None:
    assert client.get("/gallery/attic/").status_code == 404
