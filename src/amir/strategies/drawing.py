"""Pictures as SVG without any style of their own: the chain, and measures over time.

Each picture stands beside the same content as a list or a table. In pages that run from right to
left they are mirrored. Text is in the colour of the page around it.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe

from .chain import Chain
from .models import Measure

WIDE, BOX, LINE, GAP = 1000, 210, 44, 14
LONGEST = 26
NAMES = 300


def short(text: str, most: int = LONGEST) -> str:
    """A label that fits its box."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def chain_svg(chain: Chain, alt: str, *, is_right_to_left: bool) -> SafeString:
    """Columns of boxes with lines between them."""
    columns = chain.columns()
    tall = max((len(nodes) for _c, _h, nodes in columns), default=0) * (LINE + GAP) + 50
    step = (WIDE - BOX) / max(1, len(columns) - 1)
    places: dict[str, tuple[float, float]] = {}
    parts = []
    for at, (_column, heading, nodes) in enumerate(columns):
        x = at * step
        x = WIDE - BOX - x if is_right_to_left else x
        parts.append(_text(x + BOX / 2, 20, heading, is_bold=True))
        for row, node in enumerate(nodes):
            y = 40 + row * (LINE + GAP)
            places[node.name] = (x, y)
            label = f"{node.number} {node.label}" if node.number else node.label
            parts.append(
                f'<rect x="{x:g}" y="{y}" width="{BOX}" height="{LINE}" rx="8" fill="none" '
                'stroke="currentColor" stroke-opacity="0.5"/>'
            )
            parts.append(_text(x + BOX / 2, y + LINE / 2 + 5, short(label)))
    lines = [_curve(places[a], places[b], is_right_to_left) for a, b in chain.links]
    return _svg(tall, alt, [*lines, *parts])


def plan_svg(measures: Sequence[Measure], alt: str, *, is_right_to_left: bool) -> SafeString:
    """A bar for each measure that has both days, over the years."""
    dated = [(m, m.starts_on, m.ends_on) for m in measures if m.starts_on and m.ends_on]
    if not dated:
        return SafeString("")
    first = date(min(starts for _m, starts, _e in dated).year, 1, 1)
    last = date(max(ends for _m, _s, ends in dated).year + 1, 1, 1)
    whole = (last - first).days

    def x_of(day: date) -> float:
        far = (day - first).days / whole * (WIDE - NAMES)
        return WIDE - NAMES - far if is_right_to_left else NAMES + far

    tall = 40 + len(dated) * 34
    parts = []
    years = [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    for year, following in pairwise(years):
        x = x_of(year)
        parts.append(
            f'<line x1="{x:g}" y1="26" x2="{x:g}" y2="{tall}" stroke="currentColor" '
            'stroke-opacity="0.25"/>'
        )
        parts.append(_text((x + x_of(following)) / 2, 18, str(year.year)))
    for row, (measure, starts, ends) in enumerate(dated):
        y = 34 + row * 34
        start, end = sorted((x_of(starts), x_of(ends)))
        parts.append(
            f'<rect x="{start:g}" y="{y}" width="{max(end - start, 4):g}" height="20" rx="4" '
            f'class="bar-{measure.state}" fill="currentColor" fill-opacity="0.55"/>'
        )
        at = WIDE if is_right_to_left else 0
        parts.append(_text(at, y + 15, short(measure.title, 36), anchor="start"))
    return _svg(tall, alt, parts)


def _svg(tall: float, alt: str, parts: Sequence[str]) -> SafeString:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 0 {WIDE + 2} {tall:g}" '
        f'role="img" aria-label="{escape(alt, {chr(34): "&quot;"})}">'
    )
    return mark_safe(head + "".join(parts) + "</svg>")  # noqa: S308  every text in it is escaped


def _text(x: float, y: float, text: str, *, is_bold: bool = False, anchor: str = "middle") -> str:
    weight = ' font-weight="600"' if is_bold else ""
    apart = f"\u2068{text}\u2069"  # its own direction, whichever way the page runs
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="14" '
        f'fill="currentColor"{weight}>{escape(apart)}</text>'
    )


def _curve(source: tuple[float, float], target: tuple[float, float], mirrored: bool) -> str:
    (x, y), (x_2, y_2) = source, target
    x, x_2 = (x, x_2 + BOX) if mirrored else (x + BOX, x_2)
    y, y_2 = y + LINE / 2, y_2 + LINE / 2
    middle = (x + x_2) / 2
    return (
        f'<path d="M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {y_2:g} {x_2:g} {y_2:g}" '
        'fill="none" stroke="currentColor" stroke-opacity="0.45"/>'
    )
