"""The body: where a pose wants things, and where the bones then lie.

A pose is written as targets - a pelvis, a direction for the trunk, a point for each hand and foot -
and never joint by joint. Bones are placed by two-bone reach, so a limb keeps its length in every
frame whatever an author wrote. All lengths are body units: a person stands about 1.7 of them tall.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from loosen.domain.figure.vectors import (
    Vec,
    along,
    cross,
    mix,
    reach,
    size,
    square_to,
    sub,
    unit,
)

LUMBAR = 0.22
THORAX = 0.28
NECK = 0.09
HEAD = 0.10
UPPER_ARM = 0.28
FOREARM = 0.26
THIGH = 0.42
SHANK = 0.42
FOOT = 0.17
HIP = 0.09
SHOULDER = 0.17

JOINTS = (
    *("pelvis", "waist", "chest", "head"),
    *(
        f"{side}-{joint}"
        for side in ("right", "left")
        for joint in ("hip", "knee", "foot", "toes", "shoulder", "elbow", "hand")
    ),
)
"""The names of a skeleton's points."""

ARM = UPPER_ARM + FOREARM
LEG = THIGH + SHANK


class Chain(NamedTuple):
    """One solved limb: hip, knee, ankle, toes; or shoulder, elbow, hand, hand."""

    root: Vec
    joint: Vec
    end: Vec
    tip: Vec
    pole: Vec


class Bone(NamedTuple):
    """One bone of a leg, with its own right, up (back to where it starts) and front."""

    start: Vec
    end: Vec
    right: Vec
    up: Vec
    front: Vec


def bone_of(leg: Chain, name: str) -> Bone:
    """The ``thigh``, ``shank`` or ``foot`` of a leg."""
    start, end = {
        "thigh": (leg.root, leg.joint),
        "shank": (leg.joint, leg.end),
        "foot": (leg.end, leg.tip),
    }[name]
    up = unit(sub(start, end))
    # The knee stands off the line from hip to ankle to the front of both bones.
    ahead = square_to(leg.pole, unit(sub(leg.end, leg.root)))
    front = square_to(sub(leg.joint, leg.end) if name == "foot" else ahead, up)
    return Bone(start, end, cross(up, front), up, front)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a hand or foot goes to.

    Without ``on`` the point is in space. On ``chest``, ``pelvis`` or ``head`` it is an offset along
    the trunk's own right, up and front. On a bone (``left-thigh``) it lies ``share`` of the way
    down that bone, moved along the bone's own right, up and front: up is towards the hip, the front
    where the knee points, and for a foot the instep.
    """

    point: Vec
    on: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Limb:
    """Target of one arm or leg.

    ``pole`` is where elbow or knee points; ``toes`` where the foot points; ``straight`` (0 to 1)
    says how far the limb gives up its distance to the spot and simply points there at full length.
    """

    spot: Spot
    pole: Vec
    toes: Vec = (0.0, 0.0, 1.0)
    straight: float = 0.0


@dataclass(frozen=True, slots=True)
class Pose:
    """Where everything should be at one instant.

    ``spine`` points from pelvis to chest, ``right`` and ``shoulders`` to the body's right at either
    end (they differ in a twist). ``bow`` is how far the waist stands off the line from pelvis to
    chest, in body units: backwards when positive. ``head`` and ``face`` are directions, or None for
    "as the trunk goes".
    """

    pelvis: Vec
    spine: Vec
    right: Vec
    shoulders: Vec
    bow: float
    head: Vec | None
    face: Vec | None
    right_foot: Limb
    left_foot: Limb
    right_hand: Limb
    left_hand: Limb


class SideLimbs(NamedTuple):
    """The limbs of one side; ``sign`` is 1 for the right one and -1 for the left."""

    name: str
    sign: float
    leg: Chain
    arm: Chain


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where the bones lie; ``up``, ``front`` and ``right`` are unit vectors of either trunk end."""

    pelvis: Vec
    waist: Vec
    chest: Vec
    head: Vec
    face: Vec
    right: Vec
    up: Vec
    front: Vec
    chest_right: Vec
    chest_up: Vec
    chest_front: Vec
    right_leg: Chain
    left_leg: Chain
    right_arm: Chain
    left_arm: Chain

    def sides(self) -> Iterator[SideLimbs]:
        """The limbs of the right side, then of the left."""
        yield SideLimbs("right", 1.0, self.right_leg, self.right_arm)
        yield SideLimbs("left", -1.0, self.left_leg, self.left_arm)

    def points(self) -> dict[str, Vec]:
        """Every joint by name, for checks and for finding the figure's extent."""
        found = {
            "pelvis": self.pelvis,
            "waist": self.waist,
            "chest": self.chest,
            "head": self.head,
        }
        for side, _, leg, arm in self.sides():
            found |= {
                f"{side}-hip": leg.root,
                f"{side}-knee": leg.joint,
                f"{side}-foot": leg.end,
                f"{side}-toes": leg.tip,
                f"{side}-shoulder": arm.root,
                f"{side}-elbow": arm.joint,
                f"{side}-hand": arm.end,
            }
        return found


def solve(pose: Pose, other: Pose | None = None, weight: float = 0.0) -> Skeleton:
    """Place the bones for a pose, or for the mix of two.

    The targets are mixed, not the joints: a foot that both poses put on one point stays on it.

    Args:
        pose: what is wanted at weight 0.
        other: what is wanted at weight 1; None for ``pose`` alone.
        weight: share of ``other``, 0 to 1.
    """
    body = _Body(pose, other or pose, weight if other else 0.0)
    body.place_legs()
    return body.skeleton()


