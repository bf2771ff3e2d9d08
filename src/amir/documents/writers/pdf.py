"""A document as tagged PDF (PDF/UA-1), set by Typst with the fonts that come with us.

The text travels as data beside one fixed template: nothing that people write is ever read as
Typst code. The same document gives the same bytes.
"""

import json
from dataclasses import is_dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_amiri
import fontpkg_noto_sans
import typst
from django.utils.translation import gettext as _

from amir.core.errors import Refused
from amir.documents.layout import Run, lay_out
from amir.documents.model import Document

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
    layout = lay_out(document)
    return {
        "title": document.title,
        "language": language,
        "region": region.lower() if len(region) == 2 else None,
        "direction": "rtl" if document.is_right_to_left else "ltr",
        "subtitle": document.subtitle,
        "author": document.organisation,
        "look": document.look,
        "small_print": list(document.small_print),
        "contents": bool(layout.contents),
        "contents_title": layout.contents_title,
        "blocks": [_plain(block) for block in layout.blocks],
    }


def _plain(thing: Any) -> Any:
    """What is laid out as JSON; of a language only its name, without the region."""
    if isinstance(thing, tuple):
        return [_plain(each) for each in thing]
    if isinstance(thing, Run):
        return {**vars(thing), "language": thing.language.split("-")[0]}
    return (
        {name: _plain(each) for name, each in vars(thing).items()} if is_dataclass(thing) else thing
    )
