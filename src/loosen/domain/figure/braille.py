"""Dots: a raster that fills shapes from the back to the front, and reads as lines of text.

A row of dots is one whole number, a bit per dot, so that a span is one operation. Roles are kept
per cell of 2 x 4 dots. Shapes are painted far ones first; the last to touch a cell gives it its
role.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from math import ceil, floor, sqrt
from typing import NamedTuple

Point = tuple[float, float]
Spans = dict[int, tuple[float, float]]

BLANK = "\u2800"


class Role(StrEnum):
    """What a cell shows. The widget's theme decides what colour that is."""

    NONE = "none"
    FLOOR = "floor"
    PROP = "prop"
    FAR = "far"
    NEAR = "near"
    BODY = "body"
    TARGET = "target"


class Frame(NamedTuple):
    """A drawing: lines of text, and for every cell of every line its role."""

    lines: tuple[str, ...]
    roles: tuple[tuple[Role, ...], ...]


def changed(old: Frame, new: Frame) -> list[tuple[int, int, int]]:
    """The spans of cells in which two frames of one size differ: row, first column, column after.

    Cells that differ within four of each other make one span: to say the terminal where to go on
    costs more than to repeat a few cells.
    """
    spans: list[tuple[int, int, int]] = []
    for y, (before, after) in enumerate(zip(old.lines, new.lines, strict=True)):
        were, are = old.roles[y], new.roles[y]
        if before == after and were == are:
            continue
        start = end = -1
        for x in range(len(after)):
            if before[x] == after[x] and were[x] is are[x]:
                continue
            if start >= 0 and x - end >= 4:
                spans.append((y, start, end))
                start = -1
            start = x if start < 0 else start
            end = x + 1
        spans.append((y, start, end))
    return spans


def capsule(a: Point, b: Point, thick_a: float, thick_b: float) -> Spans:
    """A bone's outline by rows: two discs of these radii, in dots, and what lies between."""
    spans: Spans = {}
    _disc(spans, a, thick_a)
    _disc(spans, b, thick_b)
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = sqrt(dx * dx + dy * dy)
    if length > 0.01:
        nx, ny = -dy / length, dx / length
        corners = (
            (a[0] + nx * thick_a, a[1] + ny * thick_a),
            (b[0] + nx * thick_b, b[1] + ny * thick_b),
            (b[0] - nx * thick_b, b[1] - ny * thick_b),
            (a[0] - nx * thick_a, a[1] - ny * thick_a),
        )
        for index in range(4):
            _edge(spans, corners[index - 1], corners[index])
    if not spans:
        spans[floor((a[1] + b[1]) / 2)] = (min(a[0], b[0]) - thick_a, max(a[0], b[0]) + thick_a)
    return spans


def hull(rings: Sequence[Sequence[Point]]) -> Spans:
    """What lies between neighbouring closed outlines of equally many points, row by row."""
    spans: Spans = {}
    for ring in rings:
        for index in range(len(ring)):
            _edge(spans, ring[index - 1], ring[index])
    for near, far in pairwise(rings):
        for a, b in zip(near, far, strict=True):
            _edge(spans, a, b)
    return spans


def _disc(spans: Spans, centre: Point, radius: float) -> None:
    x, y = centre
    for row in range(ceil(y - radius - 0.5), floor(y + radius - 0.5) + 1):
        off = row + 0.5 - y
        half = sqrt(max(radius * radius - off * off, 0.0))
        _widen(spans, row, x - half, x + half)


def _edge(spans: Spans, a: Point, b: Point) -> None:
    """Widen every row whose middle the edge crosses."""
    (ax, ay), (bx, by) = (a, b) if a[1] <= b[1] else (b, a)
    first, last = ceil(ay - 0.5), floor(by - 0.5)
    if first > last or by == ay:
        return
    slope = (bx - ax) / (by - ay)
    x = ax + (first + 0.5 - ay) * slope
    for row in range(first, last + 1):
        _widen(spans, row, x, x)
        x += slope


def _widen(spans: Spans, row: int, low: float, high: float) -> None:
    found = spans.get(row)
    if found is not None:
        low, high = min(low, found[0]), max(high, found[1])
    spans[row] = (low, high)


