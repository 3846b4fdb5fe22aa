"""Outlines: what a bone or a piece of the trunk covers of a raster, row by row.

A shape is as wide, in each row of dots, as its edges are apart where they cross the row's middle.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor, inf, sqrt

Point = tuple[float, float]


class Spans:
    """A shape's outline: for each row of dots from how far left to how far right it goes.

    ``first`` is the row of the first item of ``lows`` and ``highs``. A row that the shape does not
    touch has no width: what is low is infinite there.
    """

    __slots__ = ("first", "highs", "lows")

    def __init__(self, top: float, bottom: float) -> None:
        """Args: the heights between which the shape lies; a row more at either end is for rounding."""
        self.first = floor(top) - 1
        rows = floor(bottom) + 2 - self.first
        self.lows, self.highs = [inf] * rows, [-inf] * rows

    @property
    def empty(self) -> bool:
        """Whether no row is touched."""
        return min(self.lows) == inf

    def disc(self, x: float, y: float, radius: float) -> None:
        """Widen every row whose middle a disc covers."""
        lows, highs, square = self.lows, self.highs, radius * radius
        first, off = ceil(y - radius - 0.5), 0.5 - y
        for row in range(first, floor(y + radius - 0.5) + 1):
            here = row + off
            rest = square - here * here
            half = sqrt(rest) if rest > 0.0 else 0.0
            place = row - self.first
            if x - half < lows[place]:
                lows[place] = x - half
            if x + half > highs[place]:
                highs[place] = x + half

    def edge(self, ax: float, ay: float, bx: float, by: float) -> None:
        """Widen every row whose middle an edge crosses."""
        if ay > by:
            ax, ay, bx, by = bx, by, ax, ay
        first, last = ceil(ay - 0.5), floor(by - 0.5)
        if first > last or by == ay:
            return
        lows, highs = self.lows, self.highs
        slope = (bx - ax) / (by - ay)
        x = ax + (first + 0.5 - ay) * slope
        for place in range(first - self.first, last - self.first + 1):
            if x < lows[place]:
                lows[place] = x
            if x > highs[place]:
                highs[place] = x
            x += slope

    def widen(self, row: int, low: float, high: float) -> None:
        """Widen one row to at least ``low`` and ``high``."""
        place = row - self.first
        self.lows[place] = min(low, self.lows[place])
        self.highs[place] = max(high, self.highs[place])

    def dots(self, wide: int, high: int) -> Iterator[tuple[int, int, int]]:
        """Each row with its first and its last dot, cut to a box.

        A row that holds no dot's middle gets one dot.
        """
        row = self.first - 1
        for left, right in zip(self.lows, self.highs, strict=True):
            row += 1
            if left == inf or not 0 <= row < high:
                continue
            low, last = ceil(left - 0.5), ceil(right - 0.5) - 1
            if last < low:
                low = last = floor((left + right) / 2)
            if low < 0:
                low = 0
            if last >= wide:
                last = wide - 1
            if low <= last:
                yield row, low, last


def capsule(a: Point, b: Point, thick_a: float, thick_b: float) -> Spans:
    """A bone's outline by rows: two discs of these radii, in dots, and what lies between."""
    (ax, ay), (bx, by) = a, b
    spans = Spans(min(ay - thick_a, by - thick_b), max(ay + thick_a, by + thick_b))
    spans.disc(ax, ay, thick_a)
    dx, dy = bx - ax, by - ay
    length = sqrt(dx * dx + dy * dy)
    if length > 0.01:
        spans.disc(bx, by, thick_b)
        nx, ny = -dy / length, dx / length
        for side in (1.0, -1.0):
            out_a, out_b = thick_a * side, thick_b * side
            spans.edge(ax + nx * out_a, ay + ny * out_a, bx + nx * out_b, by + ny * out_b)
    if spans.empty:
        row = floor((ay + by) / 2)
        spans = Spans(row, row)
        spans.widen(row, min(ax, bx) - thick_a, max(ax, bx) + thick_a)
    return spans


def hull(rings: Sequence[Sequence[Point]]) -> Spans:
    """Surface between neighbouring closed outlines of equally many points, row by row."""
    heights = [y for ring in rings for _, y in ring]
    spans = Spans(min(heights), max(heights))
    for ring in rings:
        before = ring[-1]
        for point in ring:
            spans.edge(*before, *point)
            before = point
    for near, far in pairwise(rings):
        for a, b in zip(near, far, strict=True):
            spans.edge(*a, *b)
    return spans
