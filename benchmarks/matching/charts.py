"""Two kinds of chart as SVG text: lines over logarithmic axes, and bars."""

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 40, 50
# Told apart by people who see few colours, too (Okabe and Ito), and by the marks.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555")
DASHES = ("", "6 3", "2 3")
_FONT = 'font-family="sans-serif" font-size="12" fill="#222222"'
Points = Sequence[tuple[float, float]]


def lines(title: str, across: str, up: str, series: Mapping[str, Points]) -> str:
    """Each series as a line over two logarithmic axes; empty ones are left out."""
    series = {name: sorted(points) for name, points in series.items() if points}
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    if not xs:
        return _page(title, [])
    wide, high = _axis(xs), _axis(ys)
    parts = [_grid(wide, high, across, up)]
    ends: list[float] = []
    for nth, points in enumerate(series.values()):
        spots = [(_x(x, wide), _y(y, high)) for x, y in points]
        parts.append(_line(spots, nth))
        ends.append(spots[-1][1])
    for nth, (name, y) in enumerate(zip(series, _apart(ends), strict=True)):
        end = (_x(series[name][-1][0], wide), ends[nth])
        parts.append(_label(end, y, name, COLOURS[nth % len(COLOURS)]))
    return _page(title, parts)


def bars(title: str, values: Mapping[str, float], unit: str = "") -> str:
    """One bar per name on a logarithmic scale that begins at the decade below the least."""
    shown = {name: value for name, value in values.items() if value > 0}
    if not shown:
        return _page(title, [])
    scale = _axis(list(shown.values()))
    step = (HEIGHT - TOP - 20) / len(shown)
    parts = []
    for nth, (name, value) in enumerate(shown.items()):
        y = TOP + nth * step
        long = (WIDTH - 2 * RIGHT) * _share(value, scale)
        parts.append(
            f'<text x="{RIGHT - 8}" y="{y + step / 2:.1f}" text-anchor="end" {_FONT}>'
            f"{escape(name)}</text>"
            f'<rect x="{RIGHT}" y="{y + 2:.1f}" width="{max(long, 1):.1f}" '
            f'height="{step - 6:.1f}" fill="{COLOURS[0]}"/>'
            f'<text x="{RIGHT + long + 6:.1f}" y="{y + step / 2:.1f}" {_FONT}>'
            f"{value:.3g}{escape(unit)}</text>"
        )
    return _page(title, parts)


def _axis(values: Sequence[float]) -> tuple[float, float]:
    """The powers of ten around some values, as logarithms."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _share(value: float, axis: tuple[float, float]) -> float:
    return (math.log10(value) - axis[0]) / (axis[1] - axis[0])


def _x(value: float, axis: tuple[float, float]) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * _share(value, axis)


def _y(value: float, axis: tuple[float, float]) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * _share(value, axis)


def _grid(wide: tuple[float, float], high: tuple[float, float], across: str, up: str) -> str:
    """A line and a number at every power of ten."""
    parts = [
        f'<text x="{LEFT}" y="{HEIGHT - 10}" {_FONT}>{escape(across)}</text>',
        f'<text x="10" y="{TOP - 8}" {_FONT}>{escape(up)}</text>',
    ]
    for power in range(int(wide[0]), int(wide[1]) + 1):
        x = _x(10.0**power, wide)
        parts.append(
            f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#dddddd"/>'
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle" {_FONT}>'
            f"{10.0**power:,.10g}</text>"
        )
    for power in range(int(high[0]), int(high[1]) + 1):
        y = _y(10.0**power, high)
        parts.append(
            f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" {_FONT}>'
            f"{10.0**power:,.10g}</text>"
        )
    return "".join(parts)


def _line(spots: Points, nth: int) -> str:
    colour, dash = COLOURS[nth % len(COLOURS)], DASHES[nth // len(COLOURS) % len(DASHES)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    marks = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in spots)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-dasharray="{dash}"/>{marks}'
    )


def _label(end: tuple[float, float], y: float, name: str, colour: str) -> str:
    """The name at the right edge, a thin line from where the series ends."""
    edge = WIDTH - RIGHT + 10
    return (
        f'<path d="M{end[0] + 4:.1f} {end[1]:.1f}L{edge - 4} {y:.1f}" stroke="{colour}" '
        f'stroke-width="0.5" opacity="0.5"/><text x="{edge}" y="{y + 4:.1f}" '
        f'font-family="sans-serif" font-size="12" fill="{colour}">{escape(name)}</text>'
    )


def _apart(heights: Sequence[float], least: float = 15) -> list[float]:
    """Heights moved as little as needed for labels not to cover one another."""
    placed = dict.fromkeys(range(len(heights)), 0.0)
    last = -math.inf
    for nth in sorted(placed, key=lambda n: heights[n]):
        last = placed[nth] = max(heights[nth], last + least)
    over = max(0.0, last - (HEIGHT - 20))
    return [placed[nth] - over for nth in range(len(heights))]


def _page(title: str, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
        f'<text x="{LEFT}" y="18" font-family="sans-serif" font-size="14" font-weight="bold" '
        f'fill="#222222">{escape(title)}</text>{"".join(parts)}</svg>\n'
    )
