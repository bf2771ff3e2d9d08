"""Files out of the walk: what was left out, with the reason; and an empty list to fill in."""

import csv
import io
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from django.http import Http404
from django.utils import translation
from django.utils.translation import get_language_bidi, gettext

from amir.core.text import fold
from amir.participants.sheet import PARTICIPANT_TARGETS
from amir.sheets.writing import Heading, Page, write_workbook

from ..enums import RowAct
from ..models import PeopleList
from .packing import said
from .told import told_of
from .understanding import open_files

TEMPLATE = frozenset({
    "role", "given_name", "family_name", "phone", "email", "birth", "gender", "languages",
    "place", "availability", "topics", "capacity", "police_check_on", "trained", "consent",
    "notes",
})  # fmt: skip
_BOM = "\ufeff"  # without it a spreadsheet takes the file for an old encoding


def left_out_workbook(people_list: PeopleList) -> bytes:
    """XLSX: the rows that do not go in, as they came, and a last column that says why."""
    why = {
        row.source: said(row.why)
        for row in people_list.rows.filter(act=RowAct.SKIP).only("source", "why")
    }
    lists = open_files(people_list.files.all())
    pages = []
    for book in told_of(people_list.answers).on_cells(lists.books):
        for sheet in book.sheets:
            rows = [r for r in range(len(sheet.rows)) if sheet.at(r) in why]
            if rows:
                heading = next((r for r in range(rows[0]) if _is_heading(sheet.rows[r])), None)
                width = max(len(sheet.rows[r]) for r in rows)
                titles = _texts(sheet.rows[heading], width) if heading is not None else [""] * width
                cells = [[*_texts(sheet.rows[r], width), why[sheet.at(r)]] for r in rows]
                headings = [Heading(title) for title in titles]
                title = sheet.name or sheet.file
                pages.append(Page(title, [*headings, Heading(gettext("Why"), 50)], cells))
    empty = Page(gettext("Left out"), [Heading(gettext("Why"), 50)], [],
                 empty=gettext("Every row went in."))  # fmt: skip
    return _workbook(_with_own_titles(pages) or [empty])


def template_file(ending: str, language: str) -> bytes:
    """An empty list whose headings are surely understood; CSV or XLSX. Raises Http404."""
    headings = template_headings(language)
    if ending == "xlsx":
        return _workbook([Page(gettext("People"), [Heading(each, 20) for each in headings], [])])
    if ending != "csv":
        raise Http404
    text = io.StringIO()
    csv.writer(text).writerow(headings)
    return (_BOM + text.getvalue()).encode()


def template_headings(language: str) -> list[str]:
    """For each field what the language calls it, or the shortest plain heading that is known."""
    own, english = (_headings(code) for code in (language, "en"))
    found = []
    with translation.override(language):
        for target in PARTICIPANT_TARGETS:
            if target.field in TEMPLATE:
                label = target.label.text(gettext)
                phrases = own.get(target.field) or english[target.field]
                found.append(label if fold(label) in map(fold, phrases) else _plain(phrases))
    return [heading[:1].upper() + heading[1:] for heading in found]


def _plain(phrases: Sequence[str]) -> str:
    """The first heading of few words that is no abbreviation and no question."""
    few = (p for p in phrases if len(p.split()) <= 3 and len(p) > 3 and not p.endswith("..."))
    return next(few, phrases[0])


def _headings(language: str) -> dict[str, list[str]]:
    path = files("amir.participants") / "vocabulary" / f"{language}.yaml"
    if not path.is_file():
        return {}
    # The loader of the vocabulary: every word stays the text that it is.
    tree = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    found: dict[str, list[str]] = tree["headings"]
    return found


def _is_heading(row: Sequence[object]) -> bool:
    return sum(cell is not None for cell in row) > 1


def _texts(row: Sequence[object], width: int) -> list[str]:
    texts = [getattr(cell, "text", "") for cell in row[:width]]
    return [*texts, *[""] * (width - len(texts))]


def _with_own_titles(pages: Sequence[Page]) -> list[Page]:
    """Sheets of several files may have one name; a workbook wants each name once."""
    found: list[Page] = []
    for number, page in enumerate(pages, start=1):
        title = page.title if len(pages) == 1 else f"{number} {page.title}"
        found.append(Page(title, page.headings, page.rows))
    return found


def _workbook(pages: Sequence[Page]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.xlsx"
        write_workbook(path, pages, right_to_left=get_language_bidi())
        return path.read_bytes()
