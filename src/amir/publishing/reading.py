"""A long document in pages that stay light on a slow line; numbers as in the PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString

from amir.documents.layout import LaidHeading
from amir.documents.model import Document
from amir.documents.writers import docx, pdf
from amir.documents.writers.html import body_pieces

MOST = 16_000  # bytes of a page's words; the rest of a page takes as much again


@dataclass(frozen=True)
class Page:
    """A page of a work: its words, and the headings that stand on it."""

    number: int
    body: SafeString
    headings: tuple[LaidHeading, ...]


@lru_cache(maxsize=16)
def pages_of(document: Document) -> tuple[Page, ...]:
    """The pages, at least one. A chapter that fits stands on one page.

    Kept for those that are read most: an edition never changes.
    """
    pieces = body_pieces(document, below=1)
    found = tuple(
        Page(number, pieces.joined(chosen), _headings(pieces.blocks, chosen))
        for number, chosen in enumerate(_cut(pieces.blocks, pieces.sizes), 1)
    )
    return found or (Page(1, SafeString(""), ()),)


@lru_cache(maxsize=8)
def file_of(document: Document, ending: str) -> bytes:
    """The whole as PDF, or as Word file; kept for a while, as making one takes a moment.

    Raises Refused if the form cannot show the document's script.
    """
    return pdf(document) if ending == "pdf" else docx(document)


def _cut(blocks: Sequence[object], sizes: Sequence[int]) -> Iterator[range]:
    """Where the pages begin and end: whole chapters as long as they fit, else whole blocks."""
    begins, size = 0, 0
    for at, block in enumerate(blocks):
        is_chapter = isinstance(block, LaidHeading) and block.level == 1
        chapter = _chapter_size(blocks, sizes, at) if is_chapter else sizes[at]
        # A heading never ends a page: what follows it comes along.
        if at > begins and size + chapter > MOST and not isinstance(blocks[at - 1], LaidHeading):
            yield range(begins, at)
            begins, size = at, 0
        size += sizes[at]
    if begins < len(blocks):
        yield range(begins, len(blocks))


def _chapter_size(blocks: Sequence[object], sizes: Sequence[int], at: int) -> int:
    """How much a chapter has, up to the most that a page takes."""
    size = 0
    for place in range(at, len(blocks)):
        block = blocks[place]
        if place > at and isinstance(block, LaidHeading) and block.level == 1:
            break
        size += sizes[place]
        if size > MOST:
            break
    return size


def _headings(blocks: Sequence[object], chosen: range) -> tuple[LaidHeading, ...]:
    return tuple(b for at in chosen if isinstance(b := blocks[at], LaidHeading) and b.level == 1)
