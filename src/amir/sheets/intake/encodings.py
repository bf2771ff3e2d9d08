"""Which encoding a text file has: stated by its mark, proven by UTF-8, or weighed by its letters."""

import codecs

from ..sayings import N_
from .codepages import likeliest
from .refusing import refused

_CHUNK = 1_000_000
_BINARY = bytes([*range(1, 9), *range(14, 27), 28, 29, 30, 31])  # control codes no list contains
_SAMPLE = 400_000


def encoding_of(data: bytes, name: str) -> str:
    """The name of the encoding, as Python and a coordinator's help page call it."""
    marked = _marked(data)
    if marked:
        return marked
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) * 0.2:
        return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"
    odd = len(sample) - len(sample.translate(None, _BINARY + b"\0"))
    if odd > len(sample) * 0.01 + 2:
        raise not_a_list(name)
    if data.isascii() or _mostly_utf8(data):
        return "utf-8"
    found = likeliest(data)
    if found is None:
        raise not_a_list(name)
    return found


def not_a_list(name: str) -> Exception:
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
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else None


def _mostly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8, but for at most a few bytes pasted from elsewhere or cut off."""
    decoder = codecs.getincrementaldecoder("utf-8")("odd_bytes_counted")
    _odd.count = 0
    letters = 0
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        if chunk.isascii():
            continue
        letters += sum(not c.isascii() for c in decoder.decode(chunk))
        if _odd.count > 20 and _odd.count * 4 > letters:
            return False
    return _odd.count * 5 <= letters
