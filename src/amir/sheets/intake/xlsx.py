"""XLSX workbooks (also .xlsm, .xltx, and those that were renamed to something else)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, join

from ..grid import Book, Cell, Sheet
from . import limits
from .draft import Budget, Draft
from .markup import Markup, local
from .package import Package, beside
from .refusing import damaged, too_much
from .styles import Style, styles_of
from .xlsx_sheet import WorksheetReader
from .xlsx_texts import read_comments, shared_strings

_MANY_EMPTIES = 100
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,5}")? ?/>')
_EMPTY_ROW = re.compile(
    rb'<row r="[0-9]{1,7}"(?: (?!hidden|ht|collapsed)[A-Za-z0-9:]{1,20}="[^"<>]{0,40}")* ?'
    rb"(?:/>|></row>)"
)


@dataclass(frozen=True, slots=True)
class _Relation:
    sort: str  # the last word of its type: worksheet, styles, comments ...
    target: str


@dataclass(slots=True)
class _Outline:
    """What the workbook part says: its sheets in order, and where days are counted from."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)  # name, relation, visible
    from_1904: bool = False


def read_xlsx(package: Package) -> Book:
    """All worksheets of the workbook, hidden ones too."""
    workbook = _workbook_part(package)
    relations = _relations(package, workbook)
    outline = _outline(package, workbook)
    if len(outline.sheets) > limits.MAX_SHEETS:
        raise too_much(package.file)
    wanted = {"worksheet", "sharedStrings", "styles", "theme"}
    package.count(r.target for r in set(relations.values()) if r.sort in wanted)
    budget = Budget(package.file)
    shared = shared_strings(package, _target(relations, "sharedStrings"), budget)
    styles = styles_of(package, _target(relations, "styles"), _target(relations, "theme"))
    sheets = []
    for name, identity, visible in outline.sheets:
        relation = relations.get(identity)
        if relation is None or relation.sort != "worksheet":
            continue  # a chart on a sheet of its own
        draft = Draft(budget, name)
        draft.visible = visible
        sheets.append(
            _sheet(package, relation.target, draft, shared, styles, from_1904=outline.from_1904)
        )
    return Book(package.file, tuple(sheets))


def _sheet(
    package: Package,
    part: str,
    draft: Draft,
    shared: list[Cell | None],
    styles: list[Style],
    *,
    from_1904: bool,
) -> Sheet:
    if not package.start_of(part, 1):
        raise damaged(package.file)
    reader = WorksheetReader(draft, shared, styles, from_1904=from_1904)
    pieces = map(_without_empties, package.pieces(part))
    reader.read(pieces, reader.start, reader.end, bounded=False)
    beside_it = _relations(package, part)
    notes, threads = _target(beside_it, "comments"), _target(beside_it, "threadedComment")
    package.count(filter(None, (notes, threads)))
    read_comments(package, notes, threads, draft)
    return draft.finish()


def _without_empties(piece: bytes) -> bytes:
    """A piece of a worksheet without cells and rows that have a format and nothing else.

    Whole columns with a format make a million of them. All that follow have references of their
    own, so that nothing moves; one that is cut by the end of the piece stays and does no harm.
    """
    if piece.count(b"/>") > _MANY_EMPTIES or piece.count(b"></row>") > _MANY_EMPTIES:
        piece = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", piece))
    return piece


def _workbook_part(package: Package) -> str:
    relation = _target(_relations(package, ""), "officeDocument") or "xl/workbook.xml"
    if not package.has(relation):
        raise damaged(package.file)
    return relation


def _relations(package: Package, part: str) -> Mapping[str, _Relation]:
    """Identity -> relation, from the list that stands beside a part."""
    listed = join(dirname(part), "_rels", f"{basename(part)}.rels")
    found: dict[str, _Relation] = {}
    if not package.has(listed):
        return found
    package.count([listed])
    reader = Markup(package.file)

    def start(tag: str, attributes: dict[str, str]) -> None:
        reader.texts.clear()
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            sort = attributes.get("Type", "").rpartition("/")[2]
            target = beside(part, attributes.get("Target", ""))
            found[attributes.get("Id", "")] = _Relation(sort, target)

    reader.read(package.pieces(listed), start, lambda _tag: None)
    return found


def _target(relations: Mapping[str, _Relation], sort: str) -> str:
    """The first part of a sort, or "" when there is none."""
    return next((r.target for r in relations.values() if r.sort == sort), "")


def _outline(package: Package, part: str) -> _Outline:
    package.count([part])
    outline = _Outline()
    reader = Markup(package.file)

    def start(tag: str, attributes: dict[str, str]) -> None:
        reader.texts.clear()
        if tag == "sheet":
            visible = attributes.get("state", "visible") == "visible"
            identity = local({k: v for k, v in attributes.items() if ":" in k}, "id") or ""
            outline.sheets.append((attributes.get("name", ""), identity, visible))
        elif tag == "workbookPr":
            outline.from_1904 = attributes.get("date1904") in ("1", "true")

    reader.read(package.pieces(part), start, lambda _tag: None)
    return outline
