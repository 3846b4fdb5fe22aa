"""Repainting of a moving drawing: a cell waits while hardly anything of it differs.

Where a limb's edge passes between two dots, a third of the cells that change from one frame to the next
change by a single dot. To send each of them at once costs a third of the bytes, and shows nothing that
the next frames do not. So an edge lags by a dot or two for some tenths of a second, and never by a cell.
With inks it is the same: a cell waits while one or two of its quadrants differ, or while inks have changed
for others that look nearly like them, which otherwise would flicker.
"""

from functools import lru_cache
from typing import TypeVar

from loosen.domain.figure.braille import BLANK, BRAILLE, Frame
from loosen.domain.figure.mosaic import ALIKE, Cell, Mosaic

FULL = BRAILLE[-1]

FEW = 3
"""Dots by which a cell may differ and still wait."""
PATIENCE = 6
"""When a cell has waited enough: the sum of the dots by which it differed from frame to frame."""
HALF, LONGER = 4, 16
"""The same two for a cell of inks, of which a quadrant is two dots, or one where its inks look alike."""


Drawing = Frame | Mosaic
Drawn = TypeVar("Drawn", bound=Drawing)


class Steady:
    """Follows the drawings of one moving figure."""

    def __init__(self) -> None:
        self._shown: Drawing = Frame((), ())
        self._waiting: dict[tuple[int, int], int] = {}
        """What each cell that waits has differed by so far, by column and row."""

    @property
    def behind(self) -> bool:
        """Whether a cell waits that differs from the last drawing."""
        return bool(self._waiting)

    def take(self, drawing: Drawn) -> Drawn:
        """Show a drawing as it is."""
        self._waiting.clear()
        self._shown = drawing
        return drawing

    def follow(self, drawing: Drawn) -> Drawn:
        """Return what to show of the next drawing of a motion, of the last one's kind and size."""
        old, waited, self._waiting = self._shown, self._waiting, {}
        if isinstance(drawing, Frame) and isinstance(old, Frame):
            lines = [
                line if line == before else self._dots(y, old, drawing, waited)
                for y, (before, line) in enumerate(zip(old.lines, drawing.lines, strict=True))
            ]
            drawing = drawing._replace(lines=tuple(lines))
        elif isinstance(drawing, Mosaic) and isinstance(old, Mosaic):
            rows = [
                line if line is before else self._cells(y, before, line, waited)
                for y, (before, line) in enumerate(zip(old.lines, drawing.lines, strict=True))
            ]
            drawing = drawing._replace(lines=tuple(rows))
        self._shown = drawing
        return drawing

    def _dots(self, y: int, old: Frame, drawn: Frame, waited: dict[tuple[int, int], int]) -> str:
        new = list(drawn.lines[y])
        were, are = old.roles[y], drawn.roles[y]
        for x, sign in enumerate(old.lines[y]):
            if sign == new[x] or were[x] is not are[x] or BLANK in (sign, new[x]):
                continue
            if new[x] == FULL:
                continue  # a hole in a limb is seen, a dot more or less at its edge is not
            differs = (ord(sign) ^ ord(new[x])).bit_count()
            so_far = waited.get((x, y), 0) + differs
            if differs <= FEW and so_far < PATIENCE:
                self._waiting[x, y] = so_far
                new[x] = sign
        return "".join(new)

    def _cells(
        self,
        y: int,
        old: tuple[Cell, ...],
        new: tuple[Cell, ...],
        waited: dict[tuple[int, int], int],
    ) -> tuple[Cell, ...]:
        cells = list(new)
        for x, (shown, cell) in enumerate(zip(old, new, strict=True)):
            if shown is cell:
                continue
            differs = difference(shown, cell)
            so_far = waited.get((x, y), 0) + differs
            if 0 < differs <= HALF and so_far < LONGER:
                self._waiting[x, y] = so_far
                cells[x] = shown
        return tuple(cells)


@lru_cache(maxsize=32768)
def difference(one: Cell, other: Cell) -> int:
    """By how much two cells differ, in dots: two for a quadrant, one where its inks look alike."""
    return sum(
        0 if a is b else 1 if frozenset({a, b}) in ALIKE else 2
        for a, b in zip(one.quadrants(), other.quadrants(), strict=True)
    )
