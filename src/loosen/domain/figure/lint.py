"""Lint of figures: poses that no body can take, and movement that a drawing hides.

A figure passes when, at every instant of its motion, nothing is below the floor or outside the box,
each joint bends and turns only as far and the way it can, limbs do not go through one another, what
bears on the floor does not slide, nothing jumps, and the bounds of its own file are kept; when every
target of every key pose is within reach, what rests on a thigh rests on its middle; and when the view
shows the movement. Findings are sentences that name figure, pose, limb and by how much.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

from loosen.domain.figure.measures import MEASURES, bend, hip_bend, hip_spread, hip_turn
from loosen.domain.figure.motion import Figure, Instant
from loosen.domain.figure.props import strokes
from loosen.domain.figure.skeleton import Chain, Skeleton, stretch
from loosen.domain.figure.solids import collisions
from loosen.domain.figure.vectors import (
    Vec,
    add,
    apart,
    cross,
    dot,
    scale,
    size,
    square_to,
    sub,
    unit,
)

FLOOR_SLACK = 0.015
"""Greatest depth of a joint's middle below the floor, in body units: one dot."""

BOX = 2.1
"""No figure reaches farther from the middle of its floor than this."""

KNEE = (0.0, 160.0)
ELBOW = (0.0, 150.0)
HIP = (-30.0, 150.0)
"""The joint itself stops at about 135; the rest is the pelvis, which here follows the low back."""
TURN = 45.0
"""Degrees by which a thigh turns in its socket, either way, when it points straight ahead."""
TURN_SPREAD = 0.5
"""Degrees it turns out further for each degree it stands out to its side, as in a cross-legged seat."""
REACH_SLACK = 0.005
STRAIGHT_SLACK = 0.05
SLIDE = 0.03
JUMP = 0.13
"""Greatest travel of a joint in a hundredth of the motion, in body units: more is seen as a jump."""
SEEN = 0.6
"""Least share of the longest path of a joint that the figure's own view has to show."""
MIDDLE = (0.25, 0.75)
"""Where on a thigh something may rest, as shares of the way from hip to knee: never on the knee."""
TOUCHES = 0.12
"""From how far off a thigh's middle line something no longer rests on it."""
TAUT = 0.02
"""Greatest stretch of a belt, as a share of its length: flesh gives so far, a belt does not."""
BOUND_SLACK = 0.005
"""By how much a bound may be missed, of itself."""


def lint(figure: Figure, instants: int = 100) -> list[str]:
    """Return the faults of a figure as sentences; empty when it is sound."""
    moments = list(figure.samples(instants))
    bodies = [figure.skeleton(moment) for moment in moments]
    found = [*_out_of_reach(figure), *_off_the_thigh(figure)]
    for moment, bones in zip(moments, bodies, strict=True):
        name = _place(figure, moment)
        found += [f"{name}: {wrong}" for wrong in _impossible(bones)]
        found += [f"{name}: {wrong}" for wrong in _hips_turned(figure, bones)]
        found += [f"{name}: {wrong}" for wrong in collisions(bones, figure.props)]
    found += _slides(figure, moments, bodies)
    ways = _ways(figure, bodies)
    found += [*_jumps(ways), *_hidden(figure, ways), *_stretched(figure, bodies)]
    found += _beyond_bounds(figure, bodies)
    return [f"{figure.slug}: {wrong}" for wrong in found]


def _place(figure: Figure, moment: Instant) -> str:
    station = figure.stations[int(moment.place) % len(figure.stations)]
    return f"{station.name} + {moment.place % 1:.2f}"


def _out_of_reach(figure: Figure) -> Iterator[str]:
    for station in figure.stations:
        limbs = station.pose
        for limb, far in stretch(limbs).items():
            slack = STRAIGHT_SLACK if getattr(limbs, limb).straight else REACH_SLACK
            if far > slack:
                yield f"{station.name}: {limb} is out of reach by {far:.3f}"


def _off_the_thigh(figure: Figure) -> Iterator[str]:
    """Distance of what a pose lays on a thigh from where it comes to lie, in body units."""
    for index, station in enumerate(figure.stations):
        bones = figure.skeleton(Instant(float(index)))
        for limb, chain in _limbs(bones).items():
            side, _, bone = getattr(station.pose, limb).spot.on.partition("-")
            if bone == "thigh":
                thigh = bones.right_leg if side == "right" else bones.left_leg
                for wrong in _rests_badly(chain.end, thigh):
                    yield f"{station.name}: {limb} lies {wrong}"


def _limbs(bones: Skeleton) -> dict[str, Chain]:
    return {
        "right_foot": bones.right_leg,
        "left_foot": bones.left_leg,
        "right_hand": bones.right_arm,
        "left_hand": bones.left_arm,
    }


def _rests_badly(point: Vec, leg: Chain) -> Iterator[str]:
    bone, way = sub(leg.joint, leg.root), sub(point, leg.root)
    share = dot(way, bone) / dot(bone, bone)
    if not MIDDLE[0] <= share <= MIDDLE[1]:
        yield f"{share:.2f} of the way down the thigh, which should be within its middle half"
    off = size(cross(way, unit(bone)))
    if off > TOUCHES:
        yield f"{off:.3f} off the thigh that it rests on"


