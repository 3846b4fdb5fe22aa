"""What a body cannot do: the lint of poses, run over every figure we ship.

A figure passes when, at every instant of its motion, nothing is below the floor or outside the box,
each joint bends only as far and the way it can, what bears on the floor does not slide, and nothing
jumps; and when every target of every key pose is within reach. Findings are sentences that name
figure, pose, limb and by how much.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import acos, degrees

from loosen.domain.figure.motion import Figure, Instant
from loosen.domain.figure.skeleton import Chain, Skeleton, stretch
from loosen.domain.figure.vectors import Vec, apart, cross, dot, size, square_to, sub, unit

FLOOR_SLACK = 0.015
"""How far below the floor a joint's middle may come: a dot's worth."""

BOX = 2.1
"""No figure reaches farther from the middle of its floor than this."""

KNEE = (0.0, 160.0)
ELBOW = (0.0, 150.0)
HIP = (-30.0, 150.0)
"""The joint itself stops at about 135; the rest is the pelvis, which here follows the low back."""
REACH_SLACK = 0.005
STRAIGHT_SLACK = 0.05
SLIDE = 0.03
JUMP = 0.13
"""How far a joint may go in a hundredth of the way: beyond it the eye sees a jump, not a motion."""


def lint(figure: Figure, instants: int = 100) -> list[str]:
    """Everything that is wrong with a figure, as sentences; empty when it is sound."""
    found = list(_out_of_reach(figure))
    moments = list(figure.samples(instants))
    bodies = [figure.skeleton(moment) for moment in moments]
    for moment, bones in zip(moments, bodies, strict=True):
        name = _place(figure, moment)
        found += [f"{figure.slug}: {name}: {wrong}" for wrong in _impossible(bones)]
    found += _slides(figure, moments, bodies)
    closed = bodies if figure.hold else [*bodies, bodies[0]]
    for before, after in pairwise(closed):
        old = before.points()
        for point, place in after.points().items():
            if apart(old[point], place) > JUMP:
                found.append(f"{figure.slug}: {point} jumps by {apart(old[point], place):.2f}")
    return found


def _place(figure: Figure, moment: Instant) -> str:
    station = figure.stations[int(moment.place) % len(figure.stations)]
    return f"{station.name} + {moment.place % 1:.2f}"


def _out_of_reach(figure: Figure) -> Iterator[str]:
    for station in figure.stations:
        limbs = station.pose
        for limb, far in stretch(limbs).items():
            slack = STRAIGHT_SLACK if getattr(limbs, limb).straight else REACH_SLACK
            if far > slack:
                yield f"{figure.slug}: {station.name}: {limb} is out of reach by {far:.3f}"


def _impossible(bones: Skeleton) -> Iterator[str]:
    for point, (x, y, z) in bones.points().items():
        if y < -FLOOR_SLACK:
            yield f"{point} is {-y:.3f} below the floor"
        if max(abs(x), abs(y), abs(z)) > BOX:
            yield f"{point} is outside the box"
    legs = (("right", bones.right_leg, 1.0), ("left", bones.left_leg, -1.0))
    for side, leg, sign in legs:
        yield from _outside(f"{side} knee", _bend(leg), KNEE)
        yield from _outside(f"{side} hip", _hip(bones, leg), HIP)
        yield from _knee_turned(side, leg)
        yield from _thigh_across(bones, side, leg, sign)
    for side, arm in (("right", bones.right_arm), ("left", bones.left_arm)):
        yield from _outside(f"{side} elbow", _bend(arm), ELBOW)
        yield from _elbow_turned(bones, side, arm)


def _outside(what: str, angle: float, limits: tuple[float, float]) -> Iterator[str]:
    low, high = limits
    if not low - 0.5 <= angle <= high + 0.5:
        yield f"{what} at {angle:.0f} degrees, which should be within {low:.0f} and {high:.0f}"


def _angle(a: Vec, b: Vec) -> float:
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def _bend(limb: Chain) -> float:
    """Degrees by which knee or elbow is bent; 0 is straight."""
    return _angle(sub(limb.joint, limb.root), sub(limb.end, limb.joint))


def _hip(bones: Skeleton, leg: Chain) -> float:
    """Degrees between thigh and pelvis: 0 in line, positive forwards, negative behind."""
    thigh = unit(sub(leg.joint, leg.root))
    bent = _angle(thigh, _times(bones.up, -1.0))
    return -bent if dot(thigh, bones.front) < 0 and bent < 90 else bent


def _knee_turned(side: str, leg: Chain) -> Iterator[str]:
    """A knee bends backwards only: toes may not point away from where the knee does."""
    if _bend(leg) < 25:
        return
    shank = unit(sub(leg.end, leg.joint))
    toes = unit(sub(leg.tip, leg.end))
    across = sub(toes, _times(shank, dot(toes, shank)))
    if size(across) < 0.35:
        return
    knee = square_to(sub(leg.joint, leg.root), shank)
    if dot(unit(across), knee) < -0.5:
        yield f"{side} foot points away from where the knee does"


def _times(a: Vec, by: float) -> Vec:
    """A vector times a number."""
    return (a[0] * by, a[1] * by, a[2] * by)


def _thigh_across(bones: Skeleton, side: str, leg: Chain, sign: float) -> Iterator[str]:
    """A thigh crosses to the other side by half a right angle at most."""
    thigh = unit(sub(leg.joint, leg.root))
    if dot(thigh, bones.right) * sign < -0.8:
        yield f"{side} thigh crosses too far"


def _elbow_turned(bones: Skeleton, side: str, arm: Chain) -> Iterator[str]:
    """An elbow bends forwards only: the hand may not go behind the upper arm's back.

    With the arm hanging or raised in the trunk's plane, a bent elbow that points straight ahead of
    the chest would be bent the wrong way.
    """
    upper = unit(sub(arm.joint, arm.root))
    if _bend(arm) < 40 or abs(dot(upper, bones.chest_up)) < 0.5 or dot(upper, bones.chest_up) > 0:
        return
    hand = unit(sub(arm.end, arm.joint))
    hinge = unit(cross(upper, hand))
    if dot(hinge, bones.chest_right) > 0.75:
        yield f"{side} elbow bends backwards"


def _slides(figure: Figure, moments: list[Instant], bodies: list[Skeleton]) -> Iterator[str]:
    """Points that bear on something, against where the key pose before put them."""
    homes = [figure.skeleton(Instant(float(n))).points() for n in range(len(figure.stations))]
    for moment, bones in zip(moments, bodies, strict=True):
        points = bones.points()
        home = homes[int(moment.place) % len(homes)]
        for name in figure.planted(moment):
            if name not in points:
                yield f"{figure.slug}: there is no point {name!r} to bear on something"
            elif apart(points[name], home[name]) > SLIDE:
                far = apart(points[name], home[name])
                yield f"{figure.slug}: {_place(figure, moment)}: {name} slides by {far:.3f}"
