"""A document laid out: values in words, headings and sources numbered. All forms are made of this.

The writers decide nothing about words or numbers, so that no form can differ from another.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation

from .charts import drawn
from .model import (
    Block,
    Card,
    Chart,
    Cited,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Quote,
    Span,
    Table,
    Text,
    Value,
    shown,
)
from .words import Fixed, word


@dataclass(frozen=True)
class Run:
    """A run of words. `source` is the number of what it rests on, 0 for nothing."""

    text: str
    bold: bool = False
    href: str = ""
    language: str = ""
    source: int = 0
    source_id: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class LaidHeading:
    """`anchor` is its place in the file."""

    text: str
    level: int
    anchor: str
    kind: str = "heading"


@dataclass(frozen=True)
class LaidParagraph:
    """A paragraph; `look` as `Paragraph.kind`."""

    runs: Runs
    look: str
    kind: str = "paragraph"


@dataclass(frozen=True)
class LaidListing:
    """A list."""

    items: tuple[Runs, ...]
    numbered: bool
    kind: str = "listing"


@dataclass(frozen=True)
class LaidFacts:
    """Labels with values."""

    rows: tuple[tuple[str, Runs], ...]
    kind: str = "facts"


@dataclass(frozen=True)
class LaidTable:
    """A table; `numbers` says of each column whether it holds numbers only.

    The caption begins with its number in the document ("Table 2. Groups"); "" without words.
    """

    headings: tuple[str, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[Runs, ...], ...]
    caption: str
    kind: str = "table"


@dataclass(frozen=True)
class LaidFigure:
    """A drawing; `width` in millimetres."""

    svg: str
    alt: str
    caption: str
    width: int
    kind: str = "figure"


@dataclass(frozen=True)
class LaidQuote:
    """Somebody's words with their translation."""

    runs: Runs
    translation: str
    by: str
    kind: str = "quote"


@dataclass(frozen=True)
class LaidCard:
    """A record at a glance."""

    title: Runs
    text: Runs
    rows: tuple[tuple[str, Runs], ...]
    kind: str = "card"


@dataclass(frozen=True)
class LaidBreak:
    """A new page."""

    kind: str = "break"


@dataclass(frozen=True)
class Source:
    """A line of the list of sources."""

    number: int
    label: str
    source_id: str


@dataclass(frozen=True)
class LaidSources:
    """The list of sources."""

    sources: tuple[Source, ...]
    kind: str = "sources"


Laid = (
    LaidHeading | LaidParagraph | LaidListing | LaidFacts | LaidTable | LaidFigure | LaidQuote
    | LaidCard | LaidBreak | LaidSources
)  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """The blocks in order. `contents`: the headings to list first, with `contents_title`."""

    blocks: tuple[Laid, ...]
    contents: tuple[LaidHeading, ...]
    contents_title: str


def lay_out(document: Document) -> Layout:
    """Every block in words, the sources last."""
    with translation.override(document.language):
        layer = _Layer(document)
        blocks = [laid for block in document.blocks for laid in layer.block(block)]
        if layer.sources:
            title = LaidHeading(word("sources", document.language), 1, "sources")
            blocks += [title, LaidSources(tuple(layer.sources.values()))]
        headings = [block for block in blocks if isinstance(block, LaidHeading)]
        contents = tuple(headings) if document.has_contents else ()
        return Layout(tuple(blocks), contents, word("contents", document.language))


class _Layer:
    """One document on its way: which numbers are given so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.sources: dict[str, Source] = {}
        self.count = 0
        self.numbers: list[int] = []
        self.captions: Counter[Fixed] = Counter()

    def block(self, block: Block) -> Iterable[Laid]:
        """A block as what is shown; a chart is a drawing and a table."""
        makers: dict[type[Any], Callable[..., Any]] = {
            Heading: self._heading, Paragraph: self._paragraph, Listing: self._listing,
            Facts: self._facts, Table: self._table, Figure: self._figure, Chart: self._chart,
            Quote: self._quote, Card: self._card, PageBreak: lambda _block: LaidBreak(),
        }  # fmt: skip
        made = makers[type(block)](block)
        return made if isinstance(made, list) else [made]

    def _heading(self, block: Heading) -> Laid:
        self.count += 1
        anchor = f"part-{self.count}"
        if not self.document.has_contents:
            return LaidHeading(block.text, block.level, anchor)
        self.numbers = (self.numbers + [0] * block.level)[: block.level]
        self.numbers[-1] += 1
        number = ".".join(str(each) for each in self.numbers)
        return LaidHeading(f"{number} {block.text}", block.level, anchor)

    def _paragraph(self, block: Paragraph) -> Laid:
        return LaidParagraph(self._text(block.text), block.kind)

    def _listing(self, block: Listing) -> Laid:
        return LaidListing(tuple(self._text(item) for item in block.items), block.is_numbered)

    def _facts(self, block: Facts) -> Laid:
        return LaidFacts(self._rows(block.rows))

    def _table(self, block: Table) -> Laid:
        rows = tuple(tuple(self._value(value) for value in row) for row in block.rows)
        caption = self._caption("table", block.caption)
        return LaidTable(block.headings, block.numbers, rows, caption)

    def _figure(self, block: Figure) -> Laid:
        caption = self._caption("figure", block.caption)
        return LaidFigure(block.svg, block.alt, caption, block.width)

    def _caption(self, kind: Fixed, said: str) -> str:
        """With its number, as long as the document is to be read and cited."""
        if not said or self.document.look != "report":
            return said
        self.captions[kind] += 1
        return f"{word(kind, self.language)} {shown(self.captions[kind], self.language)}. {said}"

    def _chart(self, block: Chart) -> list[Laid]:
        svg = drawn(block, self.language, is_rtl=self.document.is_right_to_left)
        table = Table(block.headings, tuple(block.items), caption=block.finding)
        return [LaidFigure(svg, block.finding, "", 150), self._table(table)]

    def _quote(self, block: Quote) -> Laid:
        language = "" if block.language == self.language else block.language
        return LaidQuote((self._cited(block.words, language),), block.translation, block.by)

    def _card(self, block: Card) -> Laid:
        return LaidCard((self._cited(block.title),), self._text(block.text), self._rows(block.rows))

    def _rows(self, rows: tuple[tuple[str, Value], ...]) -> tuple[tuple[str, Runs], ...]:
        return tuple((label, self._value(value)) for label, value in rows)

    def _value(self, value: Value) -> Runs:
        if isinstance(value, tuple):
            return self._text(value)
        if isinstance(value, Cited):
            return (self._cited(value),)
        return (Run(shown(value, self.language)),)

    def _text(self, text: Text) -> Runs:
        if isinstance(text, str):
            return (Run(text),) if text else ()
        return tuple(
            self._cited(part) if isinstance(part, Cited) else _run_of(part) for part in text
        )

    def _cited(self, cited: Cited, language: str = "") -> Run:
        said = shown(cited.value, self.language)
        known = self.sources.get(cited.source_id)
        if known is None:
            known = Source(len(self.sources) + 1, cited.label, cited.source_id)
            self.sources[cited.source_id] = known
        return Run(said, language=language, source=known.number, source_id=cited.source_id)


def _run_of(span: Span) -> Run:
    return Run(span.text, span.is_bold, span.href, span.language)
