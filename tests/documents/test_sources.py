"""Figures with their sources: the same set in every form, in the order in which they are read."""

import io
import re
import time
from pathlib import Path

import pytest
from docx import Document as open_docx

from amir.documents.layout import LaidFigure, LaidHeading, LaidSources, lay_out
from amir.documents.model import (
    Chart,
    Cited,
    Document,
    Figure,
    Heading,
    Paragraph,
    Table,
    plain,
)
from amir.documents.words import word
from amir.documents.writers import docx, html, pdf

from .reading import (
    OFFICE,
    POPPLER,
    figures_of_docx,
    figures_of_html,
    figures_of_pdf,
    opened_in_office,
    outline_of_docx,
    structure_of_pdf,
)
from .samples import WORDS, comparative, every_block, record

SECONDS = 10
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)


def figures_in(document: Document) -> set[tuple[str, str]]:
    """What the model holds, for a document whose figures are below a thousand."""
    found = set()
    for block in document.blocks:
        held = vars(block)
        cells = [value for row in held.get("rows", ()) for value in row]
        cells += [value for _label, value in held.get("items", ())]
        cells += [held["words"]] if "words" in held else []
        found |= {(str(plain(v)), v.source_id) for v in cells if isinstance(v, Cited)}
    return {(f"{int(said):,}" if said.isdigit() else said, source) for said, source in found}


@POPPLER
@pytest.mark.parametrize("changed", [0, 1])
def test_forms_cite_the_same_records_for_the_same_figures(changed: int, tmp_path: Path) -> None:
    document = comparative(changed)
    figures = figures_in(document)
    numbers = {each for each in figures if each[0] != "We want to work."}
    assert len(numbers) == 8 * 12 * 6
    assert figures_of_html(html(document)) == figures
    assert figures_of_docx(docx(document)) == figures
    # In a PDF only the last word before the number is told from the words before it.
    assert figures_of_pdf(pdf(document), tmp_path) - {("work.", s) for _t, s in figures} == numbers


def test_a_changed_record_changes_its_figures_only() -> None:
    before, after = figures_in(comparative()), figures_in(comparative(1))
    gone, new = before - after, after - before
    assert {source for _said, source in gone} == {source for _said, source in new}
    assert len(gone) == len(new) == 12 * 6


def test_one_record_has_one_number() -> None:
    document = Document(
        title="T", language="en", made_on=comparative().made_on,
        blocks=(Paragraph((Cited(1, record("a"), "IT-FG1"), Cited(2, record("b")),
                           Cited(3, record("a")))),),
    )  # fmt: skip
    listed = lay_out(document).blocks[-1]
    assert isinstance(listed, LaidSources)
    assert [(s.number, s.label, s.source_id) for s in listed.sources] == [
        (1, "IT-FG1", record("a")), (2, "", record("b")),
    ]  # fmt: skip


def test_headings_are_numbered_where_contents_are_listed() -> None:
    blocks = (Heading("A"), Heading("B", 2), Heading("C", 2), Heading("D"), Heading("E", 2))
    told = {"title": "T", "language": "en", "made_on": comparative().made_on, "blocks": blocks}
    plain_one = lay_out(Document(**told))  # type: ignore[arg-type]
    listed = lay_out(Document(**told, has_contents=True))  # type: ignore[arg-type]
    assert [h.text for h in plain_one.blocks if isinstance(h, LaidHeading)] == list("ABCDE")
    assert plain_one.contents == ()
    assert [h.text for h in listed.contents] == ["1 A", "1.1 B", "1.2 C", "2 D", "2.1 E"]


@POPPLER
@pytest.mark.parametrize("language", ["el", "ar"])
def test_pdf_is_read_in_the_order_of_the_model(language: str, tmp_path: Path) -> None:
    parts = structure_of_pdf(pdf(every_block(language)), tmp_path)
    kinds = [kind for kind, _words in parts if kind not in ("TOC", "TOCI", "Document")]
    table = [
        "Table",
        "Caption",
        "THead",
        "TR",
        "TH",
        "TH",
        "TBody",
        "TR",
        "TD",
        "TD",
        "TR",
        "TD",
        "TD",
    ]
    assert kinds == [
        "P", "H1", "H1", "P", "H2", *table, "BlockQuote", "P", "P", "L", "LI", "Figure", *table,
        "L", "LI", "LI", "L", "LI", "H1", *["P"] * 5, "P",
    ]  # fmt: skip


