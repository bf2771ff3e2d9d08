"""How to cite a work: in words, as BibTeX and RIS for reference managers, as JSON-LD for machines.

An organisation is the author, never a person.
"""

import json
import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import PublishedWork
from .queries import Reading

FORMATS = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
_SPECIAL = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "_": r"\_", "$": r"\$", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


@dataclass(frozen=True)
class Cited:
    """What a citation names."""

    author: str
    title: str
    programme: str
    published_on: date
    number: int
    language: str
    address: str
    key: str


def address_of(work: PublishedWork, language: str) -> str:
    """The whole address of an edition in a language; it never changes."""
    path = reverse("publication", kwargs={"published_id": work.pk, "language": language})
    return f"{settings.SITE_URL}{path}"


def cited(reading: Reading) -> Cited:
    """What is named of an edition in a language."""
    work = reading.work
    return Cited(
        work.organisation_name, work.titles[reading.language], reading.programme.name,
        work.published_on, work.number, reading.language, address_of(work, reading.language),
        f"{reading.programme.key}-{work.kind}-{str(work.pk)[:8]}",
    )  # fmt: skip


def in_words(it: Cited) -> str:
    """One line to copy."""
    sentence = _("{author} ({year}). {title}. {programme}, edition {number}. {address}")
    return sentence.format(
        author=it.author, year=it.published_on.year, title=it.title, programme=it.programme,
        number=it.number, address=it.address,
    )  # fmt: skip


def bibtex(it: Cited) -> str:
    """A BibTeX entry; letters of TeX are escaped."""
    fields = {
        "title": _tex(it.title), "author": "{" + _tex(it.author) + "}",
        "year": str(it.published_on.year), "month": str(it.published_on.month),
        "edition": str(it.number), "series": _tex(it.programme), "language": it.language,
        "url": it.address.replace("}", "%7D").replace("{", "%7B"),
    }  # fmt: skip
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@techreport{{{it.key},\n{lines}\n}}\n"


def ris(it: Cited) -> str:
    """An RIS record: one tag a line."""
    rows = (
        ("TY", "RPRT"), ("TI", it.title), ("AU", it.author), ("PY", str(it.published_on.year)),
        ("DA", it.published_on.strftime("%Y/%m/%d")), ("T2", it.programme), ("ET", str(it.number)),
        ("LA", it.language), ("UR", it.address), ("ER", ""),
    )  # fmt: skip
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in rows)


def json_ld(reading: Reading) -> str:
    """The work in the words of schema.org, fit to stand in a page: nothing in it ends a script."""
    it, work = cited(reading), reading.work
    told = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": it.address,
        "url": it.address,
        "name": it.title,
        "inLanguage": it.language,
        "datePublished": it.published_on.isoformat(),
        "version": it.number,
        "author": {"@type": "Organization", "name": it.author},
        "publisher": {"@type": "Organization", "name": it.author},
        "isPartOf": {"@type": "CreativeWorkSeries", "name": it.programme},
        "funder": {"@type": "Organization", "name": reading.programme.funder},
        "abstract": work.summaries.get(it.language, ""),
        "spatialCoverage": ", ".join(
            filter(None, (work.municipality, work.region, work.country))
        ),
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": kind,
             "contentUrl": f"{it.address}file/?as={ending}"}
            for ending, kind in (("pdf", "application/pdf"), ("docx", DOCX))
        ],
    }  # fmt: skip
    told = {name: value for name, value in told.items() if value}
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _tex(text: str) -> str:
    return _line(text).translate(_SPECIAL)


def _line(text: str) -> str:
    """Words on one line: a line of its own would be another field."""
    return re.sub(r"\s+", " ", text).strip()
