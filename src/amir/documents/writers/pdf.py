"""A document as tagged PDF (PDF/UA-1), set by Typst with the fonts that come with us.

The text travels as data beside one fixed template: nothing that people write is ever read as
Typst code. The same document gives the same bytes.
"""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_amiri
import fontpkg_noto_sans
import typst
from django.utils.translation import gettext as _

from amir.core.errors import Refused
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

TEMPLATE = Path(__file__).with_name("document.typ")


def pdf(document: Document) -> bytes:
    """The file. Raises Refused if our fonts lack a letter: boxes in its place help nobody."""
    data = json.dumps(_data(document), ensure_ascii=False)
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": data},
    )
    made_at = datetime.combine(document.made_on, time(), tzinfo=UTC)
    try:
        made = compiler.compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=int(made_at.timestamp())
        )
    except typst.TypstError as error:
        if "could not be displayed" in error.message:
            raise Refused(
                _("We cannot print this script as PDF. Take HTML and print it in your browser.")
            ) from error
        raise
    return bytes(made) if isinstance(made, bytes) else b"".join(made or [])


def png_of(svg: str, width: int) -> bytes:
    """A drawing as points, for forms that know no SVG; `width` in millimetres."""
    source = (
        '#set page(width: auto, height: auto, margin: 0pt)\n'
        '#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1mm)'
    )  # fmt: skip
    compiler = typst.Compiler(
        source.encode(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"svg": svg, "width": str(width)},
    )
    made = compiler.compile(format="png", ppi=200)
    return bytes(made) if isinstance(made, bytes) else (made or [b""])[0]


@cache
def _fonts() -> typst.Fonts:
    """Read once: the fonts of this process do not change."""
    folders = [str(fontpkg_noto_sans.ROOT), str(fontpkg_amiri.ROOT)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _data(document: Document) -> dict[str, Any]:
    language, _dash, region = document.language.partition("-")
    return {
        "title": document.title,
        "language": language,
        "region": region.lower() if len(region) == 2 else None,
        "direction": "rtl" if document.is_right_to_left else "ltr",
        "subtitle": document.subtitle,
        "author": document.organisation,
        "look": document.look,
        "small_print": list(document.small_print),
        "blocks": [_block(block, document.language) for block in document.blocks],
    }


def _block(block: Block, language: str) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.text, "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", "spans": _spans(block.spans), "as": block.kind}
        case Listing():
            items = [_spans(line) for line in block.lines]
            return {"kind": "listing", "items": items, "numbered": block.is_numbered}
        case Facts():
            rows = [[label, shown(value, language)] for label, value in block.rows]
            return {"kind": "facts", "rows": rows}
        case Table():
            cells = [[shown(value, language) for value in row] for row in block.rows]
            return {
                "kind": "table", "headings": list(block.headings), "rows": cells,
                "numbers": list(block.numbers), "caption": block.caption,
            }  # fmt: skip
        case Figure():
            return {
                "kind": "figure", "svg": block.svg, "alt": block.alt,
                "caption": block.caption, "width": block.width,
            }  # fmt: skip
        case PageBreak():
            return {"kind": "break"}


def _spans(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [
        {"text": s.text, "bold": s.is_bold, "href": s.href, "language": s.language.split("-")[0]}
        for s in spans
    ]
