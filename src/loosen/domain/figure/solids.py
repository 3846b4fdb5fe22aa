"""Collisions: the body as capsules, of which limbs may overlap with nothing.

Neither with one another, nor with head, trunk or a prop. Flesh and cushions give a little: two capsules
may be pressed together by a third of their radius.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from loosen.domain.figure.braille import Role
from loosen.domain.figure.props import Prop, solids
from loosen.domain.figure.shapes import Stroke, limb_strokes
from loosen.domain.figure.skeleton import HEAD, Skeleton
from loosen.domain.figure.vectors import Vec, dot, mix, size, sub

GIVES = 1 / 3
"""By how much of its radius each of two capsules may be pressed in."""

TRUNK = 0.085
"""Radius of the trunk from back to front, in body units; from side to side it is wider."""

JOINED = ("thigh", "upper arm")
"""The bones that grow from the trunk."""


class Solid(NamedTuple):
    """A capsule with a name; capsules of one ``group`` are joined and may meet."""

    name: str
    group: str
    stroke: Stroke


def collisions(bones: Skeleton, props: tuple[Prop, ...]) -> Iterator[str]:
    """Yield a sentence for each limb that overlaps too far with another limb, head, trunk or prop."""
    limbs = [
        Solid(f"{limb} {bone}", limb, stroke)
        for limb, parts in limb_strokes(bones).items()
        for bone, stroke in parts.items()
    ]
    things = [Solid(prop.kind, prop.kind, part) for prop in props for part in solids(prop, bones)]
    head, trunk = _middle(bones)
    pairs = [pair for pair in combinations(limbs, 2) if pair[0].group != pair[1].group]
    pairs += [(limb, thing) for limb in limbs for thing in (*things, head)]
    pairs += [(limb, trunk) for limb in limbs if not limb.name.endswith(JOINED)]
    for one, other in pairs:
        deep = _overlap(one.stroke, other.stroke)
        if deep > 0.0:
            yield f"{one.name} goes {deep:.3f} too deep into {other.name}"


def _middle(bones: Skeleton) -> tuple[Solid, Solid]:
    """Head and trunk."""
    head = Stroke(bones.head, bones.head, HEAD, HEAD, Role.BODY)
    trunk = Stroke(bones.pelvis, bones.chest, TRUNK, TRUNK, Role.BODY)
    return Solid("head", "head", head), Solid("trunk", "trunk", trunk)


def _overlap(a: Stroke, b: Stroke) -> float:
    """Overlap of two capsules beyond what is allowed, in body units; 0 or less when allowed."""
    most = (max(a.thick_a, a.thick_b) + max(b.thick_a, b.thick_b)) * (1 - GIVES)
    # Most pairs are far apart, and there are very many of them.
    for axis in (0, 1, 2):
        low, high = sorted((a.a[axis], a.b[axis]))
        least, greatest = sorted((b.a[axis], b.b[axis]))
        if low > greatest + most or least > high + most:
            return 0.0
    on_a, on_b = closest(a.a, a.b, b.a, b.b)
    apart = size(sub(mix(a.a, a.b, on_a), mix(b.a, b.b, on_b)))
    radius = a.thick_a + (a.thick_b - a.thick_a) * on_a + b.thick_a + (b.thick_b - b.thick_a) * on_b
    return radius * (1 - GIVES) - apart


def closest(a: Vec, b: Vec, c: Vec, d: Vec) -> tuple[float, float]:
    """The nearest points of the lines ``a`` to ``b`` and ``c`` to ``d``, as shares (0 to 1) of each."""
    first, second, between = sub(b, a), sub(d, c), sub(a, c)
    aa, ee, ff = dot(first, first), dot(second, second), dot(second, between)
    if aa < 1e-9:
        return 0.0, _within(ff / ee) if ee > 1e-9 else 0.0
    back = dot(first, between)
    if ee < 1e-9:
        return _within(-back / aa), 0.0
    both = dot(first, second)
    wide = aa * ee - both * both
    on_a = _within((both * ff - back * ee) / wide) if wide > 1e-12 else 0.0
    on_b = (both * on_a + ff) / ee
    if 0.0 <= on_b <= 1.0:
        return on_a, on_b
    on_b = _within(on_b)
    return _within((both * on_b - back) / aa), on_b


def _within(share: float) -> float:
    return max(0.0, min(1.0, share))
