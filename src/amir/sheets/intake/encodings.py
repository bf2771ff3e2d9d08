"""Which encoding a text file has: told by its mark, proven as UTF-8, or weighed by letters."""

import codecs
import re

from ..sayings import N_
from .codepages import likeliest
from .refusing import RefusedFile, refused

_CHUNK = 1_000_000
_SAMPLE = 400_000
_CONTROLS = bytes([*range(1, 9), *range(14, 27), 28, 29, 30, 31])  # codes that no list contains
_ODD = re.compile("[\udc80-\udcff]+")


def _odd_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as what they nearly always are: Windows letters pasted in."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("amir_odd_bytes", _odd_bytes)


def encoding_of(data: bytes, name: str) -> str:
    """The name of the encoding, as Python calls it."""
    marked = _marked(data)
    if marked:
        return marked
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) * 0.2:
        return _unmarked_utf16(sample, name)
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > len(sample) * 0.01 + 2:
        raise not_a_list(name)
    if data.isascii() or _mostly_utf8(data):
        return "utf-8"
    found = likeliest(data)
    if found is None:
        raise not_a_list(name)
    return found


def not_a_list(name: str) -> RefusedFile:
    """For bytes that are no text at all."""
    return refused(
        N_(
            "{file} is neither a spreadsheet nor a text that can be read. Save the list as "
            ".xlsx or .csv in your spreadsheet program and upload that file."
        ),
        file=name,
    )


def _marked(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None


def _unmarked_utf16(sample: bytes, name: str) -> str:
    """UTF-16 without its mark: nearly every second byte is 0, always the same side."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) > max(even, odd) * 0.05:
        raise not_a_list(name)
    return "utf-16-be" if even > odd else "utf-16-le"


def _mostly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8, but for at most a few bytes pasted from elsewhere or cut off."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    several = single = 0
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        text = decoder.decode(chunk)
        several += max(0, len(chunk) - len(text))
        if several or not chunk.isascii():
            single += len(_ODD.findall(text))
        if single > 50 and single * 5 > several:
            return False
    return single * 5 <= several
