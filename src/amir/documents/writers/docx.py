"""A document as DOCX, for those who go on writing in it."""

import io
import zipfile
from datetime import datetime, time
from typing import Any

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from amir.documents.model import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Span,
    Table,
    shown,
)

from .pdf import png_of

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


def docx(document: Document) -> bytes:
    """The file. The same document gives the same bytes."""
    writer = _Writer(document)
    writer.write()
    made = io.BytesIO()
    writer.file.save(made)
    return _without_moments(made.getvalue())


class _Writer:
    """One document on its way into a file."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.file: Any = new_document()
        self.is_rtl = document.is_right_to_left
        self._say_language()

    def write(self) -> None:
        self._runs(self.file.add_paragraph(style="Title"), (Span(self.document.title),))
        if self.document.subtitle:
            self._say(self.document.subtitle, style="Subtitle")
        for block in self.document.blocks:
            self._block(block)
        for line in self.document.small_print:
            self._say(line, size=8.5)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                paragraph = self.file.add_paragraph(style=f"Heading {block.level}")
                self._runs(paragraph, (Span(block.text),))
            case Paragraph():
                sizes = {"lead": 13.0, "note": 9.0}
                style = "Intense Quote" if block.kind == "mark" else None
                paragraph = self.file.add_paragraph(style=style)
                self._runs(paragraph, block.spans, size=sizes.get(block.kind))
            case Listing():
                style = "List Number" if block.is_numbered else "List Bullet"
                for line in block.lines:
                    self._runs(self.file.add_paragraph(style=style), line)
            case Facts():
                for label, value in block.rows:
                    said = shown(value, self.document.language)
                    spans = (Span(f"{label}: ", is_bold=True), Span(said))
                    self._runs(self.file.add_paragraph(), spans)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case PageBreak():
                self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _table(self, block: Table) -> None:
        if block.caption:
            self._say(block.caption, style="Caption")
        table = self.file.add_table(rows=0, cols=len(block.headings), style="Table Grid")
        if self.is_rtl:
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        heads = table.add_row()
        heads._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, said in zip(heads.cells, block.headings, strict=True):
            self._runs(cell.paragraphs[0], (Span(said, is_bold=True),))
        for row in block.rows:
            cells = table.add_row().cells
            for cell, value, is_number in zip(cells, row, block.numbers, strict=True):
                paragraph = cell.paragraphs[0]
                self._runs(paragraph, (Span(shown(value, self.document.language)),))
                if is_number:
                    # In a paragraph that runs from right to left, Word's "left" is its end.
                    paragraph.alignment = (
                        WD_ALIGN_PARAGRAPH.LEFT if self.is_rtl else WD_ALIGN_PARAGRAPH.RIGHT
                    )
        self.file.add_paragraph()

    def _figure(self, block: Figure) -> None:
        picture = io.BytesIO(png_of(block.svg, block.width))
        added = self.file.add_picture(picture, width=Mm(block.width))
        added._inline.docPr.set("descr", block.alt)
        self._turn(self.file.paragraphs[-1])
        if block.caption:
            self._say(block.caption, style="Caption")

    def _say(self, text: str, *, style: str | None = None, size: float | None = None) -> None:
        self._runs(self.file.add_paragraph(style=style), (Span(text),), size=size)

    def _runs(self, paragraph: Any, spans: tuple[Span, ...], *, size: float | None = None) -> None:
        self._turn(paragraph)
        for span in spans:
            # An address stays readable on paper, too.
            text = f"{span.text} ({span.href})" if span.href and span.href != span.text else None
            run = paragraph.add_run(text or span.text)
            run.bold = span.is_bold or None
            if size:
                run.font.size = Pt(size)
            properties = run._r.get_or_add_rPr()
            if self.is_rtl:
                properties.append(OxmlElement("w:rtl"))
            if span.language:
                properties.append(_language(span.language, is_rtl=self.is_rtl))

    def _turn(self, paragraph: Any) -> None:
        if self.is_rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        if self.document.look != "report":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _say_language(self) -> None:
        """Title, language and author, for readers aloud and for spelling."""
        told = self.file.core_properties
        told.title, told.language = self.document.title, self.document.language
        told.author = self.document.organisation
        told.comments = ""
        told.created = told.modified = datetime.combine(self.document.made_on, time())
        defaults = self.file.styles.element.find(qn("w:docDefaults"))
        properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        properties.append(_language(self.document.language, is_rtl=self.is_rtl))


def _language(code: str, *, is_rtl: bool) -> Any:
    element = OxmlElement("w:lang")
    element.set(qn("w:bidi" if is_rtl else "w:val"), code)
    return element


def _without_moments(content: bytes) -> bytes:
    """The same archive, without the moment at which each part was packed."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
