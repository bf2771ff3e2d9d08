"""A workbook's zip file, opened with care: nothing is unpacked before it has been counted."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from ..sayings import N_
from . import limits
from .refusing import damaged, locked, refused, too_much

_CHUNK = 65_536
_ENCRYPTED = 0x1
_HEADER = b"PK\x01\x02"


class Package:
    """The parts of a zip file by name. Parts are read as a stream, under one common limit."""

    def __init__(self, data: bytes, name: str) -> None:
        self.file = name
        self._packed = len(data)
        if data.count(_HEADER) > limits.MAX_ZIP_ENTRIES:
            raise too_much(name)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise damaged(name) from error
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            part = _plain(info.filename)
            if part in self._parts and not info.is_dir():
                # Two parts of one name: every program may show another one of them.
                raise damaged(name)
            self._parts[part] = info

    @property
    def names(self) -> Iterable[str]:
        """The names of all parts, in lower case and with plain slashes."""
        return self._parts

    @property
    def any_encrypted(self) -> bool:
        """Whether a part needs a password."""
        return any(info.flag_bits & _ENCRYPTED for info in self._parts.values())

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return _plain(part) in self._parts

    def count(self, parts: Iterable[str], most_tags: int = limits.MAX_TAGS) -> None:
        """Unpack the parts once to nowhere; refuses if they are more than a list can be."""
        unpacked = tags = 0
        for part in parts:
            for piece in self.pieces(part):
                unpacked += len(piece)
                tags += piece.count(b"<")
                if unpacked > limits.MAX_UNPACKED_BYTES or tags > most_tags:
                    raise too_much(self.file)
                if (
                    unpacked > limits.SMALL_UNPACKED_BYTES
                    and unpacked > limits.MAX_PACKING_RATIO * self._packed
                ):
                    raise too_much(self.file)

    def pieces(self, part: str) -> Iterator[bytes]:
        """The part piece by piece; nothing for a part that is not there."""
        info = self._parts.get(_plain(part))
        if info is None:
            return
        if info.flag_bits & _ENCRYPTED:
            raise locked(self.file)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused(
                N_(
                    "{file} is packed in a way that spreadsheet programs do not use. "
                    "Open it, save it as .xlsx and upload the new file."
                ),
                file=self.file,
            )
        left = limits.MAX_UNPACKED_BYTES
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise too_much(self.file)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise damaged(self.file) from error
        except (NotImplementedError, RuntimeError) as error:
            raise damaged(self.file) from error

    def start_of(self, part: str, size: int = 4_000) -> bytes:
        """The first bytes of a part."""
        start = b""
        for piece in self.pieces(part):
            start += piece
            if len(start) >= size:
                break
        return start[:size]


def beside(part: str, target: str) -> str:
    """The name of the part that `target` means when `part` speaks of it."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return _plain(target)
    return _plain(posixpath.normpath(posixpath.join(posixpath.dirname(part), target)))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
