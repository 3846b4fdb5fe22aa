"""Dots: a raster that fills shapes from the back to the front, and reads as lines of text.

A row of dots is one whole number, a bit per dot, so that a span is one operation. Roles are kept
per cell of 2 x 4 dots. Shapes are painted far ones first; the last to touch a cell gives it its
role.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from math import floor
from typing import NamedTuple

from loosen.domain.figure.outline import Spans

BLANK = "\u2800"


class Role(StrEnum):
    """Role of a cell in the drawing; the widget's theme gives it a colour."""

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


JUMP = 4
"""Bytes that tell a terminal to go some cells ahead."""


def changed(old: Frame, new: Frame) -> list[tuple[int, int, int]]:
    """The spans of cells in which two frames of one size differ: row, first column, column after.

    Cells that are alike, but cost less to repeat than to jump over, do not part a span.
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
            if start >= 0 and _repeating(after[end:x], are[end - 1 : x + 1]) >= JUMP:
                spans.append((y, start, end))
                start = -1
            start = x if start < 0 else start
            end = x + 1
        spans.append((y, start, end))
    return spans


def _repeating(signs: str, roles: Sequence[Role]) -> int:
    """Bytes of writing cells anew, given their roles and that of the cell at either side."""
    if len(signs) >= JUMP:
        return JUMP
    beside = (Role.NONE, roles[0], roles[-1])
    if any(role not in beside for role in roles[1:-1]):
        return JUMP  # another colour would have to be named
    return sum(1 if sign == BLANK else len(sign.encode()) for sign in signs)


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
        rows, roles = self.rows, self.roles
        for row, low, high in spans.dots(self.wide, self.high):
            rows[row] |= (2 << high) - (1 << low)
            first, last = low >> 1, (high >> 1) + 1
            roles[row >> 2][first:last] = [role] * (last - first)

    def clear(self, spans: Spans) -> None:
        """Take away what lies behind a shape, so that the next one stands off from it."""
        rows = self.rows
        for row, low, high in spans.dots(self.wide, self.high):
            rows[row] &= ~((2 << high) - (1 << low))

    def flip(self) -> None:
        """Exchange left and right."""
        wide = self.wide
        self.rows = [int(f"{row:0{wide}b}"[::-1], 2) for row in self.rows]
        self.roles = [cells[::-1] for cells in self.roles]

    def frame(self, *, ascii_only: bool = False) -> Frame:
        """The drawing as text: braille, or plain characters for a terminal that lacks it."""
        text, roles = [], []
        none = Role.NONE
        for line, cells in enumerate(self.roles):
            dots = self.rows[line * 4 : line * 4 + 4]
            masks = _masks(self.columns, *dots)
            text.append(_signs(masks, ascii_only=ascii_only))
            roles.append(
                tuple([cell if mask else none for mask, cell in zip(masks, cells, strict=True)])
            )
        return Frame(tuple(text), tuple(roles))


# From one frame to the next most lines stay as they are.


@lru_cache(maxsize=512)
def _masks(columns: int, top: int, second: int, third: int, low: int) -> bytes:
    """Four rows of dots by cells of 2 x 4, a bit for each dot, counted by rows."""
    return bytes(
        top >> shift & 3
        | (second >> shift & 3) << 2
        | (third >> shift & 3) << 4
        | (low >> shift & 3) << 6
        for shift in range(0, columns * 2, 2)
    )


@lru_cache(maxsize=512)
def _signs(masks: bytes, *, ascii_only: bool) -> str:
    glyphs = ASCII if ascii_only else BRAILLE
    return "".join([glyphs[mask] for mask in masks])


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
"""Dots of each plain character, row by row."""


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
