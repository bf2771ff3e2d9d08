"""Pages of long works: nothing is lost or said twice; citations that no title can break."""

import json
from datetime import date
from types import SimpleNamespace
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from amir.documents.citing import bibtex, ris
from amir.documents.layout import lay_out
from amir.documents.model import Cited, Document, Heading, Paragraph, Table
from amir.programmes.models import Programme
from amir.publishing.citing import cited, json_ld
from amir.publishing.models import PublishedWork
from amir.publishing.queries import Reading
from amir.publishing.reading import MOST, pages_of

DAY = date(2026, 3, 31)


def document_of(*blocks: object) -> Document:
    return Document("Title", "en", DAY, tuple(blocks), has_contents=True)  # type: ignore[arg-type]


BLOCKS = st.lists(
    st.one_of(
        st.builds(lambda n: ("heading", n), st.integers(1, 3)),
        st.builds(lambda n: ("words", n), st.integers(1, 3 * MOST)),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None)
@given(BLOCKS)
def test_pages_hold_every_block_once_and_in_order(shape: list[tuple[str, int]]) -> None:
    blocks = [
        Heading(f"mark{at}.", size) if kind == "heading" else Paragraph(f"mark{at}. " + "w" * size)
        for at, (kind, size) in enumerate(shape)
    ]
    pages = pages_of(document_of(*blocks))
    whole = "".join(page.body for page in pages)
    places = [whole.index(f"mark{at}.") for at in range(len(blocks))]
    assert places == sorted(places)
    assert all(whole.count(f"mark{at}.") == 1 for at in range(len(blocks)))
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))


def test_pages_are_light_and_a_heading_never_ends_one() -> None:
    blocks = []
    for chapter in range(30):
        blocks += [Heading(f"Chapter {chapter}"), *(Paragraph("word " * 200) for _ in range(4))]
    pages = pages_of(document_of(*blocks))
    assert len(pages) > 5
    assert all(len(page.body.encode()) <= MOST + 2_000 for page in pages)
    assert not any(page.body.rstrip().endswith("</h2>") for page in pages)


def test_sources_keep_the_numbers_of_the_whole() -> None:
    blocks: list[object] = []
    for number in range(1, 61):
        cell = Cited(number, f"record-{number}", f"IT-P{number}")
        blocks += [Heading(f"Chapter {number}"), Paragraph("word " * 100),
                   Table(("What", "How many"), (("Practices", cell),))]  # fmt: skip
    document = document_of(*blocks)
    numbers = {s.source_id: s.number for s in lay_out(document).blocks[-1].sources}  # type: ignore[union-attr]
    pages = pages_of(document)
    assert len(pages) > 1
    for page in pages:
        for ident, number in numbers.items():
            is_named = f'data-source="{ident}"' in page.body
            assert is_named == (f'id="source-{number}"' in page.body)


def reading(title: str, author: str = "Casa") -> Reading:
    work = PublishedWork(
        id=UUID(int=7), kind="national", number=2, languages=["en"], titles={"en": title},
        summaries={"en": title}, organisation_name=author, published_on=DAY,
    )  # fmt: skip
    programme = Programme(key="amir", name="AMIR", funder="AMIF")
    return Reading(work, programme, "en", document_of())


@given(st.text(max_size=80), st.text(max_size=40))
def test_no_title_breaks_a_citation(title: str, author: str) -> None:
    it = cited(reading(title, author))
    lines = ris(it).split("\r\n")
    assert [line[:2] for line in lines] == [
        "TY", "TI", "AU", "PY", "DA", "T2", "ET", "LA", "UR", "ER", ""
    ]  # fmt: skip
    assert not any("\n" in line for line in lines)
    entry = bibtex(it)
    plain = entry
    for escaped in (r"\textbackslash{}", r"\textasciitilde{}", r"\textasciicircum{}", r"\{", r"\}"):
        plain = plain.replace(escaped, "")
    assert plain.count("{") == plain.count("}")
    assert entry.count("\n") == 10


@given(st.text(max_size=80))
def test_json_ld_cannot_end_its_script(title: str) -> None:
    text = json_ld(reading(title))
    assert "<" not in text
    told = SimpleNamespace(**{k: v for k, v in json.loads(text).items() if not k.startswith("@")})
    assert told.name == title if title else not hasattr(told, "name")
