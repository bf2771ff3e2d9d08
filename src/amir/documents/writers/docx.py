"""A document as DOCX, for those who go on writing in it."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from amir.documents.layout import (
    Laid,
    LaidBreak,
    LaidCard,
    LaidFacts,
    LaidFigure,
    LaidHeading,
    LaidListing,
    LaidParagraph,
    LaidQuote,
    LaidSources,
    LaidTable,
    Run,
    Runs,
    lay_out,
)
from amir.documents.model import Document

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
        self.layout = lay_out(document)
        self.file: Any = new_document()
        self.is_rtl = document.is_right_to_left
        self.marks = 0
        self._say_language()

    def write(self) -> None:
        self._runs(self.file.add_paragraph(style="Title"), (Run(self.document.title),))
        if self.document.subtitle:
            self._say(self.document.subtitle, style="Subtitle")
        if self.layout.contents:
            self._contents()
        for block in self.layout.blocks:
            self._block(block)
        for line in self.document.small_print:
            self._say(line, size=8.5)

    def _block(self, block: Laid) -> None:
        match block:
            case LaidHeading():
                paragraph = self.file.add_paragraph(style=f"Heading {block.level}")
                self._mark(paragraph, block.anchor)
                self._runs(paragraph, (Run(block.text),))
            case LaidParagraph():
                sizes = {"lead": 13.0, "note": 9.0}
                style = "Intense Quote" if block.look == "mark" else None
                paragraph = self.file.add_paragraph(style=style)
                self._runs(paragraph, block.runs, size=sizes.get(block.look))
            case LaidListing():
                style = "List Number" if block.numbered else "List Bullet"
                for line in block.items:
                    self._runs(self.file.add_paragraph(style=style), line)
            case LaidFacts():
                self._facts(block.rows)
            case LaidTable():
                self._table(block)
            case LaidFigure():
                self._figure(block)
            case LaidQuote():
                self._quote(block)
            case LaidCard():
                self._card(block)
            case LaidSources():
                self._sources(block)
            case LaidBreak():
                self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _contents(self) -> None:
        """A field that Word and LibreOffice refresh; until then it shows the headings."""
        self._say(self.layout.contents_title, size=13.0)
        last = len(self.layout.contents) - 1
        for number, heading in enumerate(self.layout.contents):
            paragraph = self.file.add_paragraph()
            paragraph.paragraph_format.left_indent = Mm(6 * (heading.level - 1))
            self._turn(paragraph)
            if number == 0:
                _field(paragraph, "begin")
                _field(paragraph, "separate", ' TOC \\o "1-3" \\h \\z ')
            self._link(paragraph, heading.text, heading.anchor)
            if number == last:
                _field(paragraph, "end")

    def _facts(self, rows: tuple[tuple[str, Runs], ...]) -> None:
        for label, value in rows:
            self._runs(self.file.add_paragraph(), (Run(f"{label}: ", bold=True), *value))

    def _quote(self, block: LaidQuote) -> None:
        self._runs(self.file.add_paragraph(style="Quote"), block.runs)
        if block.translation:
            self._say(block.translation, style="Quote")
        self._say(f"— {block.by}")

    def _card(self, block: LaidCard) -> None:
        title = tuple(replace(run, bold=True) for run in block.title)
        self._runs(self.file.add_paragraph(), title)
        if block.text:
            self._runs(self.file.add_paragraph(), block.text)
        self._facts(block.rows)

    def _sources(self, block: LaidSources) -> None:
        for source in block.sources:
            paragraph = self.file.add_paragraph()
            self._mark(paragraph, f"source-{source.number}")
            label = f"{source.label}: " if source.label else ""
            said = Run(f"[{source.number}] {label}"), Run(source.source_id, language="en")
            self._runs(paragraph, said, size=9.0)

    def _table(self, block: LaidTable) -> None:
        if block.caption:
            self._say(block.caption, style="Caption")
        table = self.file.add_table(rows=0, cols=len(block.headings), style="Table Grid")
        if self.is_rtl:
            table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
        heads = table.add_row()
        heads._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, said in zip(heads.cells, block.headings, strict=True):
            self._runs(cell.paragraphs[0], (Run(said, bold=True),))
        for row in block.rows:
            cells = table.add_row().cells
            for cell, runs, is_number in zip(cells, row, block.numbers, strict=True):
                paragraph = cell.paragraphs[0]
                self._runs(paragraph, runs)
                if is_number:
                    # In a paragraph that runs from right to left, Word's "left" is its end.
                    paragraph.alignment = (
                        WD_ALIGN_PARAGRAPH.LEFT if self.is_rtl else WD_ALIGN_PARAGRAPH.RIGHT
                    )
        self.file.add_paragraph()

    def _figure(self, block: LaidFigure) -> None:
        picture = io.BytesIO(png_of(block.svg, block.width))
        added = self.file.add_picture(picture, width=Mm(block.width))
        added._inline.docPr.set("descr", block.alt)
        self._turn(self.file.paragraphs[-1])
        if block.caption:
            self._say(block.caption, style="Caption")

    def _say(self, text: str, *, style: str | None = None, size: float | None = None) -> None:
        self._runs(self.file.add_paragraph(style=style), (Run(text),), size=size)

    def _runs(self, paragraph: Any, runs: Runs, *, size: float | None = None) -> None:
        self._turn(paragraph)
        for said in runs:
            # An address stays readable on paper, too.
            text = f"{said.text} ({said.href})" if said.href and said.href != said.text else None
            run = paragraph.add_run(text or said.text)
            run.bold = said.bold or None
            if size:
                run.font.size = Pt(size)
            self._speak(run, said.language)
            if said.source:
                self._link(paragraph, f"[{said.source}]", f"source-{said.source}", is_raised=True)

    def _speak(self, run: Any, language: str = "") -> None:
        """The direction and the language of a run."""
        properties = run._r.get_or_add_rPr()
        if self.is_rtl:
            properties.append(OxmlElement("w:rtl"))
        if language:
            properties.append(_language(language, is_rtl=self.is_rtl))

    def _link(self, paragraph: Any, text: str, anchor: str, *, is_raised: bool = False) -> None:
        """A link to a place in the same file."""
        run = paragraph.add_run(text)
        run.font.superscript = is_raised or None
        self._speak(run)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor)
        run._r.addprevious(link)
        link.append(run._r)

    def _mark(self, paragraph: Any, anchor: str) -> None:
        """A place that links lead to."""
        self.marks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self.marks))
        start.set(qn("w:name"), anchor)
        paragraph._p.append(start)
        paragraph._p.append(end)

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


def _field(paragraph: Any, kind: str, code: str = "") -> None:
    """The beginning, the middle (after its code) or the end of a field."""
    if code:
        text = OxmlElement("w:instrText")
        text.set(qn("xml:space"), "preserve")
        text.text = code
        paragraph.add_run()._r.append(text)
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


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
