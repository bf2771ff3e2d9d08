"""The intake: bytes of a file, or pasted text, become sheets of cells, or are refused clearly."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..grid import Book
from ..sayings import N_
from . import limits
from .delimited import read_delimited, read_text
from .ods import read_flat_ods
from .packed import read_packed
from .recognise import Kind, empty, kind_of
from .refusing import RefusedFile, refused
from .web_page import read_web_page
from .xls import read_xls
from .xml_2003 import read_xml_2003

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
        return _with_cells(_READERS[kind_of(data, name)](data, name))


def read_pasted(text: str, name: str = "pasted") -> Book:
    """The one sheet of cells that were copied from a spreadsheet, or of text with delimiters."""
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


_READERS: Mapping[Kind, Callable[[bytes, str], Book]] = {
    "text": read_delimited,
    "zip": read_packed,
    "xls": read_xls,
    "web page": read_web_page,
    "xml 2003": read_xml_2003,
    "flat ods": read_flat_ods,
}


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
