"""Travel of a figure between two instants, in dots of its picture: sets the frame rate."""

from functools import lru_cache
from math import hypot

from loosen.domain.figure.camera import Camera
from loosen.domain.figure.drawing import fitted
from loosen.domain.figure.motion import Figure, Instant
from loosen.domain.figure.shapes import BREATH_DEPTH


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
