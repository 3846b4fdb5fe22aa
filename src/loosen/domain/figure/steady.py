"""What is shown of a drawing that moves: a cell waits while hardly anything of it differs.

Where a limb's edge passes between two dots, a third of the cells that change from one frame to the next
change by a single dot. To send each of them at once costs a third of the bytes, and shows nothing that
the next frames do not. So an edge lags by a dot or two for some tenths of a second, and never by a cell.
With inks it is the same: a cell waits while one or two of its quadrants differ, or while inks have changed
for others that look nearly like them, which otherwise would flicker.
"""

from functools import lru_cache

from loosen.domain.figure.braille import BLANK, BRAILLE, Frame
from loosen.domain.figure.mosaic import ALIKE, Cell, Mosaic

FULL = BRAILLE[-1]

FEW = 3
"""Dots by which a cell may differ and still wait."""
PATIENCE = 6
"""When a cell has waited enough: the sum of the dots by which it differed from frame to frame."""
HALF, LONGER = 4, 16
"""The same two for a cell of inks, of which a quadrant is two dots, or one where its inks look alike."""


class Steady:
    """Follows the drawings of one moving figure."""

    def __init__(self) -> None:
        self._shown = Frame((), ())
        self._waiting: dict[tuple[int, int], int] = {}

    @property
    def behind(self) -> bool:
        """Whether a cell waits that differs from the last drawing."""
        return bool(self._waiting)

    def take(self, frame: Frame) -> Frame:
        """Show a drawing as it is."""
        self._waiting.clear()
        self._shown = frame
        return frame

    def follow(self, frame: Frame) -> Frame:
        """What to show next on the way of a motion; it has the size of the last drawing."""
        before, self._shown = self._shown, frame
        waited, self._waiting = self._waiting, {}
        lines = [
            line if line == old else self._line(y, before, frame, waited)
            for y, (old, line) in enumerate(zip(before.lines, frame.lines, strict=True))
        ]
        self._shown = Frame(tuple(lines), frame.roles)
        return self._shown

    def _line(self, y: int, before: Frame, frame: Frame, waited: dict[tuple[int, int], int]) -> str:
        old, new = before.lines[y], list(frame.lines[y])
        were, are = before.roles[y], frame.roles[y]
        for x, sign in enumerate(old):
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


class SteadyMosaic:
    """Follows the mosaics of one moving figure."""

    def __init__(self) -> None:
        self._shown = Mosaic(())
        self._waiting: dict[tuple[int, int], int] = {}

    @property
    def behind(self) -> bool:
        """Whether a cell waits that differs from the last mosaic."""
        return bool(self._waiting)

    def take(self, mosaic: Mosaic) -> Mosaic:
        """Show a mosaic as it is."""
        self._waiting.clear()
        self._shown = mosaic
        return mosaic

    def follow(self, mosaic: Mosaic) -> Mosaic:
        """What to show next on the way of a motion; it has the size of the last mosaic."""
        waited, self._waiting = self._waiting, {}
        self._shown = Mosaic(
            tuple(
                line if line is old else self._line(y, old, line, waited)
                for y, (old, line) in enumerate(zip(self._shown.lines, mosaic.lines, strict=True))
            )
        )
        return self._shown

    def _line(
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
