"""A document as one HTML file that needs nothing else, and as a part of a page."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from amir.documents.layout import (
    Laid,
    LaidFigure,
    LaidHeading,
    LaidSources,
    LaidTable,
    Layout,
    lay_out,
)
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


@dataclass(frozen=True)
class Pieces:
    """A body block by block, to be shown on several pages; numbers stay those of the whole."""

    blocks: tuple[Laid, ...]
    written: tuple[SafeString, ...]
    sources: tuple[Laid, ...]
    below: int

    @property
    def sizes(self) -> list[int]:
        """How many bytes each block takes."""
        return [len(each.encode()) for each in self.written]

    def joined(self, chosen: range) -> SafeString:
        """Some of the blocks, with the sources that they name."""
        found = SafeString("".join(self.written[at] for at in chosen))
        named = {int(number) for number in re.findall(r'href="#source-(\d+)"', found)}
        for block in self.sources if named else ():
            if isinstance(block, LaidSources):
                kept = tuple(each for each in block.sources if each.number in named)
                found += _written(LaidSources(kept), self.below)
            else:
                found += _written(block, self.below)
        return found


def body_pieces(document: Document, *, below: int = 1) -> Pieces:
    """The body without its contents, in pieces."""
    blocks = lay_out(document).blocks
    end = len(blocks) - 2 if blocks and isinstance(blocks[-1], LaidSources) else len(blocks)
    shown = blocks[:end]
    return Pieces(shown, tuple(_written(each, below) for each in shown), blocks[end:], below)


def _written(block: Laid, below: int) -> SafeString:
    told = {"parts": [_part(block, below)], "layout": Layout((), (), "")}
    return render_to_string("documents/blocks.html", told)


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
