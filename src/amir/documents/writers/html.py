"""A document as one HTML file that needs nothing else, and as a part of a page."""

import re
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from amir.documents.model import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Table,
    shown,
)

STYLE = Path(__file__).with_name("document.css")
KINDS: dict[type, str] = {
    Heading: "heading", Paragraph: "paragraph", Listing: "listing", Facts: "facts",
    Table: "table", Figure: "figure", PageBreak: "page_break",
}  # fmt: skip


def html(document: Document) -> str:
    """The whole file."""
    return render_to_string(
        "documents/document.html",
        {
            "document": document,
            "direction": "rtl" if document.is_right_to_left else "ltr",
            "body": body(document),
            # Ours, and the same for everybody.
            "style": mark_safe(_style()),  # noqa: S308
        },
    )


def body(document: Document, *, below: int = 1) -> SafeString:
    """The blocks alone, to stand in a page; headings begin `below` the page's own."""
    parts = [_part(block, document.language, below) for block in document.blocks]
    return render_to_string("documents/blocks.html", {"parts": parts})


def _part(block: Block, language: str, below: int) -> dict[str, object]:
    part: dict[str, object] = {"kind": KINDS[type(block)], "block": block}
    match block:
        case Heading():
            part["tag"] = f"h{min(block.level + below, 6)}"
        case Facts():
            part["rows"] = [(label, shown(value, language)) for label, value in block.rows]
        case Table():
            part["headings"] = list(zip(block.headings, block.numbers, strict=True))
            part["rows"] = [
                [
                    (shown(value, language), is_number)
                    for value, is_number in zip(row, block.numbers, strict=True)
                ]
                for row in block.rows
            ]
        case Figure():
            part["svg"] = _labelled(block)
    return part


def _labelled(figure: Figure) -> SafeString:
    """The drawing as an inline picture with its words; drawn by us, never by people."""
    drawing = re.sub(r"<\?xml[^>]*\?>", "", figure.svg)
    return mark_safe(drawing)  # noqa: S308


@cache
def _style() -> str:
    return STYLE.read_text()
