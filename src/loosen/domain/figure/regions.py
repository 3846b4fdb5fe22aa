"""The region an exercise is for, as shapes on the body.

The names are the catalogue's areas with a side before them: ``right outer-hip``. Each lies where
the muscle does, so that turning the view shows it from there, and is thicker than the limb it lies
on: it can be told where there is no colour.
"""

from collections.abc import Callable

from loosen.domain.figure.braille import Role
from loosen.domain.figure.shapes import Stroke
from loosen.domain.figure.skeleton import Chain, Skeleton
from loosen.domain.figure.vectors import Vec, along, cross, mix, scale, square_to, sub, unit

LIFT = 0.16
"""Depth offset of a region in body units: past its own limb, but not past another in front of it."""


class _Hip:
    """One hip's own directions: out from the body, along the thigh, and the thigh's front."""

    def __init__(self, bones: Skeleton, leg: Chain, sign: float) -> None:
        self.bones = bones
        self.leg = leg
        self.thigh = unit(sub(leg.joint, leg.root))
        self.knee = square_to(leg.pole, self.thigh)
        across = cross(self.knee, self.thigh)
        self.out: Vec = scale(across, sign)
        self.side: Vec = scale(bones.right, sign)

    def at(self, out: float, up: float, front: float) -> Vec:
        """A point of the pelvis, from the hip joint."""
        point = along(along(self.leg.root, self.side, out), self.bones.up, up)
        return along(point, self.bones.front, front)

    def on_thigh(self, share: float, out: float, front: float) -> Vec:
        """A point of the thigh, ``share`` of the way down."""
        point = mix(self.leg.root, self.leg.joint, share)
        return along(along(point, self.out, out), self.knee, front)


def _blob(a: Vec, b: Vec, thick_a: float, thick_b: float) -> Stroke:
    return Stroke(a, b, thick_a, thick_b, Role.TARGET, None, 1.5, LIFT)


_SIDED: dict[str, Callable[[_Hip], Stroke]] = {
    "hip-flexors": lambda h: _blob(h.at(0.0, 0.07, 0.05), h.on_thigh(0.4, 0.0, 0.03), 0.03, 0.042),
    "glutes": lambda h: _blob(h.at(0.0, 0.05, -0.06), h.on_thigh(0.12, 0.0, -0.05), 0.045, 0.055),
    "outer-hip": lambda h: _blob(h.at(0.03, 0.09, 0.0), h.on_thigh(0.22, 0.04, 0.0), 0.035, 0.042),
    "deep-rotators": lambda h: _blob(
        h.at(-0.06, 0.05, -0.06), h.at(0.04, 0.0, -0.05), 0.035, 0.045
    ),
    "inner-thigh": lambda h: _blob(
        h.at(-0.05, -0.04, 0.0), h.on_thigh(0.7, -0.025, 0.0), 0.035, 0.042
    ),
    "hamstrings": lambda h: _blob(
        h.on_thigh(0.2, 0.0, -0.03), h.on_thigh(0.85, 0.0, -0.02), 0.05, 0.04
    ),
    "quads": lambda h: _blob(h.on_thigh(0.25, 0.0, 0.028), h.on_thigh(0.9, 0.0, 0.02), 0.05, 0.04),
    "hip-joint": lambda h: _blob(h.at(0.01, 0.0, 0.0), h.on_thigh(0.06, 0.0, 0.0), 0.065, 0.062),
}


def _low_back(bones: Skeleton) -> Stroke:
    low = along(along(bones.pelvis, bones.up, 0.07), bones.front, -0.05)
    high = along(along(bones.waist, bones.up, 0.03), bones.front, -0.035)
    return _blob(low, high, 0.045, 0.04)


def _pelvis(bones: Skeleton) -> Stroke:
    middle = along(along(bones.pelvis, bones.up, 0.04), bones.front, -0.05)
    return _blob(along(middle, bones.right, -0.07), along(middle, bones.right, 0.07), 0.045, 0.045)


def _core(bones: Skeleton) -> Stroke:
    low = along(along(bones.pelvis, bones.up, 0.06), bones.front, 0.05)
    return _blob(low, along(bones.waist, bones.front, 0.05), 0.055, 0.055)


def _chest(bones: Skeleton) -> Stroke:
    middle = along(along(bones.chest, bones.chest_up, -0.05), bones.chest_front, 0.03)
    wide = bones.chest_right
    return _blob(along(middle, wide, -0.13), along(middle, wide, 0.13), 0.05, 0.05)


_MIDDLE: dict[str, Callable[[Skeleton], Stroke]] = {
    "low-back": _low_back,
    "pelvis-si": _pelvis,
    "core": _core,
    "shoulders-chest": _chest,
}

REGIONS = frozenset(
    {f"{side} {name}" for side in ("left", "right") for name in _SIDED} | set(_MIDDLE)
)
"""Every name a figure may give as its target."""


def regions(bones: Skeleton, names: tuple[str, ...]) -> list[Stroke]:
    """The shapes of the named regions."""
    hips = {name: _Hip(bones, leg, sign) for name, sign, leg, _ in bones.sides()}
    found = []
    for name in names:
        side, _, area = name.rpartition(" ")
        found.append(_SIDED[area](hips[side]) if side else _MIDDLE[name](bones))
    return found
