"""Joint angles in degrees and distances in body units: the numbers that the lint compares with limits.

Angles of a hip are those of clinics: bent (forwards, negative behind), spread (out to the side) and
turned (inwards, negative outwards), each against the pelvis as it lies, so that a pelvis that rolls
along takes nothing from them.
"""

from collections.abc import Callable
from math import acos, asin, atan2, degrees

from loosen.domain.figure.skeleton import Chain, Skeleton, bone_of
from loosen.domain.figure.vectors import Vec, cross, dot, scale, square_to, sub, unit

ALMOST_STRAIGHT = 20.0
"""Degrees of a knee below which the shank does not show how far the thigh is turned."""

ALMOST_SIDEWAYS = 70.0
"""Degrees of a spread beyond which no turn of the thigh is the neutral one."""


def between(a: Vec, b: Vec) -> float:
    """Degrees between two directions."""
    return degrees(acos(max(-1.0, min(1.0, dot(unit(a), unit(b))))))


def bend(limb: Chain) -> float:
    """Degrees by which knee or elbow is bent; 0 is straight."""
    return between(sub(limb.joint, limb.root), sub(limb.end, limb.joint))


def hip_bend(bones: Skeleton, leg: Chain) -> float:
    """Degrees between thigh and pelvis: 0 in line, positive forwards, negative behind."""
    thigh = unit(sub(leg.joint, leg.root))
    bent = between(thigh, scale(bones.up, -1.0))
    return -bent if dot(thigh, bones.front) < 0 and bent < 90 else bent


def hip_spread(bones: Skeleton, leg: Chain, sign: float) -> float:
    """Degrees by which a thigh stands out to its side; ``sign`` is 1 for the right leg, else -1."""
    thigh = unit(sub(leg.joint, leg.root))
    return degrees(asin(max(-1.0, min(1.0, dot(thigh, bones.right) * sign))))


def hip_turn(bones: Skeleton, leg: Chain, sign: float) -> float:
    """Degrees by which a thigh is turned inwards in its socket, negative outwards.

    With the hip bent to a right angle this is how far the shank swings out to the side. It is 0 where
    nothing shows it: the knee is almost straight, or the thigh points straight out to the side.
    """
    if bend(leg) < ALMOST_STRAIGHT or hip_spread(bones, leg, sign) > ALMOST_SIDEWAYS:
        return 0.0
    thigh = bone_of(leg, "thigh")
    neutral = square_to(cross(bones.right, thigh.up), thigh.up)
    turned = atan2(dot(cross(thigh.front, neutral), thigh.up), dot(neutral, thigh.front))
    return degrees(turned) * sign


def knee_past_toes(leg: Chain) -> float:
    """Distance over the floor of a knee beyond the tips of its toes, in body units; negative when behind."""
    ahead = square_to(sub(leg.tip, leg.end), (0.0, 1.0, 0.0))
    return dot(sub(leg.joint, leg.tip), ahead)


def _sided(side: str, sign: float) -> dict[str, Callable[[Skeleton], float]]:
    def leg(bones: Skeleton) -> Chain:
        return bones.right_leg if sign > 0 else bones.left_leg

    return {
        f"{side}-hip-bend": lambda bones: hip_bend(bones, leg(bones)),
        f"{side}-hip-spread": lambda bones: hip_spread(bones, leg(bones), sign),
        f"{side}-hip-turn-in": lambda bones: hip_turn(bones, leg(bones), sign),
        f"{side}-hip-turn-out": lambda bones: -hip_turn(bones, leg(bones), sign),
        f"{side}-knee-past-toes": lambda bones: knee_past_toes(leg(bones)),
    }


MEASURES: dict[str, Callable[[Skeleton], float]] = _sided("right", 1.0) | _sided("left", -1.0)
"""Measures by name that a figure's file may bound, beside the travel of a joint."""
