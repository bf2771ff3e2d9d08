"""What a document is, before anybody knows in which form it is wanted.

A document is a list of blocks. Figures and days are kept as numbers and days and become words in
one place (`shown`), so that every form shows the same. What rests on a record says so (`Cited`):
every form gives it a number, and lists at the end which record each number is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import segno
from babel.dates import format_date
from babel.numbers import format_decimal

from amir.core.i18n import is_right_to_left

Plain = str | int | float | Decimal | date | None
Look = Literal["report", "certificate", "poster"]
NOTHING = "–"


@dataclass(frozen=True)
class Cited:
    """A figure or words that rest on a record. `label` is how readers know it (IT-FG2).

    `source_id` is the record's id; what counts several records names all, with spaces between.
    """

    value: Plain
    source_id: str
    label: str = ""

    def __post_init__(self) -> None:
        if not self.source_id.strip():
            raise ValueError("what is cited needs the id of its record")


@dataclass(frozen=True)
class Span:
    """A run of words: bold, with an address, or in another language than the document's."""

    text: str
    is_bold: bool = False
    href: str = ""
    language: str = ""


Text = str | Sequence[Span | Cited]
# What stands in a cell: a figure, a day, or words with figures among them.
Value = Plain | Cited | tuple[Span | Cited, ...]


@dataclass(frozen=True)
class Heading:
    """A heading below the title: level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `kind`: plain; lead (larger); note (smaller); mark (a warning in a frame)."""

    text: Text
    kind: Literal["plain", "lead", "note", "mark"] = "plain"


@dataclass(frozen=True)
class Listing:
    """A list of items, with numbers or without."""

    items: tuple[Text, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels with their values, one on each line."""

    rows: tuple[tuple[str, Value], ...]


@dataclass(frozen=True)
class Table:
    """A table with one row of headings; numbers stand at the end of their cells."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("every row of a table needs one value for each heading")

    @property
    def numbers(self) -> tuple[bool, ...]:
        """For each column, whether it holds numbers only."""
        return tuple(
            bool(column) and all(isinstance(value, int | float | Decimal) for value in column)
            for column in (
                [v for v in map(plain, cells) if v is not None]
                for cells in zip(*self.rows, strict=True)
            )
        ) or (False,) * len(self.headings)


@dataclass(frozen=True)
class Figure:
    """A drawing as SVG. `alt` says in words what it shows; `width` in millimetres."""

    svg: str
    alt: str
    caption: str = ""
    width: int = 120

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a figure needs words for those who cannot see it")


@dataclass(frozen=True)
class Chart:
    """Bars beside the table of their figures. `finding` says in a sentence what they show."""

    finding: str
    items: tuple[tuple[str, Plain | Cited], ...]
    headings: tuple[str, str]

    def __post_init__(self) -> None:
        if not self.finding.strip():
            raise ValueError("a chart needs a finding for those who cannot see it")


@dataclass(frozen=True)
class Quote:
    """What a group said, in its language, with a translation; `by` names a group, no person."""

    words: Cited
    by: str
    language: str = ""
    translation: str = ""


@dataclass(frozen=True)
class Card:
    """A record at a glance: its name, a few words, labels with values."""

    title: Cited
    text: Text = ""
    rows: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading | Paragraph | Listing | Facts | Table | Figure | Chart | Quote | Card | PageBreak
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """A title, a language, and blocks. `made_on` stands in the file instead of the moment.

    `small_print` (who pays, who is responsible) closes the document; `organisation` is its author.
    `has_contents`: headings get numbers and stand in a list at the beginning.
    """

    title: str
    language: str
    made_on: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    organisation: str = ""
    small_print: tuple[str, ...] = ()
    look: Look = "report"
    has_contents: bool = False

    @property
    def is_right_to_left(self) -> bool:
        """Whether its lines run from right to left."""
        return is_right_to_left(self.language)


def plain(value: Value) -> Plain | tuple[Span | Cited, ...]:
    """A value without its source."""
    return value.value if isinstance(value, Cited) else value


def shown(value: Plain, language: str) -> str:
    """A value in words, as all forms show it."""
    # Days as on the pages around: 5 July 2026, not July 5, 2026.
    locale = "en_GB" if language == "en" else language.replace("-", "_")
    if value is None or value == "":
        return NOTHING
    if isinstance(value, date):
        return str(format_date(value, "long", locale=locale))
    if isinstance(value, int | float | Decimal):
        return str(format_decimal(value, locale=locale))
    return value


def qr_figure(address: str, *, alt: str, caption: str = "", width: int = 35) -> Figure:
    """An address as a QR code."""
    made = segno.make(address, micro=False, error="m")
    drawn = made.svg_inline(border=2, dark="#000", light="#fff", omitsize=True)
    svg = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Figure(svg, alt=alt, caption=caption, width=width)
