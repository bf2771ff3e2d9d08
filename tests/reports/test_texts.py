"""Texts of sections: put together without loss, and read as blocks, never as HTML."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from amir.documents.model import Heading, Listing, Paragraph
from amir.reports.markup import Live, pieces
from amir.reports.merging import merged

LINES = st.lists(st.sampled_from("abcdefgh"), max_size=12).map("\n".join)


def test_two_who_change_different_places_are_put_together() -> None:
    base = "One\nTwo\nThree\nFour"
    found = merged(base, "Zero\nOne\nTwo\nThree\nFour", "One\nTwo\nThree\nFour and five")
    assert (found.text, found.is_clean) == ("Zero\nOne\nTwo\nThree\nFour and five", True)


def test_two_who_change_the_same_place_keep_both_texts() -> None:
    found = merged("One\nTwo\nThree", "One\nTheirs\nThree", "One\nMine\nThree")
    assert (found.text, found.is_clean) == ("One\nTheirs\nMine\nThree", False)


@given(LINES, LINES)
def test_who_changes_alone_decides(base: str, new: str) -> None:
    assert merged(base, new, base) == merged(base, base, new) == merged(base, new, new)
    assert (merged(base, new, base).text, merged(base, new, base).is_clean) == (new, True)


@given(LINES, LINES, LINES)
def test_nothing_that_either_wrote_is_lost(base: str, theirs: str, mine: str) -> None:
    """Each line that one of them added is in the result at least as often as they added it."""
    old, found = Counter(base.split("\n")), Counter(merged(base, theirs, mine).text.split("\n"))
    for text in (theirs, mine):
        added = {line for line, count in Counter(text.split("\n")).items() if not old[line]}
        assert added <= found.keys()
    for line in found:
        assert line in old or line in theirs.split("\n") or line in mine.split("\n")


def test_text_becomes_blocks() -> None:
    text = "One\ntwo\n\n## Why\n- a\n- b\nAfter\n[[quotes theme=work country=]]\n[[Not a block]]"
    assert list(pieces(text)) == [
        Paragraph("One two"), Heading("Why", 2), Listing(("a", "b")), Paragraph("After"),
        Live("quotes", {"theme": "work", "country": ""}), Paragraph("[[Not a block]]"),
    ]  # fmt: skip


def test_pasted_html_stays_words() -> None:
    pasted = "<script>alert(1)</script>\n<img src=x onerror=alert(2)>"
    assert list(pieces(pasted)) == [Paragraph(pasted.replace("\n", " "))]


def test_a_live_block_is_written_as_it_is_read() -> None:
    live = Live("quotes", {"theme": "work", "facet": ""})
    assert str(live) == "[[quotes theme=work]]"
    assert list(pieces(str(live))) == [Live("quotes", {"theme": "work"})]
