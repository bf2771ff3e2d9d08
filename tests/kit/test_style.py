"""One stylesheet and one script: small, and the same in both directions."""

import gzip
import re
from pathlib import Path

from amir import kit

ROOM = Path(kit.__file__).parent
CSS = (ROOM / "static/kit/amir.css").read_text()
SCRIPT = (ROOM / "static/kit/amir.js").read_text()
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right|top|bottom)(?:-\w+)?|left|right|top|bottom"
    r"|(?:min-|max-)?(?:width|height)|float|clear)\s*:"
    r"|text-align\s*:\s*(?:left|right)"
)
KNOBS = {"accent", "accent-deep", "accent-soft", "on-accent", "paper", "surface", "sunken", "ink",
         "muted", "line", "font", "radius"}  # fmt: skip


def test_style_has_no_physical_directions() -> None:
    # Conditions on the screen are physical by nature.
    without_media = re.sub(r"@media\s*\([^{]*\{", "{", CSS)
    assert PHYSICAL.findall(without_media) == []


def test_style_and_script_are_small() -> None:
    assert len(gzip.compress(CSS.encode(), 9)) <= 18 * 1024
    assert len(gzip.compress(SCRIPT.encode(), 9)) <= 4 * 1024


def test_style_loads_nothing_from_elsewhere() -> None:
    assert re.findall(r"url\(|@import|https?:", CSS) == []
    assert re.findall(r"https?:|\beval\b|innerHTML", SCRIPT) == []


def test_style_gives_partners_twelve_properties_first() -> None:
    first = CSS[CSS.index(":root {") : CSS.index("\n\n", CSS.index(":root {"))]
    assert set(re.findall(r"--([\w-]+):", first)) == KNOBS


def test_style_says_every_colour_of_the_dark_in_both_ways_of_asking() -> None:
    asked = r':root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{([^}]*)\}'
    blocks = [re.findall(r"--[\w-]+: [^;]+;", block) for block in re.findall(asked, CSS)]
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]


def test_templates_hold_no_inline_style_or_script() -> None:
    bad = re.compile(r"\sstyle=|\son\w+=|javascript:|<style|<script(?![^>]*\bsrc=)")
    found = {
        template.name: bad.findall(template.read_text())
        for template in ROOM.rglob("*.html")
        if bad.search(template.read_text())
    }
    assert found == {}
