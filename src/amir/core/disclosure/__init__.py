"""Tables of counts about people in which nobody can be found: disclosure control.

Small counts are suppressed (threshold rule), and with them other cells, so that no small count
can be worked out from totals: *complementary cell suppression* by the *hypercube method*
(Repsilber 1994; Giessing and Repsilber 2002, as in tau-ARGUS). A hypercube is a cell, one other
category in each dimension, and all corners between them. If all its corners are suppressed,
people can be thought to sit on the other corners while every published figure stays as it is.
How many people can be thought to move is the width of what an attacker is left with: at least
`k` values, no narrower than what "fewer than k" says anyway.

Successive releases of one table are looked at together. The attacker may know all of them, and
that counts only grow. A change by fewer than k people is as small a count as any other.

A zero is shown: it is nobody. Whoever needs the percentages computes them from shown figures.
"""

from .releases import TOTAL, Cell, Release
from .suppressing import Audience, suppress, threshold

__all__ = ["TOTAL", "Audience", "Cell", "Release", "suppress", "threshold"]