@POPPLER
def test_pdf_says_greek_words_in_their_order(tmp_path: Path) -> None:
    needs, work, country, groups = WORDS["el"]
    parts = structure_of_pdf(pdf(every_block("el")), tmp_path)
    said = [words for kind, words in parts if words and kind not in ("TOC", "TOCI")]
    assert said[2:17] == [
        f"1 {needs}", f"{work} 12 [1].", f"1.1 {country}", f"Πίνακας 1. {work}", country, groups,
        needs, "3 [2]", work, "–", f"{work} [1]— IT-FG1", f"{needs} [3]", work, f"{groups}7 [2]",
        f"{country}3{needs}9",
    ]  # fmt: skip


@POPPLER
@pytest.mark.parametrize(
    ("language", "contents", "sources", "captions"),
    [
        ("en", "Contents", "Sources", ["Table 1. A", "Figure 1. B", "Table 2. C"]),
        ("el", "Περιεχόμενα", "Πηγές", ["Πίνακας 1. A", "Σχήμα 1. B", "Πίνακας 2. C"]),
        ("de", "Inhalt", "Quellen", ["Tabelle 1. A", "Abbildung 1. B", "Tabelle 2. C"]),
        ("pt-BR", "Índice", "Fontes", ["Tabela 1. A", "Figura 1. B", "Tabela 2. C"]),
    ],
)
def test_fixed_words_are_in_the_language_of_the_document(
    language: str, contents: str, sources: str, captions: list[str], tmp_path: Path
) -> None:
    one = (("X", "Y"), ((Cited(1, record("a")), None),))
    document = Document(
        title="T", language=language, made_on=comparative().made_on, has_contents=True,
        blocks=(Heading("A"), Table(*one, "A"), Figure(SQUARE, "A square", "B"),
                Table(*one), Table(*one, "C")),
    )  # fmt: skip
    page = html(document)
    assert re.findall(r"<(?:fig)?caption>([^<]+)<", page) == captions
    assert f'<nav class="contents" aria-label="{contents}">' in page
    assert f'<h2 id="sources">{sources}</h2>' in page
    file = open_docx(io.BytesIO(docx(document)))
    said = [(p.style.name, p.text) for p in file.paragraphs]
    assert [text for style, text in said if style == "Caption"] == captions
    assert [text for style, text in said if style == "Heading 1"] == ["1 A", sources]
    assert said[1] == ("Normal", contents)
    parts = structure_of_pdf(pdf(document), tmp_path)
    assert [words for kind, words in parts if kind == "Caption"] == captions
    assert [words for kind, words in parts if kind == "H1"] == [contents, "1 A", sources]


def test_every_language_of_the_union_has_the_fixed_words() -> None:
    union = [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "ga",
        "hr",
        "hu",
        "it",
        "lt",
        "lv",
        "mt",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sv",
    ]
    for name, english in (("contents", "Contents"), ("table", "Table")):
        assert [c for c in union if word(name, c) == english] == ["en"]  # type: ignore[arg-type]
    assert word("sources", "sw") == "Sources"


def test_a_poster_counts_no_figures() -> None:
    poster = Document(title="T", language="en", made_on=comparative().made_on, look="poster",
                      blocks=(Figure(SQUARE, "A square", "Scan me"),))  # fmt: skip
    (figure,) = lay_out(poster).blocks
    assert isinstance(figure, LaidFigure)
    assert figure.caption == "Scan me"


@OFFICE
@pytest.mark.parametrize("language", ["en", "el", "ar"])
def test_docx_survives_an_office_with_headings_cells_and_numbers(
    language: str, tmp_path: Path
) -> None:
    made = docx(every_block(language))
    again = opened_in_office(made, tmp_path)
    assert outline_of_docx(again) == outline_of_docx(made)
    # An office joins a run with the words before it.
    figures = [{(t.split()[-1], source) for t, source in figures_of_docx(f)} for f in (made, again)]
    assert figures[0] == figures[1] != set()


def test_every_drawing_has_words(tmp_path: Path) -> None:
    document = every_block("en")
    words = [b.alt for b in lay_out(document).blocks if isinstance(b, LaidFigure)]
    assert words == ["People look for work"]
    assert 'role="img" aria-label="People look for work"' in html(document)
    xml = open_docx(io.BytesIO(docx(document))).element.xml
    assert re.findall(r'descr="([^"]*)"', xml) == words
    with pytest.raises(ValueError, match="finding"):
        Chart(" ", (("Italy", 1),), ("Country", "Groups"))


def test_a_source_needs_an_id() -> None:
    with pytest.raises(ValueError, match="needs the id"):
        Cited(3, " ")


def test_a_large_report_is_written_in_time(tmp_path: Path) -> None:
    document = comparative()
    for write in (html, pdf, docx):
        # Of this process: what others do meanwhile is not counted.
        start = time.process_time()
        assert write(document)
        assert time.process_time() - start < SECONDS
