"""Rows in colours: asked about where the colour seems to mean something."""

import colorsys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ...core.text import fold, tidy
from ..grid import Sheet
from ..sayings import N_, NN_, Question, Saying
from ..vocabulary import Vocabulary
from .cells import filled
from .layout import Layout
from .words import Words

_PLAIN = 0.12  # less colour than this is grey or white
_NAMES = ((20, "red"), (45, "orange"), (70, "yellow"), (170, "green"), (265, "blue"),
          (330, "purple"), (361, "red"))  # fmt: skip

_SAID = {
    "red": Saying(N_("red")),
    "orange": Saying(N_("orange")),
    "yellow": Saying(N_("yellow")),
    "green": Saying(N_("green")),
    "blue": Saying(N_("blue")),
    "purple": Saying(N_("purple")),
    "black": Saying(N_("black")),
}
_HUES = {"red": 0, "orange": 30, "yellow": 55, "green": 120, "blue": 220, "purple": 290}


def colour_name(rgb: str) -> str:
    """The everyday name of a fill colour, "" for white and grey."""
    red, green, blue = (int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < _PLAIN:
        return "" if light > 0.3 else "black"
    return next(name for limit, name in _NAMES if hue * 360 < limit)


def meaningful_colours(layout: Layout, legend: Mapping[str, str]) -> Mapping[int, str]:
    """Row -> colour name, of the rows that somebody coloured by hand ({} for stripes).

    A pale red looks orange: where a legend names colours, the nearest of those is meant.
    """
    colours = layout.sheet.row_colours
    named = {
        r: name for r in layout.rows if (rgb := colours.get(r)) and (name := _name(rgb, legend))
    }
    if not named or len(named) >= len(layout.rows) / 2 or _striped(layout, named):
        return {}
    return named


def _name(rgb: str, legend: Mapping[str, str]) -> str:
    try:
        name = colour_name(rgb[-6:])
    except ValueError:
        return ""
    known = [other for other in legend if other in _HUES]
    if name not in _HUES or name in known or not known:
        return name
    nearest = min(known, key=lambda other: _apart(_HUES[other], _HUES[name]))
    return nearest if _apart(_HUES[nearest], _HUES[name]) <= 40 else name


def _apart(one: int, other: int) -> int:
    return min((one - other) % 360, (other - one) % 360)


def _striped(layout: Layout, named: Mapping[int, str]) -> bool:
    """Whether the colours only make every other (or every third) row easier to read."""
    rows = [r for r in layout.rows if r in named]
    if len(rows) < 3 or len(set(named.values())) > 1:
        return False
    gaps = Counter(b - a for a, b in pairwise(rows))
    step, often = gaps.most_common(1)[0]
    return step in (2, 3) and often >= 0.8 * (len(rows) - 1)


def ask_colours(layout: Layout, named: Mapping[int, str], legend: Mapping[str, str]) -> Question:
    """The question what the colours mean; a legend found in the book is quoted."""
    table = layout.sheet.table
    counts = Counter(named.values())
    cells = tuple(layout.sheet.at(r) for r in sorted(named))
    shown = tuple(
        Saying(N_("{count} {colour}"), {"count": count, "colour": _said(name)})
        for name, count in counts.most_common()
    )
    told = tuple(
        Saying(N_("{colour} = {meaning}"), {"colour": _said(name), "meaning": legend[name]})
        for name in counts
        if name in legend
    )
    values = {"count": len(named), "shown": shown, "legend": told}
    if told:
        one, many = NN_(
            "{count} row is coloured ({shown}). A legend says: {legend}. What should happen?",
            "{count} rows are coloured ({shown}). A legend says: {legend}. What should happen?",
        )
    else:
        one, many = NN_(
            "{count} row is coloured ({shown}). What does the colour mean?",
            "{count} rows are coloured ({shown}). What do the colours mean?",
        )
    return Question("colour", table, None, Saying(one, values, many, len(named)), cells=cells)


def _said(name: str) -> Saying:
    """The name of a colour as it is shown to people."""
    return _SAID.get(name, Saying("{name}", {"name": name}))


def legend_of(sheets: Sequence[Sheet], words: Words) -> Mapping[str, str]:
    """Colour name -> meaning, from any small sheet that pairs names of colours with words."""
    found: dict[str, str] = {}
    for sheet in sheets:
        if len(sheet.rows) > 60:
            continue
        for row in sheet.rows:
            cells = [tidy(cell.text) for _, cell in filled(row)]
            if len(cells) >= 2 and (
                name := words.vocabulary.colour(fold(cells[0]), words.languages)
            ):
                found.setdefault(name, cells[1])
    return found


def answered_colours(
    named: Mapping[int, str], answer: str | None, vocabulary: Vocabulary
) -> Mapping[int, str]:
    """Row -> what is kept with it: its colour, and what the answer says about that colour."""
    parts: dict[str, str] = defaultdict(str)
    for piece in (answer or "").split(";"):
        name, _, meaning = piece.partition(":")
        if meaning.strip():
            parts[vocabulary.colour(fold(name)) or fold(name)] = meaning.strip()
    return {r: f"{n}: {parts[n]}" if parts[n] else n for r, n in named.items()}
