"""A draft is kept for its person alone and fills the form again, wrong values included."""

from uuid import uuid4

import pytest
from django import forms
from django.http import QueryDict

from amir.core.access.acting import acting_as
from amir.core.actor import Actor
from amir.kit import drafting, views
from amir.kit.fields import Day
from amir.kit.forms import KitForm
from tests.kit.conftest import Asking
from tests.kit.html import read

pytestmark = pytest.mark.django_db
TYPED = QueryDict(
    "csrfmiddlewaretoken=x&form_id=1&_draft=apply&name=Amina&born_day=31&born_month=2&times=am&times=pm"
)


class Application(KitForm):
    name = forms.CharField()
    born = Day()
    times = forms.MultipleChoiceField(choices=[("am", "Morning"), ("pm", "Noon"), ("eve", "Eve")])
    about = forms.CharField(widget=forms.Textarea)


def test_draft_fills_the_form_as_it_was_left(elena: Actor) -> None:
    with acting_as(elena):
        assert drafting.save(elena, "apply", TYPED)
        initial = drafting.initial(elena, "apply", Application)
    assert initial == {"name": "Amina", "born": "-02-31", "times": ["am", "pm"]}
    shown = read(Application(initial=initial))
    boxes = [shown.one("input", name=f"born_{part}").attrs["value"] for part in Day().widget.parts]
    assert boxes == ["31", "2", ""]
    assert [e.attrs["value"] for e in shown.all("input", name="times") if "checked" in e.attrs] == [
        "am", "pm",
    ]  # fmt: skip


def test_draft_of_another_person_or_key_is_empty(elena: Actor) -> None:
    with acting_as(elena):
        drafting.save(elena, "apply", TYPED)
        assert drafting.initial(elena, "other", Application) == {}
    nour = Actor(account_id=uuid4())
    with acting_as(nour):
        assert drafting.initial(nour, "apply", Application) == {}


def test_draft_is_saved_while_one_writes(ask: Asking, elena: Actor) -> None:
    with acting_as(elena):
        answer = views.keep_draft(ask("/draft/", elena, draft_key="apply", name="Amina"))
        assert answer.content == b'{"saved": true}'
        assert drafting.initial(elena, "apply", Application) == {"name": "Amina", "times": []}
        refused = views.keep_draft(ask("/draft/", elena, draft_key="big", name="x" * 200_000))
        assert (refused.status_code, refused.content) == (413, b'{"saved": false}')


def test_saving_is_told_by_the_button(ask: Asking) -> None:
    assert drafting.is_saving(ask("/", _draft="apply", name="Amina"))
    assert not drafting.is_saving(ask("/", name="Amina"))