def _impossible(bones: Skeleton) -> Iterator[str]:
    for point, (x, y, z) in bones.points().items():
        if y < -FLOOR_SLACK:
            yield f"{point} is {-y:.3f} below the floor"
        if max(abs(x), abs(y), abs(z)) > BOX:
            yield f"{point} is outside the box"
    for side, sign, leg, arm in bones.sides():
        yield from _outside(f"{side} knee", bend(leg), KNEE)
        yield from _outside(f"{side} hip", hip_bend(bones, leg), HIP)
        yield from _knee_turned(side, leg)
        yield from _thigh_across(bones, side, leg, sign)
        yield from _outside(f"{side} elbow", bend(arm), ELBOW)
        yield from _elbow_turned(bones, side, arm)


def _outside(what: str, angle: float, limits: tuple[float, float]) -> Iterator[str]:
    low, high = limits
    if not low - 0.5 <= angle <= high + 0.5:
        yield f"{what} at {angle:.0f} degrees, which should be within {low:.0f} and {high:.0f}"


def _hips_turned(figure: Figure, bones: Skeleton) -> Iterator[str]:
    """A thigh turns in its socket only so far; what a rolling pelvis brings is not counted.

    A figure's file may set another bound, and then says why.
    """
    bounds = dict(figure.bounds)
    for side, sign, leg, _ in bones.sides():
        turn = hip_turn(bones, leg, sign)
        way, most = ("in", TURN) if turn > 0 else ("out", TURN)
        if way == "out":
            most += TURN_SPREAD * max(0.0, hip_spread(bones, leg, sign))
        most = bounds.get(f"{side}-hip-turn-{way}", most)
        if abs(turn) > most + 0.5:
            yield f"{side} hip is turned {way} by {abs(turn):.0f} degrees, more than {most:.0f}"


def _knee_turned(side: str, leg: Chain) -> Iterator[str]:
    """A knee bends backwards only: toes may not point away from where the knee does."""
    if bend(leg) < 25:
        return
    shank = unit(sub(leg.end, leg.joint))
    toes = unit(sub(leg.tip, leg.end))
    across = sub(toes, scale(shank, dot(toes, shank)))
    if size(across) < 0.35:
        return
    knee = square_to(sub(leg.joint, leg.root), shank)
    if dot(unit(across), knee) < -0.5:
        yield f"{side} foot points away from where the knee does"


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
    if bend(arm) < 40 or abs(dot(upper, bones.chest_up)) < 0.5 or dot(upper, bones.chest_up) > 0:
        return
    hand = unit(sub(arm.end, arm.joint))
    hinge = unit(cross(upper, hand))
    if dot(hinge, bones.chest_right) > 0.75:
        yield f"{side} elbow bends backwards"


def _slides(figure: Figure, moments: list[Instant], bodies: list[Skeleton]) -> Iterator[str]:
    """Points that bear on something, against where the key pose before put them on the floor."""
    homes = [figure.skeleton(Instant(float(n))).points() for n in range(len(figure.stations))]
    for moment, bones in zip(moments, bodies, strict=True):
        points, floor = bones.points(), figure.floor(moment)
        home = homes[int(moment.place) % len(homes)]
        for name in figure.planted(moment):
            if name not in points:
                yield f"there is no point {name!r} to bear on something"
                continue
            far = apart(points[name], add(home[name], floor))
            if far > SLIDE:
                yield f"{_place(figure, moment)}: {name} slides by {far:.3f}"


def _ways(figure: Figure, bodies: list[Skeleton]) -> dict[str, list[Vec]]:
    """Each joint's places in order of time, once round the motion."""
    closed = bodies if figure.hold else [*bodies, bodies[0]]
    ways: dict[str, list[Vec]] = {}
    for bones in closed:
        for name, point in bones.points().items():
            ways.setdefault(name, []).append(point)
    return ways


def _jumps(ways: dict[str, list[Vec]]) -> Iterator[str]:
    for name, way in ways.items():
        for before, after in pairwise(way):
            if apart(before, after) > JUMP:
                yield f"{name} jumps by {apart(before, after):.2f}"


def _hidden(figure: Figure, ways: dict[str, list[Vec]]) -> Iterator[str]:
    """The longest way of all joints, against how much of it lies across the view and not along it."""
    name, way = max(ways.items(), key=lambda item: _length(item[1]))
    across, upward, _ = figure.view.axes()
    seen = _length([(dot(point, across), dot(point, upward), 0.0) for point in way])
    if (whole := _length(way)) > 0 and seen / whole < SEEN:
        yield f"the view shows {seen / whole:.0%} of the way of the {name}, less than {SEEN:.0%}"


def _length(way: list[Vec]) -> float:
    return sum(apart(before, after) for before, after in pairwise(way))


def _stretched(figure: Figure, bodies: list[Skeleton]) -> Iterator[str]:
    """A belt goes round both legs and keeps its length."""
    for prop in figure.props:
        if prop.kind == "belt":
            lengths = [apart(run.a, run.b) for run in (strokes(prop, b)[0] for b in bodies)]
            if (more := max(lengths) - min(lengths)) > TAUT:
                yield f"the belt stretches by {more:.3f}"


def _beyond_bounds(figure: Figure, bodies: list[Skeleton]) -> Iterator[str]:
    """The bounds that the figure's own file sets: an angle, or how far a joint travels."""
    for name, most in figure.bounds:
        if name in MEASURES:
            found = max(MEASURES[name](bones) for bones in bodies)
        else:
            places = [bones.points()[name] for bones in bodies]
            found = max(apart(a, b) for a, b in combinations(places, 2))
        if found > most + max(BOUND_SLACK, BOUND_SLACK * abs(most)):
            yield f"{name} comes to {found:.2f}, and its bound is {most:.2f}"
