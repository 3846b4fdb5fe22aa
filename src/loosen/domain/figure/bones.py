"""Limbs that have been placed, and the directions of their bones."""

from typing import NamedTuple

from loosen.domain.figure.vectors import Vec, cross, square_to, sub, unit


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
