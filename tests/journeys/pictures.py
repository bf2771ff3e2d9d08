"""Pictures for the docs: taken anew on demand, and always there, in the right size, and light."""

import os
import struct
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
HEAVIEST = 120_000
PNG_HEAD = struct.Struct(">8s4x4sII")
# Taken on the way of Yusuf and Amina: name -> width and height.
ON_THE_WAY = {
    "application": (320, 640),
    "agreement": (390, 640),
    "meeting-link": (320, 640),
    "closing": (1280, 640),
}


def keep(page: Page, name: str, size: tuple[int, int]) -> None:
    """Take the picture if pictures are wanted; else the one that is there must do."""
    file = FOLDER / f"{name}.png"
    if os.environ.get("AMIR_SCREENSHOTS") == "1":
        FOLDER.mkdir(exist_ok=True)
        page.screenshot(path=file, animations="disabled")
    assert shape(file) == size
    assert file.stat().st_size <= HEAVIEST


def shape(file: Path) -> tuple[int, int]:
    """Width and height of a PNG."""
    signature, kind, width, height = PNG_HEAD.unpack(file.read_bytes()[: PNG_HEAD.size])
    assert (signature, kind) == (b"\x89PNG\r\n\x1a\n", b"IHDR")
    return width, height
