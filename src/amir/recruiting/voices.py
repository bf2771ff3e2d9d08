"""Voice notes: what phones record, told by the first bytes and not by the name of the file."""

MOST_BYTES = 2 * 1024 * 1024  # some five minutes as phones record speech
_HEADS = {
    b"\x1aE\xdf\xa3": "audio/webm",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"\xff\xf3": "audio/mpeg",
    b"\xff\xf1": "audio/aac",
    b"#!AMR": "audio/amr",
}


def media_type_of(content: bytes) -> str | None:
    """The kind of a recording; None if it is none that we play."""
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    return next((kind for head, kind in _HEADS.items() if content.startswith(head)), None)
