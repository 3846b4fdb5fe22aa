"""Travel of a figure between two instants, in dots of its picture: sets the frame rate."""

from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from loosen.domain.figure.camera import Camera
from loosen.domain.figure.drawing import fitted
from loosen.domain.figure.motion import Figure, Instant
from loosen.domain.figure.shapes import BREATH_DEPTH

LOOKS = 20.0
"""Checks a second whether a sparing drawing has moved far enough for a frame."""
FARTHEST, NEAREST = 8.0, 0.75
"""Most dots that a joint moves from one frame of a sparing drawing to the next, and fewest for a frame."""
HASTE = 1.5
"""Greatest growth of a joint's speed from one check to the next."""


@dataclass
class SparingPace:
    """Frame pacing of a drawing sent over a network: more frames while it moves fast, few while it rests.

    ``rate`` is its frames a second at ordinary speed.
    """

    rate: float
    _gone: float = 0.0
    _drawn_at: float = 0.0

    def drawn(self, now: float) -> None:
        """Note that a frame was drawn at ``now``, in seconds."""
        self._gone, self._drawn_at = 0.0, now

    def is_due(self, gone: float, now: float) -> bool:
        """Whether to draw a frame at ``now``, a joint having gone so many dots since the last one."""
        before, self._gone = self._gone, gone
        if gone + HASTE * (gone - before) > FARTHEST:
            return True  # at the next check it would be too far
        return gone >= NEAREST and (now - self._drawn_at) * self.rate >= 1


def travel(
    figure: Figure, before: Instant, after: Instant, camera: Camera, size: tuple[int, int]
) -> float:
    """The longest way of a joint, in dots; ``size`` is columns and lines of cells of the picture.

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
