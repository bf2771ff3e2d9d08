"""What changed between two texts."""

from amir.kit.comparing import marked, pieces
from tests.kit.html import read

OLD, NEW = "The city offers a course.", "The city offers two free courses."


def test_pieces_give_both_texts_back() -> None:
    found = pieces(OLD, NEW)
    assert "".join(text for state, text in found if state != "new") == OLD
    assert "".join(text for state, text in found if state != "gone") == NEW


def test_marked_tells_listeners_where_a_change_is() -> None:
    shown = read(marked("a < b", "a > b"))
    assert shown.one("del").text == "removed: <"
    assert shown.one("ins").text == "added: >"
    assert shown.text == "a removed: < added: > b"
