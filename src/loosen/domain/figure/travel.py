"""Travel of a figure between two instants, in dots of its picture: sets the frame rate."""

from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from loosen.domain.figure.camera import Camera
from loosen.domain.figure.drawing import fitted
from loosen.domain.figure.motion import Figure, Instant
from loosen.domain.figure.shapes import BREATH_DEPTH

LOOKS = 20.0
"""How often in a second it is asked whether a sparing drawing has anything to show."""
FARTHEST, NEAREST = 8.0, 0.75
"""Dots that a joint may move at once, and those that are worth a frame, in a sparing drawing."""
HASTE = 1.5
"""How much farther than since the last look a joint may go until the next one."""


@dataclass
class SparingPace:
    """When a drawing that goes over a network shows a frame: more while it moves fast, few while it rests.

    ``rate`` is its frames a second while it moves neither fast nor hardly.
    """

    rate: float
    _gone: float = 0.0
    _drawn_at: float = 0.0

    def drawn(self, now: float) -> None:
        """A frame has been drawn, at an instant in seconds."""
        self._gone, self._drawn_at = 0.0, now

    def is_due(self, gone: float, now: float) -> bool:
        """Whether to draw one, now that a joint has gone so many dots since the last."""
        before, self._gone = self._gone, gone
        if gone + HASTE * (gone - before) > FARTHEST:
            return True  # at the next look it would be too far
        return gone >= NEAREST and (now - self._drawn_at) * self.rate >= 1


def travel(
    figure: Figure, before: Instant, after: Instant, camera: Camera, size: tuple[int, int]
) -> float:
    """The longest way of a joint, in dots of a box of ``size``, columns and lines of cells.

    A breath counts as far as the ribs rise with it.
    """
    old = _joints(figure, before.place, camera, *size)
    new = _joints(figure, after.place, camera, *size)
    farthest = max(hypot(x - a, y - b) for (a, b), (x, y) in zip(old, new, strict=True))
    breath = abs(after.breath - before.breath) if figure.breathes else 0.0
    scale = fitted(figure, camera, size[0] * 2, size[1] * 4).scale
    return max(farthest, breath * BREATH_DEPTH * scale)


@lru_cache(maxsize=64)
def _joints(
    figure: Figure, place: float, camera: Camera, width: int, height: int
) -> tuple[tuple[float, float], ...]:
    view = fitted(figure, camera, width * 2, height * 4)
    points = figure.skeleton(Instant(place)).points()
    return tuple(view.place(point)[:2] for point in points.values())
