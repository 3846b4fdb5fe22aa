"""Inks: a canvas that is filled from the back to the front, and its reduction to cells of two inks.

The canvas has the grid of the dots, 2 x 4 of them to a cell. A terminal can show two colours in a
cell and, with the quadrant blocks that nearly every font has, divide it into four. So each cell
keeps its two commonest inks and the quadrants that belong to the one in front.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from loosen.domain.figure.outline import Spans


class Ink(IntEnum):
    """What a dot shows. Of two inks that claim a quadrant equally the greater one is shown."""

    GROUND = 0
    MAT = 1
    LINE = 2
    """A mark on the mat, under a figure that travels."""
    PANEL = 3
    """A wall, or the top of a bed: a surface that something is drawn on."""
    EDGE = 4
    """The gap between a limb and the limb, trunk or prop behind it: cells show the ground there."""
    TRUNK = 5
    REST_FAR = 6
    REST = 7
    HAIR = 8
    PROP = 9
    FACE = 10
    WORK_FAR = 11
    WORK = 12
    TARGET = 13


ALIKE = frozenset(
    {
        frozenset({Ink.REST, Ink.REST_FAR}),
        frozenset({Ink.WORK, Ink.WORK_FAR}),
        frozenset({Ink.GROUND, Ink.MAT}),
        frozenset({Ink.MAT, Ink.LINE}),
        frozenset({Ink.MAT, Ink.PANEL}),
    }
)
"""Pairs of inks that are close to one another in every palette."""

_UNDER_AN_EDGE = bytes(
    ink if ink in (Ink.GROUND, Ink.MAT, Ink.LINE, Ink.PANEL) else Ink.EDGE for ink in range(256)
)
"""What an edge makes of each ink: it parts bodies and props, and leaves a ground as it is."""


_SHOWN = bytes(Ink.GROUND if ink == Ink.EDGE else ink for ink in range(256))


class Picture(NamedTuple):
    """A drawing in inks: rows of dots, one byte per dot, each the value of an ``Ink``."""

    rows: tuple[bytes, ...]


class Cell(NamedTuple):
    """What a terminal's cell shows.

    ``pattern`` has a bit for each quadrant in the ink in front: 1 top left, 2 top right, 4 bottom
    left, 8 bottom right. A cell of one ink has the pattern 0, and that ink on both sides.
    """

    pattern: int
    front: Ink
    back: Ink

    def quadrants(self) -> tuple[Ink, Ink, Ink, Ink]:
        """The ink of each quadrant: top left, top right, bottom left, bottom right."""
        a, b, c, d = (self.front if self.pattern >> bit & 1 else self.back for bit in range(4))
        return a, b, c, d


class Mosaic(NamedTuple):
    """A drawing in cells, line by line."""

    lines: tuple[tuple[Cell, ...], ...]


class Canvas:
    """A box of ``columns`` x ``lines`` cells to paint on, far shapes first."""

    def __init__(self, columns: int, lines: int) -> None:
        self.wide = columns * 2
        self.high = lines * 4
        self._rows = [bytearray(self.wide) for _ in range(self.high)]

    def fill(self, spans: Spans, ink: Ink) -> None:
        """Paint a shape."""
        rows, byte = self._rows, bytes([ink])
        for row, low, high in spans.dots(self.wide, self.high):
            rows[row][low : high + 1] = byte * (high + 1 - low)

    def part(self, spans: Spans) -> None:
        """Turn what lies under a shape into an edge, where it is body or prop."""
        rows = self._rows
        for row, low, high in spans.dots(self.wide, self.high):
            line = rows[row]
            line[low : high + 1] = line[low : high + 1].translate(_UNDER_AN_EDGE)

    def picture(self, *, flipped: bool = False) -> Picture:
        """The picture so far; ``flipped`` exchanges left and right."""
        step = -1 if flipped else 1
        return Picture(tuple(bytes(row[::step]) for row in self._rows))


def mosaic(picture: Picture) -> Mosaic:
    """A picture's cells. Its rows and columns are multiples of a cell's 4 and 2 dots."""
    rows = picture.rows
    return Mosaic(tuple(_line(*rows[top : top + 4]) for top in range(0, len(rows), 4)))


# From one drawing to the next most lines stay as they are, and the same cells come again and again.


@lru_cache(maxsize=512)
def _line(first: bytes, second: bytes, third: bytes, fourth: bytes) -> tuple[Cell, ...]:
    return tuple(
        _cell(first[x : x + 2] + second[x : x + 2], third[x : x + 2] + fourth[x : x + 2])
        for x in range(0, len(first), 2)
    )


@lru_cache(maxsize=32768)
def _cell(upper: bytes, lower: bytes) -> Cell:
    """A cell for its eight dots, row by row."""
    upper, lower = upper.translate(_SHOWN), lower.translate(_SHOWN)
    dots = upper + lower
    inks = sorted(set(dots), key=lambda ink: (-dots.count(ink), -ink))
    if len(inks) == 1:
        return Cell(0, Ink(inks[0]), Ink(inks[0]))
    back, front = sorted(inks[:2])
    kept = {back, front}
    pattern = 0
    for bit, (upper_ink, lower_ink) in enumerate(
        ((upper[0], upper[2]), (upper[1], upper[3]), (lower[0], lower[2]), (lower[1], lower[3]))
    ):
        # A third ink gives way to the other of its quadrant, or else to the commonest.
        shown = {upper_ink, lower_ink} & kept or {inks[0]}
        if front in shown:
            pattern |= 1 << bit
    return cell_of(pattern, Ink(front), Ink(back))


@lru_cache(maxsize=4096)
def cell_of(pattern: int, front: Ink, back: Ink) -> Cell:
    """Return the one object for a cell; its pattern is 0 where all four quadrants have one ink."""
    if pattern == 0 or front is back:
        return Cell(0, back, back)
    return Cell(0, front, front) if pattern == 15 else Cell(pattern, front, back)


def changed_cells(old: Mosaic, new: Mosaic) -> Iterator[tuple[int, int, int]]:
    """The spans of cells in which two drawings of one size differ: row, first column, column after.

    Two spans of a row that lie one or two cells apart are one, because a jump takes as many bytes.
    """
    for y, (before, after) in enumerate(zip(old.lines, new.lines, strict=True)):
        if before is after or before == after:
            continue
        start = end = -1
        for x, cell in enumerate(after):
            if before[x] == cell:
                continue
            if start >= 0 and not _near(after[end - 1 : x + 1]):
                yield y, start, end
                start = -1
            start = x if start < 0 else start
            end = x + 1
        yield y, start, end


def _near(cells: tuple[Cell, ...]) -> bool:
    """Whether the cells between the first and the last cost less to write again than to jump."""
    between = cells[1:-1]
    inks = {cells[0].back, cells[0].front}
    return len(between) <= 2 and all(c.back == cells[0].back and c.front in inks for c in between)
