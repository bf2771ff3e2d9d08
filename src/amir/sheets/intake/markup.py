"""XML read as a stream by expat, with nothing allowed by which a small file becomes a large one."""

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from ..sayings import N_
from . import limits
from .refusing import RefusedFile, damaged, refused, too_much

Attributes = Mapping[str, str]
Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
_BUFFER = 32_768
_PIECES = 64  # buffers of text without any tag between them: two million characters


class Markup:
    """One XML document on its way.

    `texts` collects character data; a reader must clear it at every start of an element.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.texts: list[str] = []

    def read(
        self,
        pieces: Iterable[bytes],
        start: Start,
        end: End,
        *,
        bare_names: bool = True,
        bounded: bool = True,
    ) -> None:
        """Feed all pieces. `bare_names`: without the prefix that the first element has;
        `bounded`: watch how deep elements stand in each other, which a fast reader does itself.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = _BUFFER
        parser.CharacterDataHandler = self.texts.append
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype

        def first(tag: str, attributes: dict[str, str]) -> None:
            cut = tag.find(":") + 1 if bare_names else 0
            begin, finish = start, end
            if cut or bounded:
                begin, finish = self._handlers(start, end, cut)
            parser.StartElementHandler = begin
            parser.EndElementHandler = finish
            begin(tag, attributes)

        parser.StartElementHandler = first
        fed = 0
        try:
            for piece in pieces:
                parser.Parse(piece, False)
                fed += len(piece)
                unread = fed - max(parser.CurrentByteIndex, 0)
                if unread > limits.MAX_XML_TOKEN_BYTES or len(self.texts) > _PIECES:
                    raise too_much(self.file)
            if fed:  # nothing at all: a part that is not there
                parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise damaged(self.file) from error

    def _handlers(self, start: Start, end: End, cut: int) -> tuple[Start, End]:
        depth = 0

        def begin(tag: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > limits.MAX_XML_DEPTH:
                raise too_much(self.file)
            start(tag[cut:] if cut else tag, attributes)

        def finish(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(tag[cut:] if cut else tag)

        return begin, finish

    def text(self) -> str:
        """What was collected since `texts` was cleared."""
        return self.texts[0] if len(self.texts) == 1 else "".join(self.texts)

    def _doctype(self, *_: object) -> None:
        raise definitions(self.file)


def definitions(file: str) -> RefusedFile:
    """For XML that brings its own definitions (entities), which no spreadsheet program writes."""
    return refused(
        N_(
            "{file} contains definitions that no spreadsheet program writes and that can do harm. "
            "Copy the list into a new sheet, save it and upload that file."
        ),
        file=file,
    )


def local(attributes: Attributes, name: str) -> str | None:
    """An attribute by its local name, whatever its prefix."""
    for key, value in attributes.items():
        if key == name or key.endswith(f":{name}"):
            return value
    return None
