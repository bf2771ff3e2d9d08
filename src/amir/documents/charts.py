"""Charts as SVG that stands alone: it reads in grey, on paper, and in both directions."""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from .model import Chart, Plain, plain, shown

ROW, BAR = 26, 16
LABEL, LENGTH, ROOM = 190, 330, 80
WIDTH = LABEL + LENGTH + ROOM
LONGEST = 30  # letters of a label; the whole of it stands in the table
FONTS = "Noto Sans, Amiri, sans-serif"


def drawn(chart: Chart, language: str, *, is_rtl: bool) -> str:
    """The bars of a chart; what is unknown has none."""
    values = [_length(plain(value)) for _label, value in chart.items]  # type: ignore[arg-type]
    most = max(values, default=0.0) or 1.0
    height = ROW * max(len(values), 1)
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
    parts = [f'<svg {box} font-family="{FONTS}" font-size="13" fill="#16202a">']
    for number, ((label, value), length) in enumerate(zip(chart.items, values, strict=True)):
        said = shown(plain(value), language)  # type: ignore[arg-type]
        parts += _bar(label, said, LENGTH * length / most, ROW * number, is_rtl=is_rtl)
    return "".join([*parts, "</svg>"])


def _bar(label: str, said: str, width: float, top: int, *, is_rtl: bool) -> Sequence[str]:
    """One bar with its label at the side where reading begins."""
    short = label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
    base, edge = top + 18, LABEL + width + 6
    start = (WIDTH - LABEL - width) if is_rtl else LABEL
    ends = ("start", "end") if is_rtl else ("end", "start")
    places = (WIDTH - LABEL + 8, WIDTH - edge) if is_rtl else (LABEL - 8, edge)
    return (
        f'<text x="{places[0]:.1f}" y="{base}" text-anchor="{ends[0]}">{escape(short)}</text>',
        f'<rect x="{start:.1f}" y="{top + 5}" width="{width:.1f}" height="{BAR}" fill="#0b5c6b"/>',
        f'<text x="{places[1]:.1f}" y="{base}" text-anchor="{ends[1]}">{escape(said)}</text>',
    )


def _length(value: Plain) -> float:
    return float(value) if isinstance(value, int | float | Decimal) and value > 0 else 0.0
