"""The camera: from where a figure is seen, and how the view is fitted into a box of dots.

The fit looks at the figure's whole motion, so that it keeps its size while it moves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians, sin

from loosen.domain.figure.vectors import Vec, dot

PERSPECTIVE = 0.07
"""Perspective: growth in size per body unit towards the eye, enough to tell near from far."""

TURN_STEP = 15.0
"""Degrees."""


@dataclass(frozen=True, slots=True)
class Camera:
    """A direction to look from, in degrees.

    Yaw 0 is in front of the figure and 90 at its right side; pitch rises from the floor (0) to
    straight above (90).
    """

    yaw: float
    pitch: float

    def turned(self, steps: int) -> "Camera":
        """The camera after so many steps of 15 degrees round the figure."""
        return Camera((self.yaw + steps * TURN_STEP + 180.0) % 360.0 - 180.0, self.pitch)

    def mirrored(self) -> "Camera":
        """The view mirrored to the figure's other side."""
        return Camera(-self.yaw, self.pitch)

    def axes(self) -> tuple[Vec, Vec, Vec]:
        """Unit vectors to the picture's right, to its top, and to the eye."""
        yaw, pitch = radians(self.yaw), radians(self.pitch)
        across = (-cos(yaw), 0.0, sin(yaw))
        upward = (-sin(yaw) * sin(pitch), cos(pitch), -cos(yaw) * sin(pitch))
        eye = (sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch))
        return across, upward, eye


@dataclass(frozen=True, slots=True)
class Projection:
    """From body units to dots: x to the right, y down, both from the picture's top left corner.

    ``scale`` is in dots per body unit at the figure's middle.
    """

    across: Vec
    upward: Vec
    eye: Vec
    scale: float
    left: float
    top: float

    def place(self, point: Vec) -> tuple[float, float, float]:
        """A point's column and row in dots, and its depth: greater is nearer to the eye."""
        depth = dot(point, self.eye)
        scale = self.scale * (1.0 + PERSPECTIVE * depth)
        x = dot(point, self.across) * scale + self.left
        return x, self.top - dot(point, self.upward) * scale, depth

    def zoom(self, depth: float) -> float:
        """Dots per body unit at a depth."""
        return self.scale * (1.0 + PERSPECTIVE * depth)


def fit(camera: Camera, points: Iterable[Vec], width: int, height: int) -> Projection:
    """The projection that shows all ``points`` as large as they can be.

    The box is ``width`` x ``height`` dots. One dot is left free at each edge, and what is
    left over is shared out: the picture is centred.
    """
    (ax, ay, az), (ux, uy, uz), (ex, ey, ez) = camera.axes()
    # As ``place`` has it at a scale of 1, but written out: there are thousands of points.
    placed = [
        (
            (x * ax + y * ay + z * az) * (zoom := 1.0 + PERSPECTIVE * (x * ex + y * ey + z * ez)),
            -(x * ux + y * uy + z * uz) * zoom,
        )
        for x, y, z in points
    ]
    columns, rows = zip(*placed, strict=True)
    least_x, greatest_x, least_y, greatest_y = min(columns), max(columns), min(rows), max(rows)
    wide, high = max(greatest_x - least_x, 0.1), max(greatest_y - least_y, 0.1)
    scale = min((width - 2) / wide, (height - 2) / high)
    left = width / 2 - scale * (least_x + greatest_x) / 2
    spare = height - 2 - scale * high
    top = height - 1 - spare / 2 - scale * greatest_y
    return Projection(*camera.axes(), scale=scale, left=left, top=top)
