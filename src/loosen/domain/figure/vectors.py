"""Points and directions in three dimensions, and the one construction limbs are made of.

Axes of a figure, for whoever faces the same way: ``x`` to the body's right, ``y`` up from the
floor, ``z`` straight ahead. Plain tuples and not a class: a frame takes some hundreds of these
sums, and a frame has three milliseconds.
"""

from math import sqrt

Vec = tuple[float, float, float]


def add(a: Vec, b: Vec) -> Vec:
    """The sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """The way from ``b`` to ``a``."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, by: float) -> Vec:
    """The vector ``by`` times as long as ``a``; the opposite one where ``by`` is negative."""
    return (a[0] * by, a[1] * by, a[2] * by)


def along(a: Vec, direction: Vec, length: float) -> Vec:
    """The point ``length`` times ``direction`` away from ``a``."""
    return (
        a[0] + direction[0] * length,
        a[1] + direction[1] * length,
        a[2] + direction[2] * length,
    )


def mix(a: Vec, b: Vec, weight: float) -> Vec:
    """The point ``weight`` (0 to 1) of the way from ``a`` to ``b``."""
    return (
        a[0] + (b[0] - a[0]) * weight,
        a[1] + (b[1] - a[1]) * weight,
        a[2] + (b[2] - a[2]) * weight,
    )


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The vector product; right across up gives straight ahead."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def size(a: Vec) -> float:
    """The length of a vector."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def apart(a: Vec, b: Vec) -> float:
    """The distance between two points."""
    return size(sub(a, b))


def unit(a: Vec, otherwise: Vec = (0.0, 1.0, 0.0)) -> Vec:
    """``a`` with length 1; ``otherwise`` when ``a`` has no direction."""
    length = size(a)
    if length < 1e-9:
        return otherwise
    return (a[0] / length, a[1] / length, a[2] / length)


def square_to(a: Vec, axis: Vec) -> Vec:
    """The unit direction nearest to ``a`` that is square to the unit vector ``axis``."""
    rest = along(a, axis, -dot(a, axis))
    if size(rest) < 1e-6:
        spare = (0.0, 0.0, 1.0) if abs(axis[2]) < 0.9 else (0.0, 1.0, 0.0)
        rest = along(spare, axis, -dot(spare, axis))
    return unit(rest)


def reach(root: Vec, target: Vec, first: float, second: float, pole: Vec) -> tuple[Vec, Vec]:
    """Bend two bones from ``root`` to ``target``.

    Args:
        root: where the first bone begins.
        target: where the second bone should end.
        first: length of the bone at the root, in body units.
        second: length of the other bone, in body units.
        pole: the direction to which the joint between them points.

    Returns:
        The joint and the end. Both bones always have their length: a target out of reach is
        approached as far as the bones go, one too near is kept off.
    """
    way = sub(target, root)
    distance = size(way)
    axis = unit(way, (0.0, -1.0, 0.0))
    distance = max(min(distance, first + second), abs(first - second), 1e-6)
    share = (first * first - second * second + distance * distance) / (2 * distance)
    off = sqrt(max(first * first - share * share, 0.0))
    joint = along(along(root, axis, share), square_to(pole, axis), off)
    return joint, along(root, axis, distance)
