"""A form acts once, and what an act refuses stands in the form."""

from uuid import uuid4

import pytest
from django import forms

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.core.errors import Refused
from amir.kit.forms import KitForm
from amir.kit.sending import sent
from tests.kit.conftest import Asking

pytestmark = pytest.mark.django_db


class Note(KitForm):
    text = forms.CharField()


def test_form_that_is_sent_twice_acts_once(ask: Asking, elena: Actor) -> None:
    written: list[str] = []
    form_id = str(uuid4())
    with acting_as(elena):
        for _time in range(2):
            request = ask("/", elena, text="We met", form_id=form_id)
            form = Note(request.POST)
            assert sent(request, form, lambda text: written.append(text))
    assert written == ["We met"]


@pytest.mark.parametrize(("field", "place"), [("text", "text"), ("other", "__all__")])
def test_refusal_stands_at_its_field_and_may_be_sent_again(
    ask: Asking, elena: Actor, field: str, place: str
) -> None:
    def refuse(text: str) -> None:
        raise Refused("They have not met yet.", field=field)

    with acting_as(elena):
        for _time in range(2):
            request = ask("/", elena, text="We met", form_id="0b1d7a52-6a7f-4f1e-8a50-0c8f1a3a6a11")
            form = Note(request.POST)
            assert not sent(request, form, refuse)
            assert form.errors == {place: ["They have not met yet."]}


def test_page_that_is_only_looked_at_sends_nothing(ask: Asking, elena: Actor) -> None:
    assert not sent(ask("/", elena), Note(), lambda text: None)
