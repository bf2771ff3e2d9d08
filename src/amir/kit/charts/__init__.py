"""Charts that work in grey, in the dark, at 320 pixels and from right to left.

Each says its finding in one sentence and carries its own data table. Labels and values are text of
the page; only the marks are SVG, in percent of the width, so nothing shrinks on a phone. A value
of None is a figure too small to show.
"""

from .marks import Bars, Bullet, Dot, Dots, Funnel, Line
from .tiles import Grid, Heat

__all__ = ["Bars", "Bullet", "Dot", "Dots", "Funnel", "Grid", "Heat", "Line"]
