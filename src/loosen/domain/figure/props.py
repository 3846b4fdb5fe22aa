"""Props as shapes beside the body's: chair, wall, bed, band, belt, ball, pillow.

A prop stands in space, or goes with the legs: a band is always between the two thighs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple

from loosen.domain.figure.braille import Role
from loosen.domain.figure.shapes import Stroke
from loosen.domain.figure.skeleton import Skeleton
from loosen.domain.figure.vectors import Vec, add, along, mix, sub, unit

THIN = 0.012
LIFT = 0.12
"""Depth offset of a band in body units: it lies on the thighs, not in them."""

ABOVE_KNEE = 0.8
"""Place of a band or belt as a share of the thigh's length: just above the knee."""

LATHS = 8
"""Parts into which a chair's seat and back are divided where it is asked what goes through them."""


REST_FROM = 0.45
"""From which part of its height on a chair's back is filled."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing that is used; ``kind`` is a key of ``KINDS``.

    ``at`` is its middle in space: the seat of a chair, the top of a bed; ``size`` its full extent
    along the axes; ``on`` the part of the legs that carries it: ``thighs``, ``ankles`` or
    ``knees``.
    """

    kind: str
    at: Vec = (0.0, 0.0, 0.0)
    size: Vec = (0.0, 0.0, 0.0)
    on: str = ""


class Panel(NamedTuple):
    """A flat part of a prop: its corners in order, and which part it is."""

    corners: tuple[Vec, ...]
    part: str