class Raster:
    """A box of ``columns`` x ``lines`` cells to paint on, far shapes first."""

    def __init__(self, columns: int, lines: int) -> None:
        self.columns = columns
        self.lines = lines
        self.wide = columns * 2
        self.high = lines * 4
        self.rows = [0] * self.high
        self.roles = [[Role.NONE] * columns for _ in range(lines)]

    def dot(self, x: float, y: float, role: Role) -> None:
        """Set one dot, at a column and row that may lie outside."""
        column, row = floor(x), floor(y)
        if 0 <= column < self.wide and 0 <= row < self.high:
            self.rows[row] |= 1 << column
            self.roles[row >> 2][column >> 1] = role

    def fill(self, spans: Spans, role: Role) -> None:
        """Paint a shape."""
        for row, low, high in self._inside(spans):
            self.rows[row] |= ((1 << (high - low + 1)) - 1) << low
            first, last = low >> 1, (high >> 1) + 1
            self.roles[row >> 2][first:last] = [role] * (last - first)

    def clear(self, spans: Spans) -> None:
        """Take away what lies behind a shape, so that the next one stands off from it."""
        for row, low, high in self._inside(spans):
            self.rows[row] &= ~(((1 << (high - low + 1)) - 1) << low)

    def _inside(self, spans: Spans) -> list[tuple[int, int, int]]:
        """Spans in whole dots, cut to the box; one that holds no dot's middle gets one dot."""
        found = []
        for row, (left, right) in spans.items():
            if not 0 <= row < self.high:
                continue
            low, high = ceil(left - 0.5), ceil(right - 0.5) - 1
            if high < low:
                low = high = floor((left + right) / 2)
            low, high = max(low, 0), min(high, self.wide - 1)
            if low <= high:
                found.append((row, low, high))
        return found

    def flip(self) -> None:
        """Exchange left and right."""
        wide = self.wide
        self.rows = [int(f"{row:0{wide}b}"[::-1], 2) for row in self.rows]
        self.roles = [cells[::-1] for cells in self.roles]

    def frame(self, *, ascii_only: bool = False) -> Frame:
        """The drawing as text: braille, or plain characters for a terminal that lacks it."""
        glyphs = ASCII if ascii_only else BRAILLE
        text, roles = [], []
        none = Role.NONE
        for line in range(self.lines):
            top, second, third, low = self.rows[line * 4 : line * 4 + 4]
            if not top | second | third | low:
                text.append(glyphs[0] * self.columns)
                roles.append((none,) * self.columns)
                continue
            masks = [
                top >> shift & 3
                | (second >> shift & 3) << 2
                | (third >> shift & 3) << 4
                | (low >> shift & 3) << 6
                for shift in range(0, self.wide, 2)
            ]
            text.append("".join([glyphs[mask] for mask in masks]))
            cells = self.roles[line]
            roles.append(
                tuple([role if mask else none for mask, role in zip(masks, cells, strict=True)])
            )
        return Frame(tuple(text), tuple(roles))


def _braille(mask: int) -> str:
    """The sign for eight dots counted by rows; Unicode counts by columns, then the last row."""
    places = (0, 3, 1, 4, 2, 5, 6, 7)
    return chr(0x2800 + sum(1 << places[bit] for bit in range(8) if mask >> bit & 1))


_STROKES = {
    " ": "00 00 00 00",
    ".": "00 00 00 11",
    "'": "11 00 00 00",
    "-": "00 11 11 00",
    "_": "00 00 00 11",
    ":": "11 00 00 11",
    "|": "10 10 10 10",
    "!": "01 01 01 01",
    "/": "01 01 10 10",
    "\\": "10 10 01 01",
    "^": "11 11 00 00",
    "o": "00 00 11 11",
    "#": "11 11 11 11",
}
"""What each plain character looks like as dots, row by row."""


def _plain(mask: int) -> str:
    """The character that differs from eight dots in the fewest places."""
    if mask == 0:
        return " "
    nearest, least = " ", 9
    for sign, strokes in _STROKES.items():
        ink = sum(1 << bit for bit, stroke in enumerate(strokes.replace(" ", "")) if stroke == "1")
        differs = (ink ^ mask).bit_count()
        if differs < least and sign != " ":
            nearest, least = sign, differs
    return "|" if nearest == "!" else nearest


BRAILLE = tuple(_braille(mask) for mask in range(256))
ASCII = tuple(_plain(mask) for mask in range(256))
