"""The intake: bytes of a file, or pasted text, become sheets of cells, or are refused clearly."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..grid import Book
from ..sayings import N_
from . import limits
from .recognise import Kind, empty, kind_of
from .refusing import RefusedFile, refused

__all__ = ["RefusedFile", "read_book", "read_bytes", "read_pasted"]


def read_book(path: Path) -> Book:
    """The sheets of a file on disk; raises `Refused` with a text for people."""
    if path.stat().st_size > limits.MAX_FILE_BYTES:
        raise _too_big(path.name)
    return read_bytes(path.read_bytes(), path.name)


def read_bytes(data: bytes, name: str) -> Book:
    """The sheets of a file that was uploaded as `name`; what it is is seen from its content."""
    if len(data) > limits.MAX_FILE_BYTES:
        raise _too_big(name)
    with _without_collector():
        return _with_cells(_reader(kind_of(data, name))(data, name))


def read_pasted(text: str, name: str = "pasted") -> Book:
    """The one sheet of cells that were copied from a spreadsheet, or of text with delimiters."""
    from .delimited import read_text

    if len(text) > limits.MAX_FILE_BYTES:
        raise _too_big(name)
    with _without_collector():
        return _with_cells(read_text(text, name))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Cells come by the hundred thousand and none is garbage: looking for it doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _reader(kind: Kind) -> Callable[[bytes, str], Book]:
    """The reader of a kind. Each is imported when a file needs it: some bring large libraries."""
    if kind == "text":
        from .delimited import read_delimited as reader
    elif kind == "zip":
        from .packed import read_packed as reader
    elif kind == "xls":
        from .xls import read_xls as reader
    elif kind == "markup tables":
        from .web_page import read_web_page as reader
    elif kind == "xml 2003":
        from .xml_2003 import read_xml_2003 as reader
    else:
        from .ods import read_flat_ods as reader
    return reader


def _with_cells(book: Book) -> Book:
    if not any(sheet.rows for sheet in book.sheets):
        raise empty(book.file)
    return book


def _too_big(name: str) -> RefusedFile:
    return refused(
        N_(
            "{file} is larger than {limit} MB. Save only the list, without pictures and other "
            "sheets, or split it into several files."
        ),
        file=name,
        limit=limits.MAX_FILE_BYTES // 1_000_000,
    )
