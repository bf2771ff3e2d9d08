"""Writing projects and codebooks: the same values, the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as Tree

from .values import (
    CODEBOOK,
    EXCLUDE,
    INCLUDE,
    INTERNAL,
    PROJECT,
    QdaCase,
    QdaCode,
    QdaProject,
    QdaText,
)

FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def written_codebook(codes: Sequence[QdaCode]) -> bytes:
    """A .qdc file."""
    root = Tree.Element("CodeBook", {"xmlns": CODEBOOK, "origin": "amir"})
    _write_codes(Tree.SubElement(root, "Codes"), codes)
    return _bytes(root)


def written_project(project: QdaProject) -> bytes:
    """A .qdpx file: the project as XML, and its texts beside it."""
    root = Tree.Element("Project", {"xmlns": PROJECT, "name": project.name, "origin": "amir"})
    if project.coders:
        users = Tree.SubElement(root, "Users")
        for guid, name in project.coders.items():
            Tree.SubElement(users, "User", {"guid": str(guid), "name": name})
    if project.codes:
        codes = Tree.SubElement(Tree.SubElement(root, "CodeBook"), "Codes")
        _write_codes(codes, project.codes)
    _write_cases(root, project.cases)
    if project.texts:
        sources = Tree.SubElement(root, "Sources")
        for text in project.texts:
            _write_text(sources, text)
    if project.notes:
        notes = Tree.SubElement(root, "Notes")
        for guid, words in project.notes:
            note = Tree.SubElement(notes, "Note", {"guid": str(guid), "name": "Memo"})
            Tree.SubElement(note, "PlainTextContent").text = _clean(words)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        parts = {"project.qde": _bytes(root)}
        parts |= {f"sources/{text.guid}.txt": text.text.encode() for text in project.texts}
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return buffer.getvalue()


def _write_codes(parent: Tree.Element, codes: Sequence[QdaCode]) -> None:
    for code in codes:
        told = {"guid": str(code.guid), "name": _clean(code.name), "isCodable": "true"}
        element = Tree.SubElement(parent, "Code", told)
        lines = [code.definition]
        lines += [f"{INCLUDE} {code.include}"] if code.include else []
        lines += [f"{EXCLUDE} {code.exclude}"] if code.exclude else []
        if any(lines):
            Tree.SubElement(element, "Description").text = _clean("\n".join(lines))
        _write_codes(element, code.below)


def _write_cases(root: Tree.Element, cases: Sequence[QdaCase]) -> None:
    if not cases:
        return
    kinds: dict[str, str] = {}
    for case in cases:
        for name, value in case.facts:
            kinds.setdefault(name, "Integer" if isinstance(value, int) else "Text")
    # A variable needs an id; the same name gives the same one.
    ids = {name: uuid5(NAMESPACE_URL, f"{PROJECT}#{name}") for name in kinds}
    if kinds:
        variables = Tree.SubElement(root, "Variables")
        for name, kind in kinds.items():
            told = {"guid": str(ids[name]), "name": name, "typeOfVariable": kind}
            Tree.SubElement(variables, "Variable", told)
    parent = Tree.SubElement(root, "Cases")
    for case in cases:
        element = Tree.SubElement(parent, "Case", {"guid": str(case.guid), "name": case.name})
        for name, value in case.facts:
            held = Tree.SubElement(element, "VariableValue")
            Tree.SubElement(held, "VariableRef", {"targetGUID": str(ids[name])})
            Tree.SubElement(held, f"{kinds[name]}Value").text = _clean(str(value))
        for text in case.texts:
            Tree.SubElement(element, "SourceRef", {"targetGUID": str(text)})


def _write_text(parent: Tree.Element, text: QdaText) -> None:
    element = Tree.SubElement(parent, "TextSource", {
        "guid": str(text.guid), "name": _clean(text.name),
        "plainTextPath": f"{INTERNAL}{text.guid}.txt",
    })  # fmt: skip
    for piece in text.selections:
        selection = Tree.SubElement(element, "PlainTextSelection", {
            "guid": str(piece.guid), "name": piece.name,
            "startPosition": str(piece.start), "endPosition": str(piece.end),
        })  # fmt: skip
        if piece.description:
            Tree.SubElement(selection, "Description").text = _clean(piece.description)
        for coding in piece.codings:
            told = {"guid": str(coding.guid)}
            told |= {"creatingUser": str(coding.coder)} if coding.coder else {}
            told |= {"creationDateTime": coding.at.isoformat()} if coding.at else {}
            given = Tree.SubElement(selection, "Coding", told)
            Tree.SubElement(given, "CodeRef", {"targetGUID": str(coding.code)})
    for note in text.notes:
        Tree.SubElement(element, "NoteRef", {"targetGUID": str(note)})


def _bytes(root: Tree.Element) -> bytes:
    Tree.indent(root)
    told: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _clean(text: str) -> str:
    """Letters that XML can hold."""
    return "".join(c for c in text if c in "\n\t" or (c >= " " and c not in "\ufffe\uffff"))
