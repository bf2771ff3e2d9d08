"""One document in three forms: the same words and figures, a PDF for everybody, the same bytes."""

import io
import re
import shutil
import subprocess
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest
from docx import Document as open_docx

from amir.core.errors import Refused
from amir.documents.model import (
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Span,
    Table,
    qr_figure,
)
from amir.documents.writers import as_download, docx, html, pdf

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def handbook(**changed: object) -> Document:
    told: dict[str, object] = {
        "title": "Peer mentoring at Casa",
        "language": "en",
        "made_on": date(2026, 3, 1),
        "organisation": "Casa",
        "small_print": ("Paid by AMIF.",),
        "blocks": (
            Heading("How many"),
            Paragraph((Span("Since January ", is_bold=True), Span("we met"))),
            Table(("Town", "Pairs"), (("Bologna", 1240), ("Athens", 87.5), ("Vic", None))),
            Facts((("First day", date(2026, 1, 2)), ("Pairs", 40))),
            Listing(("Listen", "Ask <b>first</b> & wait")),
            qr_figure("https://example.org/a/", alt="The address of the programme"),
        ),
    }
    return Document(**{**told, **changed})  # type: ignore[arg-type]


def words_of_docx(content: bytes) -> str:
    file = open_docx(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def words_of_html(text: str) -> str:
    body = text[text.index("<body>") :]
    return re.sub(r"<svg.*?</svg>|<[^>]+>", "\n", body, flags=re.DOTALL)


def words_of_pdf(content: bytes, folder: Path) -> str:
    file = folder / "made.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def inside(content: bytes) -> bytes:
    """A PDF with its packed parts opened."""
    opened = [content]
    for packed in STREAM.findall(content):
        try:
            opened.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(opened)


def test_forms_show_the_same_figures(tmp_path: Path) -> None:
    document = handbook()
    figures = sorted(["1,240", "87.5", "2", "2026", "40"])
    assert sorted(NUMBER.findall(words_of_html(html(document)))) == figures
    assert sorted(NUMBER.findall(words_of_docx(docx(document)))) == figures
    if shutil.which("pdftotext"):
        # The number of the page is the page's, not the document's.
        words = re.sub(r"\b1 ?/ ?1\b", "", words_of_pdf(pdf(document), tmp_path))
        found = NUMBER.findall(words)
        assert sorted(found) == figures


def test_forms_write_what_people_wrote_and_never_read_it() -> None:
    sly = handbook(title='#panic("x") <script>1</script>', blocks=(Paragraph("#{1+1} $x$ *b*"),))
    assert "<script>" not in html(sly)
    assert words_of_docx(docx(sly)).splitlines()[:2] == [sly.title, "#{1+1} $x$ *b*"]
    assert pdf(sly).startswith(b"%PDF-")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pdf_is_tagged_and_says_its_title_and_language(language: str) -> None:
    found = inside(pdf(handbook(language=language)))
    assert b"/StructTreeRoot" in found
    assert re.search(rb"/Marked\s+true", found)
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", found)
    assert re.search(rb"/Lang\s*\(%s\)" % language.encode(), found)
    assert b"Peer mentoring at Casa" in found
    for kind in (b"/H1", b"/Table", b"/TH", b"/Figure"):
        assert re.search(rb"/S\s*%s\b" % kind, found), kind


def test_pdf_gives_arabic_back_as_it_was_written(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine")
    made = pdf(handbook(language="ar", title="دليل", blocks=(Paragraph("التقى الناس"),)))
    found = re.sub(r"[\u200e\u200f\u202a-\u202e]", "", words_of_pdf(made, tmp_path))
    assert [line.strip() for line in found.splitlines() if line.strip()][:2] == [
        "دليل", "التقى الناس",
    ]  # fmt: skip


def test_pdf_refuses_a_script_without_a_font() -> None:
    with pytest.raises(Refused) as refused:
        pdf(handbook(blocks=(Paragraph("ሰላም"),)))
    assert str(refused.value) == (
        "We cannot print this script as PDF. Take HTML and print it in your browser."
    )


def test_forms_are_the_same_bytes_again() -> None:
    first, again = handbook(), handbook()
    assert pdf(first) == pdf(again)
    assert docx(first) == docx(again)
    assert html(first) == html(again)


def test_docx_runs_from_right_to_left_in_arabic() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(handbook(language="ar")))) as file:
        written = file.read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", written, re.DOTALL)
    said = [p for p in paragraphs if "<w:t" in p]
    assert [p for p in said if "<w:bidi/>" not in p] == []
    assert "<w:bidiVisual/>" in written


def test_docx_tells_its_title_language_and_drawing() -> None:
    file = open_docx(io.BytesIO(docx(handbook())))
    told = file.core_properties
    assert (told.title, told.language, told.author) == ("Peer mentoring at Casa", "en", "Casa")
    assert 'descr="The address of the programme"' in file.element.xml


def test_html_says_its_language_and_direction() -> None:
    first = html(handbook(language="ar")).splitlines()[1]
    assert first == '<html lang="ar" dir="rtl">'


def test_figure_needs_words() -> None:
    with pytest.raises(ValueError, match="cannot see"):
        Figure("<svg/>", alt=" ")


def test_table_rows_are_as_long_as_its_headings() -> None:
    with pytest.raises(ValueError, match="one value for each heading"):
        Table(("Town",), (("Bologna", 3),))


def test_download_is_named_after_the_document() -> None:
    response = as_download(handbook(title="دليل"), "pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="document.pdf"'