def strokes(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """A prop's edges and rounded parts, on a body; each names the kind as its part."""
    return [shape._replace(part=prop.kind) for shape in KINDS[prop.kind](prop, bones)]


def surfaces(prop: Prop) -> list[Panel]:
    """A prop's flat parts: the seat and the back of a chair, a wall, the top and side of a bed."""
    wide, high, deep = prop.size
    x, y, z = prop.at
    if prop.kind == "chair":
        seat = _flat(prop.at, wide, deep)
        left, right = seat[:2]
        ends = (_raised(left, high * REST_FROM), _raised(right, high * REST_FROM))
        rest = (*ends, _raised(right, high), _raised(left, high))
        return [Panel(tuple(seat), "seat"), Panel(rest, "rest")]
    if prop.kind == "wall":
        return [Panel(tuple(_panel(prop)), "wall")]
    if prop.kind == "bed":
        top = _flat(prop.at, wide, deep)
        under = _flat((x, y - high * 0.45, z), wide, deep)
        sides = [Panel((top[n - 1], top[n], under[n], under[n - 1]), "mattress") for n in range(4)]
        return [*sides, Panel(tuple(top), "bed")]
    return []


def _raised(point: Vec, by: float) -> Vec:
    return (point[0], point[1] + by, point[2])


def boundary_points(prop: Prop) -> list[Vec]:
    """The outermost points of a prop that stands in space; none for one that the legs carry."""
    if prop.on:
        return []
    (x, y, z), (wide, high, deep) = prop.at, prop.size
    low = 0.0 if prop.kind == "chair" else y - high if prop.kind == "bed" else y - high / 2
    top = y if prop.kind == "bed" else y + high if prop.kind == "chair" else y + high / 2
    return [
        (x + wide * a / 2, level, z + deep * b / 2)
        for a in (-1, 1)
        for b in (-1, 1)
        for level in (low, top)
    ]


def solids(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """The solid parts of a prop, which no limb goes through; none where it goes round legs or marks a path.

    A chair is solid between its edges too: laths fill its seat and its back.
    """
    if prop.kind in ("band", "belt", "ring"):
        return []
    return strokes(prop, bones) + (_laths(prop) if prop.kind == "chair" else [])


def _laths(prop: Prop) -> list[Stroke]:
    (x, y, z), (wide, high, deep) = prop.at, prop.size
    left, right, back = x - wide / 2, x + wide / 2, z - deep / 2
    found = []
    for step in range(1, LATHS):
        share = step / LATHS
        ahead, level = back + deep * share, y + high * share
        found.append(_line((left, y, ahead), (right, y, ahead)))
        found.append(_line((left, level, back), (right, level, back)))
    return found


def _line(a: Vec, b: Vec, thick: float = THIN) -> Stroke:
    return Stroke(a, b, thick, thick, Role.PROP)


def _frame(corners: list[Vec]) -> list[Stroke]:
    return [_line(corners[index - 1], corner) for index, corner in enumerate(corners)]


def _flat(at: Vec, wide: float, deep: float) -> list[Vec]:
    x, y, z = at
    return [
        (x - wide / 2, y, z - deep / 2),
        (x + wide / 2, y, z - deep / 2),
        (x + wide / 2, y, z + deep / 2),
        (x - wide / 2, y, z + deep / 2),
    ]


def _chair(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """A seat on four legs, with its back behind it."""
    del bones
    wide, high, deep = prop.size
    seat = _flat(prop.at, wide, deep)
    legs = [_line(corner, (corner[0], 0.0, corner[2])) for corner in seat]
    rest = [(corner[0], corner[1] + high, corner[2]) for corner in seat[:2]]
    back = [_line(seat[0], rest[0]), _line(seat[1], rest[1]), _line(rest[0], rest[1], 0.02)]
    return _frame(seat) + legs + back


def _wall(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """A piece of wall: an upright panel, thin along one axis."""
    del bones
    return _frame(_panel(prop))


def _panel(prop: Prop) -> list[Vec]:
    (x, y, z), (wide, high, deep) = prop.at, prop.size
    ends = [(x - wide / 2, z - deep / 2), (x + wide / 2, z + deep / 2)]
    low, top = y - high / 2, y + high / 2
    (ax, az), (bx, bz) = ends
    return [(ax, low, az), (bx, low, bz), (bx, top, bz), (ax, top, az)]


def _bed(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """A mattress under the body: its upper edge, its lower edge, and legs."""
    del bones
    wide, high, deep = prop.size
    x, y, z = prop.at
    top = _flat(prop.at, wide, deep)
    under = _flat((x, y - high * 0.45, z), wide, deep)
    feet = [_line(corner, (corner[0], y - high, corner[2]), 0.02) for corner in under]
    posts = [_line(a, b) for a, b in zip(top, under, strict=True)]
    return _frame(top) + _frame(under) + posts + feet


def _band(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """A loop round both legs: its two runs, before and behind."""
    right, left = bones.right_leg, bones.left_leg
    if prop.on == "ankles":
        a, b = mix(right.joint, right.end, 0.9), mix(left.joint, left.end, 0.9)
        bone = unit(sub(right.end, right.joint))
    else:
        a, b = mix(right.root, right.joint, ABOVE_KNEE), mix(left.root, left.joint, ABOVE_KNEE)
        bone = unit(sub(right.joint, right.root))
    way = unit(sub(a, b))
    a, b = along(a, way, 0.055), along(b, way, -0.055)
    band = Stroke(a, b, 0.014, 0.014, Role.PROP, None, 0.5, LIFT)
    if prop.kind == "band":
        return [band]
    above = along(a, bone, -0.08), along(b, bone, -0.08)
    run = Stroke(*above, 0.014, 0.014, Role.PROP, None, 0.5, LIFT)
    ends = [Stroke(a, above[0], 0.014, 0.014, Role.PROP, None, 0.5, LIFT)]
    return [band, run, *ends]


def _between_knees(bones: Skeleton) -> Vec:
    right = mix(bones.right_leg.root, bones.right_leg.joint, 0.95)
    left = mix(bones.left_leg.root, bones.left_leg.joint, 0.95)
    return mix(right, left, 0.5)


def _ball(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """A ball held between the knees, or lying in space."""
    centre = add(_between_knees(bones), prop.at) if prop.on else prop.at
    radius = prop.size[0] / 2
    return [Stroke(centre, centre, radius, radius, Role.PROP, (0.0, 1.0), 1.5)]


def _pillow(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """A cushion: thick in the middle, between the knees or in space."""
    centre = add(_between_knees(bones), prop.at) if prop.on else prop.at
    wide, high, deep = prop.size
    half = (wide / 2 - high / 2, 0.0, 0.0) if wide > deep else (0.0, 0.0, deep / 2 - high / 2)
    ends = sub(centre, half), add(centre, half)
    return [Stroke(*ends, high / 2, high / 2, Role.PROP, (0.0, 1.0), 1.0)]


def _ring(prop: Prop, bones: Skeleton) -> list[Stroke]:
    """A dotted ring on the floor: the way a foot goes round."""
    del bones
    (x, y, z), (wide, _, deep) = prop.at, prop.size
    dots = []
    for step in range(24):
        turn = 2 * pi * step / 24
        point = (x + wide / 2 * cos(turn), y, z + deep / 2 * sin(turn))
        dots.append(_line(point, point, 0.004))
    return dots


KINDS: dict[str, Callable[[Prop, Skeleton], list[Stroke]]] = {
    "ball": _ball,
    "band": _band,
    "bed": _bed,
    "belt": _band,
    "chair": _chair,
    "pillow": _pillow,
    "ring": _ring,
    "wall": _wall,
}