class _Body:
    """The order in which a body is placed: trunk, legs in space, legs on something, arms."""

    def __init__(self, a: Pose, b: Pose, weight: float) -> None:
        self.a = a
        self.b = b
        self.weight = weight
        self.legs: dict[str, Chain] = {}
        self.pelvis = mix(a.pelvis, b.pelvis, weight)
        spine = unit(mix(a.spine, b.spine, weight))
        right = square_to(mix(a.right, b.right, weight), spine)
        bow = a.bow + (b.bow - a.bow) * weight
        back = cross(spine, right)
        low = sqrt(LUMBAR * LUMBAR - bow * bow)
        high = sqrt(THORAX * THORAX - bow * bow)
        self.waist = along(along(self.pelvis, spine, low), back, bow)
        self.chest = along(self.pelvis, spine, low + high)
        self.up = unit(sub(self.waist, self.pelvis))
        self.right = square_to(right, self.up)
        self.front = cross(self.right, self.up)
        self.chest_up = unit(sub(self.chest, self.waist))
        self.chest_right = square_to(mix(a.shoulders, b.shoulders, weight), self.chest_up)
        self.chest_front = cross(self.chest_right, self.chest_up)
        nod = self._direction(a.head, b.head, self.chest_up)
        self.head = along(self.chest, nod, NECK + HEAD)
        self.face = square_to(self._direction(a.face, b.face, self.chest_front), nod)

    def _direction(self, a: Vec | None, b: Vec | None, otherwise: Vec) -> Vec:
        return unit(mix(a or otherwise, b or otherwise, self.weight), otherwise)

    def place_legs(self) -> None:
        """Legs that reach a point in space come first, so that others may rest on them."""
        wanted = {
            "right": (self.a.right_foot, self.b.right_foot, HIP),
            "left": (self.a.left_foot, self.b.left_foot, -HIP),
        }
        order = sorted(
            wanted, key=lambda side: bool(wanted[side][0].spot.on + wanted[side][1].spot.on)
        )
        for side in order:
            a, b, off = wanted[side]
            root = along(self.pelvis, self.right, off)
            self.legs[side] = self._chain(root, a, b, (THIGH, SHANK, FOOT))

    def skeleton(self) -> Skeleton:
        """The whole body, arms last: hands may hold a leg."""
        bones = (UPPER_ARM, FOREARM, 0.0)
        shoulder = along(self.chest, self.chest_right, SHOULDER)
        right_arm = self._chain(shoulder, self.a.right_hand, self.b.right_hand, bones)
        shoulder = along(self.chest, self.chest_right, -SHOULDER)
        left_arm = self._chain(shoulder, self.a.left_hand, self.b.left_hand, bones)
        return Skeleton(
            self.pelvis,
            self.waist,
            self.chest,
            self.head,
            self.face,
            self.right,
            self.up,
            self.front,
            self.chest_right,
            self.chest_up,
            self.chest_front,
            self.legs["right"],
            self.legs["left"],
            right_arm,
            left_arm,
        )

    def _chain(self, root: Vec, a: Limb, b: Limb, bones: tuple[float, float, float]) -> Chain:
        first, second, tip = bones
        target = self._goal(root, a, first + second)
        if b is not a:
            target = mix(target, self._goal(root, b, first + second), self.weight)
            straight = a.straight + (b.straight - a.straight) * self.weight
        else:
            straight = a.straight
        if straight:
            full = along(root, unit(sub(target, root)), first + second)
            target = mix(target, full, straight)
        pole = mix(a.pole, b.pole, self.weight)
        joint, end = reach(root, target, first, second, pole)
        toes = unit(mix(a.toes, b.toes, self.weight))
        return Chain(root, joint, end, along(end, toes, tip), pole)

    def _goal(self, root: Vec, limb: Limb, length: float) -> Vec:
        point = self.locate(limb.spot)
        if limb.straight:
            return mix(point, along(root, unit(sub(point, root)), length), limb.straight)
        return point

    def locate(self, spot: Spot) -> Vec:
        """The point in space that a spot means on this body."""
        if not spot.on:
            return spot.point
        if spot.on in ("chest", "pelvis", "head"):
            return self._on_trunk(spot)
        side, name = spot.on.split("-")
        bone = bone_of(self.legs[side], name)
        x, y, z = spot.point
        point = along(along(mix(bone.start, bone.end, spot.share), bone.right, x), bone.up, y)
        return along(point, bone.front, z)

    def _on_trunk(self, spot: Spot) -> Vec:
        x, y, z = spot.point
        if spot.on == "pelvis":
            origin, right, up, front = self.pelvis, self.right, self.up, self.front
        else:
            origin = self.chest if spot.on == "chest" else self.head
            right, up, front = self.chest_right, self.chest_up, self.chest_front
        return along(along(along(origin, right, x), up, y), front, z)


def stretch(pose: Pose) -> dict[str, float]:
    """Distance of each target beyond its limb's length, in body units; negative when within.

    A limb told to be straight only points at its spot: for it this is the distance to full length
    either way, so that an author's point stays honest.
    """
    body = _Body(pose, pose, 0.0)
    body.place_legs()
    solved = body.skeleton()
    found = {}
    for name, limb, chain, length in (
        ("right_foot", pose.right_foot, solved.right_leg, LEG),
        ("left_foot", pose.left_foot, solved.left_leg, LEG),
        ("right_hand", pose.right_hand, solved.right_arm, ARM),
        ("left_hand", pose.left_hand, solved.left_arm, ARM),
    ):
        far = size(sub(body.locate(limb.spot), chain.root)) - length
        found[name] = abs(far) if limb.straight == 1.0 else far
    return found
