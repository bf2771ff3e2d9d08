"""The records of an XLS file, looked through before any library builds cells from them."""

import struct

import xlrd
from xlrd.compdoc import CompDoc, CompDocError

from ..sayings import N_
from . import limits
from .recognise import foreign
from .refusing import damaged, locked, too_much

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_RECORDS = 700_000
_LOCKED = 0x2F
_CELLS = frozenset(
    [0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x206, 0x27E]
)
_MANY_NUMBERS = 0xBD
# Empty cells, links and names: nothing that we keep, and each can stand for millions of cells.
_NEEDLESS = frozenset([0x01, 0x201, 0xBE, 0x1B8, 0x18, 0x218])
_IGNORED = struct.pack("<H", 0x00FA)  # a number that no record has
_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_OTHERS = (("WordDocument", N_("a text document")), ("PowerPoint Document", N_("a presentation")))

# What xlrd runs into when records of a damaged file do not say what they should.
BROKEN = (
    struct.error, xlrd.XLRDError, CompDocError, AssertionError, AttributeError, LookupError,
    ArithmeticError, TypeError, ValueError, RecursionError, MemoryError, NotImplementedError,
)  # fmt: skip


def workbook_stream(data: bytes, name: str) -> bytes:
    """The records of the workbook, without those that only cost."""
    stream = _contained(data, name) if data.startswith(_OLE) else data
    return _sifted(bytearray(stream), name)


def _contained(data: bytes, name: str) -> bytes:
    """The workbook's stream inside the compound file."""
    names = data.replace(b"\0", b"")
    if b"EncryptedPackage" in names and b"EncryptionInfo" in names:
        raise locked(name)
    try:
        document = CompDoc(data, logfile=_Silence())
        for stream in _STREAMS:
            found = document.get_named_stream(stream)
            if found is not None:
                return bytes(found)
        for stream, what in _OTHERS:
            if document.get_named_stream(stream) is not None:
                raise foreign(name, what)
    except BROKEN as error:
        raise damaged(name) from error
    raise foreign(name, N_("a document without sheets"))


def _sifted(stream: bytearray, name: str) -> bytes:
    at = records = cells = 0
    end = len(stream) - 4
    while at <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _LOCKED:
            raise locked(name)
        if kind in _NEEDLESS:
            stream[at : at + 2] = _IGNORED
        elif kind in _CELLS:
            cells += 1
        elif kind == _MANY_NUMBERS:
            cells += max(0, size - 6) // 6
        records += 1
        if cells > limits.MAX_XLS_CELLS or records > _MAX_RECORDS:
            raise too_much(name)
        at += 4 + size
    if not records:
        raise damaged(name)
    return bytes(stream)


class _Silence:
    """Takes what the library would print."""

    def write(self, text: str) -> int:
        return len(text)
