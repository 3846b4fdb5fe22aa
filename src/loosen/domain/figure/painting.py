"""From a figure and an instant to a picture in inks: which ink each shape has, and what lies on what.

The body is seen from the same eye, in the same size, as in the drawing of dots.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from loosen.domain.figure.braille import Role
from loosen.domain.figure.camera import Camera, Projection
from loosen.domain.figure.drawing import far_side, fitted, stroke_spans
from loosen.domain.figure.mosaic import Canvas, Ink, Picture
from loosen.domain.figure.motion import Figure, Instant
from loosen.domain.figure.outline import hull
from loosen.domain.figure.props import strokes, surfaces
from loosen.domain.figure.regions import regions
from loosen.domain.figure.shapes import Shape, Stroke, flesh, nearness
from loosen.domain.figure.skeleton import HEAD, Skeleton
from loosen.domain.figure.vectors import Vec, along, dot, sub, unit

FACE_TURNED = -0.35
"""Up to which turn from the eye (a cosine) something of a face is seen."""
FACE_SIZE, FACE_AHEAD, FACE_DOWN = 0.68, 0.42, 0.2
"""The face's radius, and how far before and below the head's middle it lies, in radii of the head."""
GAP = 1.0
"""Dots of an edge round a limb that lies before another."""
THIN_PROPS = frozenset({"band", "belt", "ring"})
THICK = 1.0
"""The smallest radius, in dots, of what has to be seen: bands and belts."""

LAID = ("bed", "mattress", "seat")
"""The surfaces that bear the body, and so never hide it."""
SURFACE_INKS = {"wall": Ink.PANEL, "bed": Ink.PANEL, "mattress": Ink.MAT}
"""Surfaces that are quieter than a prop's edges."""

WHOLE = (0.0, 1.0)


class Layer(NamedTuple):
    """A shape to be painted: how near it is to the eye, and its ink."""

    near: float
    shape: Shape
    ink: Ink


@lru_cache(maxsize=256)
def working_legs(figure: Figure) -> frozenset[str]:
    """The working legs, ``right leg`` or ``left leg``, of a figure as it is written.

    They are those of the side with most of its target regions; both where the sides have as many.
    """
    count = {side: sum(n.startswith(side) for n in figure.target) for side in ("right", "left")}
    most = max(count.values())
    return frozenset(f"{side} leg" for side, found in count.items() if found == most)


def paint(
    figure: Figure,
    instant: Instant,
    camera: Camera,
    width: int,
    height: int,
    *,
    mirrored: bool = False,
) -> Picture:
    """Paint a figure at an instant for a box of ``width`` x ``height`` cells.

    ``mirrored`` shows the left side at work, as ``draw`` does it.
    """
    eye = camera.mirrored() if mirrored else camera
    canvas = Canvas(width, height)
    view = fitted(figure, eye, canvas.wide, canvas.high)
    bones = figure.skeleton(instant)
    if figure.mat_corners:
        _polygon(canvas, view, figure.mat_corners, Ink.MAT)
    for line in figure.stride_lines(instant):
        stroke = Stroke(*line, 0.0, 0.0, Role.FLOOR)
        canvas.fill(stroke_spans(view, stroke, WHOLE, 0.0), Ink.LINE)
    _stands(canvas, view, figure, bones)
    layers = _body(figure, bones, instant, far_side(figure, eye), view.eye)
    for layer in sorted(layers, key=lambda one: one.near):
        _put(canvas, view, layer)
        if isinstance(layer.shape, Stroke) and layer.shape.part == "head":
            _face(canvas, view, bones)
    return canvas.picture(flipped=mirrored)


def _polygon(canvas: Canvas, view: Projection, corners: Sequence[Vec], ink: Ink) -> None:
    canvas.fill(hull([[view.place(corner)[:2] for corner in corners]]), ink)


def _stands(canvas: Canvas, view: Projection, figure: Figure, bones: Skeleton) -> None:
    """The flat parts of props that lie behind the body; one before it would hide it."""
    body = dot(bones.pelvis, view.eye)
    for prop in figure.props:
        for surface in surfaces(prop):
            middle = sum(dot(corner, view.eye) for corner in surface.corners)
            if middle / len(surface.corners) <= body or surface.part in LAID:
                ink = SURFACE_INKS.get(surface.part, Ink.PROP)
                _polygon(canvas, view, surface.corners, ink)


def _body(figure: Figure, bones: Skeleton, instant: Instant, far: str, eye: Vec) -> list[Layer]:
    inks = _part_inks(working_legs(figure), far)
    shapes = flesh(bones, instant.breath if figure.breathes else 0.0, "")
    layers = []
    for shape in shapes:
        part = shape.part if isinstance(shape, Stroke) else ""
        layers.append(Layer(nearness(shape, eye), shape, inks.get(part, Ink.TRUNK)))
    layers += [
        Layer(nearness(region, eye), region, Ink.TARGET) for region in regions(bones, figure.target)
    ]
    for prop in figure.props:
        for stroke in strokes(prop, bones):
            seen = stroke._replace(least=THICK) if prop.kind in THIN_PROPS else stroke
            layers.append(Layer(nearness(seen, eye), seen, Ink.PROP))
    return layers


def _part_inks(works: frozenset[str], far: str) -> dict[str, Ink]:
    """The ink of each part that is not of the trunk's. The only leg in work is bright, also far away."""
    found = {"head": Ink.HAIR, "nose": Ink.FACE}
    for side in ("right", "left"):
        away = side == far
        rests = Ink.REST_FAR if away else Ink.REST
        found[f"{side} arm"] = found[f"{side} leg"] = rests
        if f"{side} leg" in works:
            found[f"{side} leg"] = Ink.WORK_FAR if away and len(works) > 1 else Ink.WORK
    return found


def _put(canvas: Canvas, view: Projection, layer: Layer) -> None:
    shape = layer.shape
    if not isinstance(shape, Stroke):
        rings = [[view.place(point)[:2] for point in ring] for ring in shape.rings]
        canvas.fill(hull(rings), layer.ink)
        return
    if shape.clear:
        canvas.part(stroke_spans(view, shape, shape.clear, GAP))
    canvas.fill(stroke_spans(view, shape, WHOLE, 0.0), layer.ink)


def _face(canvas: Canvas, view: Projection, bones: Skeleton) -> None:
    """The face on the head, where it looks towards the eye or to a side."""
    if dot(bones.face, view.eye) < FACE_TURNED:
        return
    crown = unit(sub(bones.head, bones.chest))
    middle = along(along(bones.head, bones.face, HEAD * FACE_AHEAD), crown, -HEAD * FACE_DOWN)
    radius = HEAD * FACE_SIZE
    face = Stroke(middle, middle, radius, radius, Role.BODY)
    canvas.fill(stroke_spans(view, face, WHOLE, 0.0), Ink.FACE)
