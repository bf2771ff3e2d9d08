"""Sayings go through JSON unharmed."""

import json

from amir.participants.lists.packing import pack, said, unpack
from amir.sheets.sayings import Saying


def through_json(saying: Saying) -> Saying:
    return unpack(json.loads(json.dumps(pack(saying))))


def test_saying_comes_back_as_it_was() -> None:
    inner = (Saying("phone"), Saying("e-mail"))
    saying = Saying("{count} row: {fields}", {"count": 2, "fields": inner}, "{count} rows", 2)
    assert through_json(saying) == saying


def test_text_of_a_refusal_is_shown_as_it_is() -> None:
    assert said(pack("It has {braces}.")) == "It has {braces}."


def test_nothing_is_an_empty_text() -> None:
    assert said({}) == ""
