"""Texts as people bring them: DOCX, plain text, a web page, or pasted; always paragraphs out.

Nothing in a file is run. A file that could be a trap is refused in a sentence that says why.
"""

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from .models.groups import LONGEST_TEXT
from .packed import damaged, no, opened, small_enough

ENDINGS = (".docx", ".txt", ".html", ".htm")
# Not read, but each has a sentence of its own, so the form lets them come here.
ALSO_KNOWN = (".docm", ".doc", ".dotm")
LONGEST_PARAGRAPH = 20_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_BLOCKS = frozenset({
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr",
    "blockquote", "section", "article", "pre", "dt", "dd", "title",
})  # fmt: skip
_SILENT = frozenset({"script", "style", "template", "noscript", "object", "svg", "head", "iframe"})
_LOOKS_LIKE_A_PAGE = re.compile(
    r"<(?:!doctype|html|body|p|div|span|br|script|style|table|ul|ol|li|meta|img|iframe|svg|a)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)


def read_file(content: bytes, name: str) -> list[str]:
    """The paragraphs of a file. Raises Refused: what is wrong with it, and what to do."""
    small_enough(content)
    ending = f".{name.lower().rpartition('.')[2]}"
    if ending in (".docm", ".dotm"):
        raise no(_("The file may hold macros. Save it as .docx and bring that file."))
    if content.startswith(_OLD_OFFICE):
        raise no(
            _("The file is in an old format or has a password. Save it as .docx without password.")
        )
    if content.startswith(b"PK\x03\x04"):
        return checked(_read_docx(content))
    if ending not in (".txt", ".html", ".htm"):
        raise no(_("The file is no .docx file. Save it as .docx or .txt and bring that file."))
    text = _decoded(content)
    return checked(read_typed(text) if ending == ".txt" else from_page(text))


def read_typed(text: str) -> list[str]:
    """The paragraphs of what was typed or pasted; of pasted web pages only the words remain."""
    return from_page(text) if _LOOKS_LIKE_A_PAGE.search(text) else _lines(text)


def from_page(text: str) -> list[str]:
    """The words of a web page in paragraphs; scripts and everything unseen are dropped."""
    reader = _Words()
    reader.feed(text)
    reader.close()
    return _lines("".join(reader.words))


def checked(paragraphs: list[str]) -> list[str]:
    """The same paragraphs. Refused if there are none, or too many letters."""
    if not paragraphs:
        raise no(_("There are no words in it."))
    if sum(map(len, paragraphs)) > LONGEST_TEXT:
        raise no(_("The text is longer than any talk. Bring it in several parts."))
    return paragraphs


def _lines(text: str) -> list[str]:
    """Lines with words in them; one that nobody could read through is cut at the end of words."""
    found: list[str] = []
    for line in re.split(r"[\r\n\u2028\u2029]+", _UNSEEN.sub("", text)):
        words = re.sub(r"[ \t\xa0]+", " ", line).strip()
        while len(words) > LONGEST_PARAGRAPH:
            cut = words.rfind(" ", 1, LONGEST_PARAGRAPH)
            cut = cut if cut > 0 else LONGEST_PARAGRAPH
            found.append(words[:cut].strip())
            words = words[cut:].strip()
        if words:
            found.append(words)
    return found


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            break
    best = from_bytes(content).best()
    if best is None:
        raise no(_("The letters of the file cannot be read. Save it as UTF-8 text."))
    return str(best)


class _Words(HTMLParser):
    """Collects words outside of silent elements; blocks end a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin to be silent, or a new line."""
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Go on after what was silent."""
        if tag in self._silent:
            while self._silent and self._silent.pop() != tag:
                continue
        elif tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Words; a line break inside of a line is a space, as browsers show it."""
        if not self._silent:
            self.words.append(re.sub(r"\s+", " ", data))


def _read_docx(content: bytes) -> list[str]:
    """Paragraphs and cells in their order. Deleted and hidden things are not read."""
    _package, names = opened(content)
    if "word/document.xml" not in names:
        raise no(_("The file is no text document. Save it as .docx and bring that file."))
    try:
        document = Document(io.BytesIO(content))
        return _lines("\n".join(_texts_of(document)))
    except Exception as broken:  # whatever a broken file makes the reader stumble over
        raise damaged() from broken


def _texts_of(document: Docx) -> Iterator[str]:
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield part.text
        elif isinstance(part, Table):
            for row in part.rows:
                cells = {cell._tc: cell.text for cell in row.cells}
                yield "\t".join(text for text in cells.values() if text.strip())
