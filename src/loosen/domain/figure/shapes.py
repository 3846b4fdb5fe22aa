"""The flesh on the bones: solid shapes in three dimensions, each with a role.

Thicknesses are radii in body units. They are a little leaner than people are, so that a limb in
front of another still leaves some of it to be seen in a drawing of forty columns.
"""

from math import cos, pi, sin
from typing import NamedTuple

from loosen.domain.figure.braille import Role
from loosen.domain.figure.skeleton import HEAD, Chain, Skeleton
from loosen.domain.figure.vectors import Vec, along, dot, mix

RIM = tuple((cos(2 * pi * k / 10), sin(2 * pi * k / 10)) for k in range(10))

BREATH_DEPTH = 0.035
"""Rise of the ribs with a breath in body units: exaggerated, so that it is one dot."""


class Stroke(NamedTuple):
    """A bone, a ball when both ends are one point.

    ``clear`` is the part of it, from and to as shares, that stands off from what lies behind by a
    dot; ``least`` the smallest radius in dots; ``lift`` brings it forward in the order of painting.
    ``part`` names what it belongs to: a limb (``right leg``), ``head``, ``neck``, ``nose``, or the
    kind of a prop.
    """

    a: Vec
    b: Vec
    thick_a: float
    thick_b: float
    role: Role
    clear: tuple[float, float] | None = None
    least: float = 0.5
    lift: float = 0.0
    part: str = ""


class Tube(NamedTuple):
    """Piece of the trunk between two outlines."""

    rings: tuple[tuple[Vec, ...], tuple[Vec, ...]]
    centre: Vec
    role: Role


Shape = Stroke | Tube


def nearness(shape: Shape, eye: Vec) -> float:
    """How near a shape is to the eye, in body units: those farther away are painted first."""
    if isinstance(shape, Stroke):
        return (dot(shape.a, eye) + dot(shape.b, eye)) / 2 + shape.lift
    return dot(shape.centre, eye)


def flesh(bones: Skeleton, breath: float, far: str) -> list[Shape]:
    """The body's shapes.

    Args:
        bones: where the bones lie.
        breath: 0 breathed out, 1 breathed in.
        far: the side turned away from the eye, ``left`` or ``right``, or nothing.
    """
    shapes: list[Shape] = list(_trunk(bones, breath))
    shapes += _head(bones)
    for side, _, leg, arm in bones.sides():
        away = side == far
        role, least, lean = (Role.FAR, 0.5, 0.6) if away else (Role.NEAR, 1.0, 1.0)
        shapes += [part._replace(part=f"{side} leg") for part in _leg(leg, role, least, lean)]
        shapes += [part._replace(part=f"{side} arm") for part in _arm(arm, role, least, lean)]
    return shapes


def _trunk(bones: Skeleton, breath: float) -> list[Tube]:
    rise = BREATH_DEPTH * breath
    low = (bones.right, bones.front)
    high = (bones.chest_right, bones.chest_front)
    # Face down the front of the chest lies on something: there the back rises.
    swell = rise * (0.6 + 1.2 * min(0.0, bones.chest_front[1]))
    ribs = along(along(bones.chest, bones.chest_up, -0.11), bones.chest_front, swell)
    # Two bones make a corner at the waist; flesh goes round it.
    waist = mix(bones.waist, mix(bones.pelvis, bones.chest, 0.44), 0.25)
    sections = (
        (along(bones.pelvis, bones.up, -0.06), low, 0.085, 0.065),
        (along(bones.pelvis, bones.up, 0.02), low, 0.125, 0.085),
        (waist, (bones.chest_right, bones.front), 0.1, 0.07 + rise * 0.2),
        (ribs, high, 0.14, 0.085 + rise * 0.4),
        (bones.chest, high, 0.165, 0.05),
    )
    rings = [_ring(*section) for section in sections]
    centres = [section[0] for section in sections]
    return [
        Tube((rings[i], rings[i + 1]), mix(centres[i], centres[i + 1], 0.5), Role.BODY)
        for i in range(4)
    ]


def _ring(centre: Vec, axes: tuple[Vec, Vec], wide: float, deep: float) -> tuple[Vec, ...]:
    (rx, ry, rz), (fx, fy, fz) = axes
    x, y, z = centre
    return tuple(
        (
            x + rx * wide * c + fx * deep * s,
            y + ry * wide * c + fy * deep * s,
            z + rz * wide * c + fz * deep * s,
        )
        for c, s in RIM
    )


def _head(bones: Skeleton) -> list[Stroke]:
    nose = along(bones.head, bones.face, HEAD * 0.8)
    tip = along(bones.head, bones.face, HEAD * 1.25)
    return [
        Stroke(bones.chest, bones.head, 0.04, 0.04, Role.BODY, part="neck"),
        Stroke(bones.head, bones.head, HEAD, HEAD, Role.BODY, clear=(0.0, 1.0), part="head"),
        Stroke(nose, tip, 0.025, 0.012, Role.BODY, part="nose"),
    ]


def limb_strokes(bones: Skeleton) -> dict[str, dict[str, Stroke]]:
    """The flesh of each arm and leg, bone by bone, as it is from near by."""
    found = {}
    for side, _, leg, arm in bones.sides():
        found[f"{side} leg"] = dict(
            zip(("thigh", "shank", "foot"), _leg(leg, Role.NEAR, 0.5, 1.0), strict=True)
        )
        found[f"{side} arm"] = dict(
            zip(("upper arm", "forearm"), _arm(arm, Role.NEAR, 0.5, 1.0), strict=True)
        )
    return found


def _leg(leg: Chain, role: Role, least: float, lean: float) -> list[Stroke]:
    toes = mix(leg.end, leg.tip, 1.0)
    heel = mix(leg.end, leg.tip, -0.2)
    return [
        Stroke(leg.root, leg.joint, 0.06 * lean, 0.042 * lean, role, (0.35, 0.85), least),
        Stroke(leg.joint, leg.end, 0.042 * lean, 0.026 * lean, role, (0.3, 0.9), least),
        Stroke(heel, toes, 0.028 * lean, 0.02 * lean, role, None, least),
    ]


def _arm(arm: Chain, role: Role, least: float, lean: float) -> list[Stroke]:
    return [
        Stroke(arm.root, arm.joint, 0.036 * lean, 0.028 * lean, role, (0.35, 0.9), least),
        Stroke(arm.joint, arm.end, 0.028 * lean, 0.024 * lean, role, (0.2, 1.0), least),
    ]
