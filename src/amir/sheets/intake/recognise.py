"""What a file is, judged by its bytes; the ending of its name is believed by nobody."""

import codecs
import re
from typing import Literal

from ..sayings import N_
from .refusing import RefusedFile, refused

Kind = Literal["zip", "xls", "web page", "xml 2003", "flat ods", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_XLS = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"II*\x00", N_("a picture")),
    (b"MM\x00*", N_("a picture")),
    (b"BM", N_("a picture")),
    (b"{\\rtf", N_("a text document")),
    (b"\x1f\x8b", N_("a packed file")),
    (b"7z\xbc\xaf", N_("a packed file")),
    (b"Rar!", N_("a packed file")),
    (b"BZh", N_("a packed file")),
    (b"\xfd7zXZ", N_("a packed file")),
    (b"SQLite format 3", N_("a database")),
    (b"\x00\x01\x00\x00Standard ", N_("a database")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
    (b"MIME-Version:", N_("a saved web page or e-mail")),
    (b"BEGIN:VC", N_("an address book or calendar")),
)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|style|meta|div|center|tr|font|frameset)\b", re.I
)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:\{|\[))')
_HEAD = 4_000


def kind_of(data: bytes, name: str) -> Kind:
    """Which reader understands the file; refuses what no reader does, by its name."""
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise empty(name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if data.startswith((_OLE, *_BARE_XLS)):
        return "xls"
    for magic, what in _FOREIGN:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:20]):
            raise foreign(name, what)
    if data[4:8] == b"ftyp" or data[:4] == b"RIFF":
        raise foreign(name, N_("a picture or a film"))
    return _text_kind(_head(data), name)


def empty(name: str) -> RefusedFile:
    """For a file in which no cell is filled."""
    return refused(
        N_("{file} is empty. Check that you saved the list and chose the right file."), file=name
    )


def foreign(name: str, what: str) -> RefusedFile:
    """For a sound file of another kind."""
    return refused(
        N_(
            "{file} is {what}, not a list. Open the list in your spreadsheet program, save it as "
            ".xlsx or .csv and upload that file."
        ),
        file=name,
        what=what,
    )


def _head(data: bytes) -> str:
    head = data[:_HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return head.replace(b"\0", b"").decode("latin-1")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _text_kind(head: str, name: str) -> Kind:
    start = head.lstrip()
    if not start.startswith("<"):
        if _JSON.match(start):
            raise foreign(name, N_("a data file for programs (JSON)"))
        return "text"
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<html" not in head.lower():
        return "xml 2003"
    if "<office:document" in head:
        return "flat ods"
    if _HTML.search(head):
        return "web page"
    if start.startswith(("<?xml", "<!DOCTYPE", "<!--")):
        raise foreign(name, N_("a data file for programs (XML)"))
    return "text"
