"""Zip files that others made: looked through before anything in them is read."""

import io
import zipfile
from xml.parsers import expat

from django.utils.translation import gettext as _

from amir.core.errors import Refused

MOST_MEGABYTES = 20
MOST_PARTS = 2_000
MOST_UNPACKED = 120_000_000
MOST_RATIO = 150
SMALL_UNPACKED = 20_000_000
MOST_DEPTH = 200
_MARKUP = (".xml", ".rels", ".qde", ".qdc")


def no(sentence: str) -> Refused:
    """The refusal of a file."""
    return Refused(sentence, field="file")


def damaged() -> Refused:
    """For what cannot be followed."""
    return no(_("The file is damaged. Open it in the program it is from, and save it again."))


def small_enough(content: bytes) -> None:
    """Refused above the limit of an upload."""
    if len(content) > MOST_MEGABYTES * 1024 * 1024:
        raise no(_("The file is larger than {most} MB. Split it.").format(most=MOST_MEGABYTES))


def opened(content: bytes) -> tuple[zipfile.ZipFile, set[str]]:
    """A zip file and the names in it, in small letters.

    Refused: broken, with a password, with macros, or unpacking to far more than it is.
    """
    small_enough(content)
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        infos = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as broken:
        raise damaged() from broken
    names = {info.filename.lower() for info in infos}
    if any("vbaproject" in name for name in names):
        raise no(_("The file holds macros. Save it as .docx without them."))
    if any(info.flag_bits & 1 for info in infos):
        raise no(_("The file has a password. Save it without one and bring that file."))
    unpacked = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    swells = unpacked > SMALL_UNPACKED and unpacked / packed > MOST_RATIO
    if len(infos) > MOST_PARTS or unpacked > MOST_UNPACKED or swells:
        raise no(_("The file unpacks to far more than a text. Copy the text into a new file."))
    if len(names) != len(infos):
        raise damaged()
    for info in infos:
        if info.filename.lower().endswith(_MARKUP):
            walk_markup(part_of(package, info.filename))
    return package, names


def part_of(package: zipfile.ZipFile, name: str) -> bytes:
    """One part, never longer than it says it is."""
    try:
        info = package.getinfo(name)
        with package.open(info) as part:
            content = part.read(info.file_size + 1)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError) as broken:
        raise damaged() from broken
    except NotImplementedError as unknown:
        raise damaged() from unknown
    if len(content) > info.file_size:
        raise damaged()
    return content


def walk_markup(content: bytes) -> None:
    """Refused for words of its own, as traps define them, and for elements nested without end."""
    depth = 0

    def begin(*_told: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise damaged()

    def end(*_told: object) -> None:
        nonlocal depth
        depth -= 1

    def forbid(*_told: object) -> None:
        raise no(_("The file defines words of its own, as traps do. It is not read."))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = forbid
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as broken:
        raise damaged() from broken
