"""Reading projects and codebooks that other programs wrote."""

from collections.abc import Iterator
from uuid import UUID
from xml.etree import ElementTree as Tree

from django.utils.translation import gettext as _

from ..packed import damaged, no, opened, part_of, small_enough, walk_markup
from .values import (
    EXCLUDE,
    INCLUDE,
    INTERNAL,
    QdaCode,
    QdaCoding,
    QdaProject,
    QdaSelection,
    QdaText,
)


def read_codebook(content: bytes) -> tuple[QdaCode, ...]:
    """The codes of a .qdc file. Raises Refused for what is none."""
    small_enough(content)
    root = _root(content)
    if _name(root) != "CodeBook":
        raise no(_("The file is no REFI-QDA codebook."))
    return tuple(_codes(_child(root, "Codes")))


def read_project(content: bytes) -> QdaProject:
    """A .qdpx file: codes, texts and what was marked in them. Raises Refused for what is none."""
    package, names = opened(content)
    if "project.qde" not in names:
        raise no(_("The file is no REFI-QDA project."))
    inside = {info.filename.lower(): info.filename for info in package.infolist()}
    root = _root(part_of(package, inside["project.qde"]))
    if _name(root) != "Project":
        raise no(_("The file is no REFI-QDA project."))
    texts, left_out = [], 0
    for source in _children(_child(root, "Sources")):
        path = source.get("plainTextPath", "").removeprefix(INTERNAL).lower()
        told = _text_in(source, "PlainTextContent")
        if not told and (found := inside.get(f"sources/{path}")):
            told = _decoded(part_of(package, found))
        if _name(source) != "TextSource" or not told.strip():
            left_out += 1
            continue
        texts.append(_text(source, told))
    users = {_guid(u): u.get("name", "") for u in _children(_child(root, "Users"))}
    codes = tuple(_codes(_child(_child(root, "CodeBook"), "Codes")))
    return QdaProject(
        root.get("name", ""), codes, tuple(texts), coders=users, left_out=left_out
    )  # fmt: skip


def _text(source: Tree.Element, told: str) -> QdaText:
    pieces = []
    for piece in _children(source, "PlainTextSelection"):
        codings = tuple(
            QdaCoding(_guid(each), _guid(ref, "targetGUID"), _guid_or_none(each, "creatingUser"))
            for each in _children(piece, "Coding")
            if (ref := _child(each, "CodeRef")) is not None
        )
        start, end = _number(piece, "startPosition"), _number(piece, "endPosition")
        pieces.append(
            QdaSelection(_guid(piece), piece.get("name", ""), start, end, codings,
                         _text_in(piece, "Description"))
        )  # fmt: skip
    return QdaText(_guid(source), source.get("name", ""), told, tuple(pieces))


def _codes(parent: Tree.Element | None) -> Iterator[QdaCode]:
    for element in _children(parent, "Code"):
        words = {"": "", INCLUDE: "", EXCLUDE: ""}
        at = ""
        for line in _text_in(element, "Description").split("\n"):
            begun = next((mark for mark in (INCLUDE, EXCLUDE) if line.startswith(mark)), None)
            if begun:
                at, line = begun, line.removeprefix(begun)
            words[at] = f"{words[at]}\n{line.strip()}".strip("\n")
        yield QdaCode(
            _guid(element), element.get("name", ""), words[""], words[INCLUDE], words[EXCLUDE],
            tuple(_codes(element)),
        )  # fmt: skip


def _root(content: bytes) -> Tree.Element:
    walk_markup(content)
    # No words of its own are defined in it: walk_markup has refused that.
    return Tree.fromstring(content)  # noqa: S314


def _name(element: Tree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _children(parent: Tree.Element | None, name: str = "") -> list[Tree.Element]:
    found = list(parent) if parent is not None else []
    return [each for each in found if not name or _name(each) == name]


def _child(parent: Tree.Element | None, name: str) -> Tree.Element | None:
    return next(iter(_children(parent, name)), None)


def _text_in(parent: Tree.Element, name: str) -> str:
    child = _child(parent, name)
    return (child.text or "") if child is not None else ""


def _guid(element: Tree.Element, name: str = "guid") -> UUID:
    found = _guid_or_none(element, name)
    if found is None:
        raise damaged()
    return found


def _guid_or_none(element: Tree.Element, name: str) -> UUID | None:
    try:
        return UUID(element.get(name, "").strip("{}"))
    except ValueError:
        return None


def _number(element: Tree.Element, name: str) -> int:
    written = element.get(name, "")
    if not written.isdecimal() or len(written) > 9:
        raise damaged()
    return int(written)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as broken:
        raise no(_("The letters of a text in the file cannot be read.")) from broken
