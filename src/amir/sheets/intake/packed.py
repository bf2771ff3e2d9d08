"""Zip files: which of them are workbooks, and what the others are called."""

from ..grid import Book
from ..sayings import N_
from .ods import read_ods
from .package import Package
from .recognise import foreign
from .refusing import damaged, locked, refused
from .xlsx import read_xlsx

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_FOREIGN = (
    ("word/document.xml", N_("a text document")),
    ("ppt/presentation.xml", N_("a presentation")),
    ("meta-inf/container.xml", N_("an electronic book")),
    ("androidmanifest.xml", N_("a program")),
)


def read_packed(data: bytes, name: str) -> Book:
    """The sheets of a workbook, or a refusal that names what the zip file is."""
    package = Package(data, name)
    names = frozenset(package.names)
    if "xl/workbook.bin" in names:
        raise refused(
            N_("{file} is a binary workbook. Open it, save it as .xlsx and upload that file."),
            file=name,
        )
    for part, what in _FOREIGN:
        if part in names:
            raise foreign(name, what)
    if "content.xml" in names and "mimetype" in names:
        return _open_document(package, name)
    if "xl/workbook.xml" in names or "[content_types].xml" in names:
        return read_xlsx(package)
    if any(part.endswith(".iwa") or part == "index.zip" for part in names):
        raise refused(
            N_(
                "{file} is a Numbers document. In Numbers choose File, Export to, Excel or CSV, "
                "and upload that file."
            ),
            file=name,
        )
    if not names:
        raise damaged(name)
    if package.any_encrypted:
        raise locked(name)
    raise refused(
        N_("{file} is a packed folder. Unpack it and upload the list that is in it."), file=name
    )


def _open_document(package: Package, name: str) -> Book:
    kind = package.start_of("mimetype").decode("ascii", "replace").strip()
    if not kind.startswith(_ODS):
        raise foreign(name, N_("a document without sheets"))
    if b"encryption-data" in package.start_of("meta-inf/manifest.xml", 1_000_000):
        raise locked(name)
    return read_ods(package)
