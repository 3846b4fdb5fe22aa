"""Cells of two inks as text: quadrant blocks, in runs with as few colour changes as possible."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loosen.domain.figure import Cell, Ink

BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""The sign of each pattern of a cell."""
FULL = 15
FLOORS = frozenset({Ink.GROUND, Ink.MAT, Ink.PANEL})
"""Inks that bodies lie on."""


class InkRun(NamedTuple):
    """A text, and the inks that it is written with: ``front`` is None where nothing of it shows."""

    text: str
    front: Ink | None
    back: Ink


def runs(line: Iterable[Cell]) -> Iterator[InkRun]:
    """A line as runs.

    A pair of inks is always written with the greater in front, so that the changed cells of a pair can
    be sent together wherever they are. So the ground is never in front: a terminal's own ground is not
    always a colour that it can write with.
    """
    text = ""
    front: Ink | None = None
    back = Ink.GROUND
    for cell in line:
        sign, ahead, behind = _written(cell, back)
        goes_on = behind == back and (ahead is None or front is None or ahead == front)
        if text and not goes_on:
            yield InkRun(text, front, back)
            text, front = "", None
        text, back = text + sign, behind
        front = front if ahead is None else ahead
    if text:
        yield InkRun(text, front, back)


def _written(cell: Cell, back: Ink) -> tuple[str, Ink | None, Ink]:
    """A cell's sign with the inks it needs, after a cell that was written on ``back``.

    Of one ink it is a blank where it is a floor, and else a full block on the floor beside it.
    """
    if cell.pattern:
        return BLOCKS[cell.pattern], cell.front, cell.back
    if cell.back in FLOORS:
        return " ", None, cell.back
    return BLOCKS[FULL], cell.back, back if back in FLOORS else Ink.GROUND
