"""How to cite what was published: in words, as BibTeX and RIS for reference managers.

An organisation is the author, never a person.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

FORMATS = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


@dataclass(frozen=True)
class Citation:
    """What a citation names. `number` is that of an edition, or a name such as IT-P3."""

    author: str
    title: str
    programme: str
    published_on: date
    number: int | str
    language: str
    address: str
    key: str


def in_words(it: Citation) -> str:
    """One line to copy."""
    if isinstance(it.number, int):
        sentence = _("{author} ({year}). {title}. {programme}, edition {number}. {address}")
    else:
        sentence = _("{author} ({year}). {title}. {programme}, {number}. {address}")
    return sentence.format(
        author=it.author, year=it.published_on.year, title=it.title, programme=it.programme,
        number=it.number, address=it.address,
    )  # fmt: skip


def bibtex(it: Citation) -> str:
    """A BibTeX entry; letters of TeX are escaped."""
    fields = {
        "title": _tex(it.title), "author": "{" + _tex(it.author) + "}",
        "year": str(it.published_on.year), "month": str(it.published_on.month),
        "edition": str(it.number), "series": _tex(it.programme), "language": it.language,
        "url": it.address.replace("}", "%7D").replace("{", "%7B"),
    }  # fmt: skip
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@techreport{{{it.key},\n{lines}\n}}\n"


def ris(it: Citation) -> str:
    """An RIS record: one tag a line."""
    rows = (
        ("TY", "RPRT"), ("TI", it.title), ("AU", it.author), ("PY", str(it.published_on.year)),
        ("DA", it.published_on.strftime("%Y/%m/%d")), ("T2", it.programme), ("ET", str(it.number)),
        ("LA", it.language), ("UR", it.address), ("ER", ""),
    )  # fmt: skip
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in rows)


def as_json_ld(kind: str, it: Citation, more: Mapping[str, Any]) -> SafeString:
    """It in the words of schema.org, fit to stand in a page: nothing in it ends a script."""
    told = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": it.address,
        "url": it.address,
        "name": it.title,
        "inLanguage": it.language,
        "datePublished": it.published_on.isoformat(),
        "author": {"@type": "Organization", "name": it.author},
        "publisher": {"@type": "Organization", "name": it.author},
        "isPartOf": {"@type": "CreativeWorkSeries", "name": it.programme},
        **more,
    }
    said = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)
    return mark_safe(said.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S308


def _tex(text: str) -> str:
    return _line(text).translate(_SPECIAL)


def _line(text: str) -> str:
    """Words on one line: a line of its own would be another field."""
    return re.sub(r"\s+", " ", text).strip()
