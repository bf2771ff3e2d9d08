"""A document as one HTML file that needs nothing else, and as a part of a page."""

import re
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from amir.documents.layout import Laid, LaidFigure, LaidHeading, LaidTable, lay_out
from amir.documents.model import Document

STYLE = Path(__file__).with_name("document.css")


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
    """Contents, blocks and sources alone, to stand in a page; headings begin `below` its own."""
    layout = lay_out(document)
    parts = [_part(block, below) for block in layout.blocks]
    return render_to_string("documents/blocks.html", {"parts": parts, "layout": layout})


def _part(block: Laid, below: int) -> dict[str, object]:
    part: dict[str, object] = {"kind": block.kind, "block": block}
    match block:
        case LaidHeading():
            part["tag"] = f"h{min(block.level + below, 6)}"
        case LaidTable():
            part["headings"] = list(zip(block.headings, block.numbers, strict=True))
            part["rows"] = [list(zip(row, block.numbers, strict=True)) for row in block.rows]
        case LaidFigure():
            part["svg"] = _drawing(block)
    return part


def _drawing(figure: LaidFigure) -> SafeString:
    """The drawing as an inline picture; drawn by us, never by people."""
    drawing = re.sub(r"<\?xml[^>]*\?>", "", figure.svg)
    return mark_safe(drawing)  # noqa: S308


@cache
def _style() -> str:
    return STYLE.read_text()
