"""The lowest point of a convex function with kinks: Shor's r-algorithm.

A subgradient method that, after each step, stretches space along the difference of two successive
subgradients, so that narrow valleys become round. In some dozen dimensions it needs some tens of looks.
After N. Z. Shor, Minimization Methods for Non-Differentiable Functions (Springer, 1985), chapter 3.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

STRETCH = 0.6
"""How much of the direction of change is taken out of the metric at each step."""
PATIENCE = 20
"""Looks without progress after which it is done."""
BACK = 0.3
"""The slope by which a coordinate on the wrong side of zero is led back."""


@dataclass(frozen=True, slots=True)
class Look:
    """A point looked at: the value there, and a subgradient."""

    value: float
    slope: Sequence[float]


def descend(
    look: Callable[[Sequence[float]], Look | None],
    start: Sequence[float],
    signs: Sequence[int],
    *,
    step: float,
    looks: int,
    least: float,
) -> None:
    """Walk towards the lowest point; ``look`` keeps the best it has seen and ends the walk with None.

    A coordinate whose sign is -1 or 1 stays on that side of zero. ``least`` is the progress over
    ``PATIENCE`` looks that is still worth it.
    """
    n = len(start)
    here = list(start)
    metric = [[float(row == column) for column in range(n)] for row in range(n)]
    seen: list[float] = []
    slope = _at(look, here, signs, seen)
    while slope is not None and len(seen) < looks:
        turned = [sum([metric[i][j] * slope[i] for i in range(n)]) for j in range(n)]
        length = math.sqrt(sum([a * a for a in turned]))
        if length < 1e-9:
            return
        way = [sum([b * a for b, a in zip(row, turned, strict=True)]) / length for row in metric]
        old, step, slope = slope, *_along(look, here, way, step, (signs, seen))
        if slope is None or _is_stuck(seen, least):
            return
        _stretch(metric, [a - b for a, b in zip(slope, old, strict=True)])


def _at(
    look: Callable[[Sequence[float]], Look | None],
    here: Sequence[float],
    signs: Sequence[int],
    seen: list[float],
) -> list[float] | None:
    inside = [0.0 if sign * x < 0 else x for x, sign in zip(here, signs, strict=True)]
    found = look(inside)
    if found is None:
        return None
    seen.append(min(found.value, seen[-1]) if seen else found.value)
    return [
        g if x == y else math.copysign(BACK, x)
        for g, x, y in zip(found.slope, here, inside, strict=True)
    ]


def _along(
    look: Callable[[Sequence[float]], Look | None],
    here: list[float],
    way: Sequence[float],
    step: float,
    walk: tuple[Sequence[int], list[float]],
) -> tuple[float, list[float] | None]:
    """Step on while it goes downhill; the next step's length and the slope at the end."""
    steps = 0
    while True:
        for number, part in enumerate(way):
            here[number] -= step * part
        slope = _at(look, here, *walk)
        steps += 1
        if slope is None or sum([a * b for a, b in zip(slope, way, strict=True)]) <= 0:
            return (step * 0.8 if steps == 1 else step), slope
        if steps >= 3:
            step *= 1.3
        if steps >= 12:
            return step, slope


def _is_stuck(seen: Sequence[float], least: float) -> bool:
    return len(seen) > PATIENCE and seen[-PATIENCE] - seen[-1] < least


def _stretch(metric: list[list[float]], change: Sequence[float]) -> None:
    n = len(change)
    turned = [sum([metric[i][j] * change[i] for i in range(n)]) for j in range(n)]
    length = math.sqrt(sum([a * a for a in turned]))
    if length < 1e-12:
        return
    unit = [a / length for a in turned]
    for row in metric:
        shift = -STRETCH * sum([a * b for a, b in zip(row, unit, strict=True)])
        for column in range(n):
            row[column] += shift * unit[column]
