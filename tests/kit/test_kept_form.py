"""Typed fields travel through a sign-in, sealed, and come out whole."""

import base64
from datetime import timedelta
from uuid import uuid4

from django.http import HttpRequest
from django.test import RequestFactory

from amir.core import clock
from amir.kit import kept_form
from tests.kit.conftest import Asking
from tests.kit.html import read

AMINA, YUSUF = uuid4(), uuid4()
MARK = kept_form.owner_mark(AMINA)
TYPED = {"text": "Wir trafen uns\r\n „gestern“", "themes": ["a", "b"], "csrfmiddlewaretoken": "x",
         "pin": "1234", "form_of": MARK}  # fmt: skip


def posted(**fields: object) -> HttpRequest:
    return RequestFactory().post("/diary/?week=3", {"form_of": MARK, **fields} if fields else TYPED)


def test_kept_fields_come_back_in_order_without_secrets() -> None:
    found = kept_form.kept(kept_form.keep(posted()))
    assert found == kept_form.Kept(
        "/diary/?week=3",
        (("text", "Wir trafen uns\r\n „gestern“"), ("themes", "a"), ("themes", "b")),
        owner=MARK,
    )


def test_kept_fields_cannot_be_read_or_changed_on_the_way() -> None:
    sealed = kept_form.keep(posted())
    assert b"trafen" not in base64.urlsafe_b64decode(sealed)
    assert kept_form.kept(sealed[:-8] + "AAAAAAA=") is None
    assert kept_form.kept("") is None
    assert kept_form.kept("nonsense") is None


def test_kept_fields_expire() -> None:
    sealed = kept_form.keep(posted())
    with clock.stopped_at(clock.now() + kept_form.LASTS + timedelta(minutes=1)):
        assert kept_form.kept(sealed) is None


def test_kept_fields_survive_a_clock_that_is_set_back() -> None:
    sealed = kept_form.keep(posted())
    with clock.stopped_at(clock.now() - timedelta(hours=1)):
        assert kept_form.kept(sealed) is not None


def test_nothing_is_kept_of_an_empty_or_enormous_form() -> None:
    assert kept_form.keep(posted(csrfmiddlewaretoken="x")) == ""
    assert kept_form.keep(posted(text="x" * 300_000)) == ""


def test_offer_sends_exactly_what_was_typed_to_where_it_was_typed(ask: Asking) -> None:
    answer = kept_form.offer_again(ask("/sign-in/"), kept_form.keep(posted()), AMINA)
    assert answer is not None
    form = read(answer.content.decode()).one("form", action="/diary/?week=3")
    # A browser drops the first line break of a textarea; the page writes one more.
    sent = [(e.attrs["name"], str(e.children[0])) for e in form.all("textarea")]
    assert sent == [
        ("text", "\nWir trafen uns\r\n „gestern“"), ("themes", "\na"), ("themes", "\nb"),
    ]  # fmt: skip


def test_offer_without_kept_fields_is_none(ask: Asking) -> None:
    assert kept_form.offer_again(ask("/sign-in/"), "", AMINA) is None


def test_next_person_on_a_shared_phone_is_offered_nothing(ask: Asking) -> None:
    assert kept_form.offer_again(ask("/sign-in/"), kept_form.keep(posted()), YUSUF) is None


def test_nothing_is_kept_of_nobody(ask: Asking) -> None:
    assert kept_form.keep(posted(form_of="", text="We met")) == ""
    sealed = kept_form.keep(posted(form_of=MARK[:-1] + "x", text="We met"))
    assert kept_form.offer_again(ask("/sign-in/"), sealed, AMINA) is None
