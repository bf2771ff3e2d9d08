"""Texts that are brought: read whole, nothing run, traps refused with a sentence."""

import io
import zipfile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from amir.core.errors import Refused
from amir.evidence.intake import read_file, read_typed


def docx_of(*paragraphs: str, table: tuple[str, ...] = ()) -> bytes:
    """A Word file."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        cells = document.add_table(rows=1, cols=len(table)).rows[0].cells
        for cell, text in zip(cells, table, strict=True):
            cell.text = text
    document.add_paragraph("The end.")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same zip file with one part more, or another one in its place."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w", 8) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info.filename))
        new.writestr(name, part)
    return kept.getvalue()


def test_word_file_gives_paragraphs_and_cells_in_order() -> None:
    content = docx_of("One\ttwo", "", "Three", table=("Left", "Right"))
    assert read_file(content, "a.docx") == ["One two", "Three", "Left Right", "The end."]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (docx_of("x"), "notes.docm", "may hold macros"),
        (with_part(docx_of("x"), "word/vbaProject.bin", b"x"), "a.docx", "holds macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "a.doc", "old format or has a password"),
        (b"PK\x03\x04 not a zip", "a.docx", "is damaged"),
        (with_part(docx_of("x"), "word/document.xml", b"<w"), "a.docx", "is damaged"),
        (with_part(docx_of("x"), "word/document.xml", b"<a/>"), "a.docx", "is damaged"),
        (b"%PDF-1.7", "a.docx", "is no .docx file"),
        (b"", "a.txt", "no words"),
        (b"0" * (20 * 1024 * 1024 + 1), "a.txt", "larger than 20 MB"),
        (
            with_part(
                docx_of("x"),
                "word/document.xml",
                b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
            ),
            "a.docx",
            "defines words of its own",
        ),
        (
            with_part(docx_of("x"), "word/document.xml", b"<a>" * 300 + b"</a>" * 300),
            "a.docx",
            "is damaged",
        ),
        (
            with_part(docx_of("x"), "word/media/big.bmp", b"0" * 60_000_000),
            "a.docx",
            "far more than a text",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(
    content: bytes, name: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refusal:
        read_file(content, name)
    assert refusal.value.field == "file"


def test_other_zip_files_are_named() -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(Refused, match="no text document"):
        read_file(kept.getvalue(), "a.docx")


def test_pasted_page_leaves_its_words_only() -> None:
    page = (
        "<html><head><title>T</title><script>alert('x')</script></head><body>"
        "<p onclick='evil()'>We look for <b>work</b>.</p><style>p{}</style>"
        "<div>And&nbsp;housing<br>here &amp; there</div><svg><script>more()</script></svg></body>"
    )
    assert read_typed(page) == ["We look for work.", "And housing", "here & there"]


def test_marks_that_are_no_page_stay_as_they_were_typed() -> None:
    assert read_typed("A: <laughs> 3 < 4\r\n\r\n  B:  yes ") == ["A: <laughs> 3 < 4", "B: yes"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1253"])
def test_plain_text_is_read_in_its_letters(encoding: str) -> None:
    words = "Ψάχνουμε για δουλειά κάθε μέρα.\nΤο ενοίκιο είναι πολύ υψηλό."
    assert read_file(words.encode(encoding), "a.txt") == words.split("\n")


@given(st.text(max_size=400))
def test_no_word_is_lost_and_no_line_is_empty(text: str) -> None:
    if "<" in text:
        text = text.replace("<", "(")
    lines = read_typed(text)
    assert all(line.strip() for line in lines)
    seen = "".join("".join(line.split()) for line in lines)
    wanted = "".join(c for c in "".join(text.split()) if c.isprintable())
    assert "".join(c for c in seen if c.isprintable()) == wanted
