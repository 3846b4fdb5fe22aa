"""From a figure and an instant to text: project the shapes, sort them by depth, paint them."""

from functools import lru_cache

from loosen.domain.figure.braille import Frame, Raster, Role
from loosen.domain.figure.camera import Camera, Projection, fit
from loosen.domain.figure.motion import Figure, Instant
from loosen.domain.figure.outline import Point, Spans, capsule, hull
from loosen.domain.figure.props import boundary_points, strokes
from loosen.domain.figure.regions import regions
from loosen.domain.figure.shapes import Shape, Stroke, flesh, nearness
from loosen.domain.figure.skeleton import HEAD
from loosen.domain.figure.vectors import Vec, dot, mix

TURNED_AWAY = 0.6
"""From which turn of the body on (a sine) one side counts as the far one."""

MAT_STEP = 3.0
"""Dots from one dot of the mat's edge to the next."""


def draw(
    figure: Figure,
    instant: Instant,
    camera: Camera,
    width: int,
    height: int,
    *,
    mirrored: bool = False,
    ascii_only: bool = False,
    outlined: bool = False,
) -> Frame:
    """Draw a figure at an instant into a box of ``width`` x ``height`` cells.

    Args:
        figure: the figure, written for the right side as the working side.
        instant: when, from ``figure.instant`` or ``figure.preview``.
        camera: from where; ``figure.camera(mirrored=...)`` is where to begin.
        width: columns.
        height: lines.
        mirrored: show the left side at work. The body is mirrored in its own plane; because that
            is the same as to look from the mirrored place and exchange the picture's left and
            right, it is done so, and is exact to the dot.
        ascii_only: plain characters instead of braille.
        outlined: leave a gap round the target region, which shows it where there is no colour.
    """
    eye = camera.mirrored() if mirrored else camera
    raster = Raster(width, height)
    view = fitted(figure, eye, raster.wide, raster.high)
    _mat(raster, view, figure, instant)
    bones = figure.skeleton(instant)
    shapes = flesh(bones, instant.breath if figure.breathes else 0.0, far_side(figure, eye))
    gap = (0.0, 1.0) if outlined else None
    shapes += [region._replace(clear=gap) for region in regions(bones, figure.target)]
    for prop in figure.props:
        shapes += strokes(prop, bones)
    _paint(raster, view, shapes)
    if mirrored:
        raster.flip()
    return raster.frame(ascii_only=ascii_only)


@lru_cache(maxsize=256)
def extent(figure: Figure) -> frozenset[Vec]:
    """Points round everything the figure touches in its whole motion."""
    joints = {
        (point, HEAD + 0.02 if name == "head" else 0.04)
        for instant in figure.samples(24)
        for name, point in figure.skeleton(instant).points().items()
    }
    found: set[Vec] = set()
    # Thousands of points, and all of them before a figure is first seen: hence without calls.
    for (x, y, z), reach in joints:
        found |= {(x + reach, y, z), (x, y + reach, z), (x, y, z + reach)}
        found |= {(x - reach, y, z), (x, y - reach, z), (x, y, z - reach)}
    found.update(point for prop in figure.props for point in boundary_points(prop))
    if figure.alternating:
        found |= {(-x, y, z) for x, y, z in found}
    return frozenset(found)


@lru_cache(maxsize=256)
def fitted(figure: Figure, camera: Camera, wide: int, high: int) -> Projection:
    """The view in which the whole motion fills a box of ``wide`` x ``high`` dots."""
    return fit(camera, extent(figure), wide, high)


@lru_cache(maxsize=256)
def far_side(figure: Figure, camera: Camera) -> str:
    """The side turned away from the eye at the start, or nothing in a view from the front.

    A limb may not change its role later, so it is asked once for a motion.
    """
    towards = dot(figure.skeleton(Instant(0.0)).right, camera.axes()[2])
    if abs(towards) < TURNED_AWAY:
        return ""
    return "left" if towards > 0 else "right"


def _mat(raster: Raster, view: Projection, figure: Figure, instant: Instant) -> None:
    """The mat's edge, and the lines across it."""
    corners = figure.mat_corners
    for index, corner in enumerate(corners):
        _dotted(raster, view, corners[index - 1], corner)
    for line in figure.stride_lines(instant):
        _dotted(raster, view, *line)


def _dotted(raster: Raster, view: Projection, a: Vec, b: Vec) -> None:
    """A dotted line on the floor."""
    (ax, ay, _), (bx, by, _) = view.place(a), view.place(b)
    steps = int(max(abs(bx - ax), abs(by - ay)) / MAT_STEP) or 1
    for step in range(steps):
        share = step / steps
        raster.dot(ax + (bx - ax) * share, ay + (by - ay) * share, Role.FLOOR)


def _paint(raster: Raster, view: Projection, shapes: list[Shape]) -> None:
    """Paint all shapes, those farther from the eye first."""
    placed: dict[int, list[Point]] = {}

    def outline(ring: tuple[Vec, ...]) -> list[Point]:
        # Two pieces of the trunk share the outline at which they meet.
        if id(ring) not in placed:
            placed[id(ring)] = [view.place(point)[:2] for point in ring]
        return placed[id(ring)]

    for shape in sorted(shapes, key=lambda shape: nearness(shape, view.eye)):
        if isinstance(shape, Stroke):
            if shape.clear:
                raster.clear(stroke_spans(view, shape, shape.clear, 1.0))
            raster.fill(stroke_spans(view, shape, (0.0, 1.0), 0.0), shape.role)
        else:
            raster.fill(hull([outline(ring) for ring in shape.rings]), shape.role)


def stroke_spans(view: Projection, shape: Stroke, part: tuple[float, float], more: float) -> Spans:
    """A stroke's spans, for the ``part`` of it between two shares, ``more`` dots thicker."""
    a, b = shape.a, shape.b
    if part != (0.0, 1.0):
        a, b = mix(a, b, part[0]), mix(a, b, part[1])
    ax, ay, a_depth = view.place(a)
    bx, by, b_depth = view.place(b)
    thick_a = max(shape.thick_a * view.zoom(a_depth), shape.least) + more
    thick_b = max(shape.thick_b * view.zoom(b_depth), shape.least) + more
    return capsule((ax, ay), (bx, by), thick_a, thick_b)
