"""Shor's r-algorithm: minimises a convex function with kinks.

A subgradient method that, after each step, dilates space along the difference of two successive
subgradients, so that narrow valleys become round. In some dozen dimensions it needs some tens of
evaluations. After N. Z. Shor, Minimization Methods for Non-Differentiable Functions (Springer, 1985),
chapter 3.
"""

import math
from collections.abc import Callable, Sequence

from loosen.domain.value import Value

DILATION = 0.6
"""How much of the direction of change is taken out of the metric at each step."""
PATIENCE = 14
"""Evaluations without progress after which it ends."""
BACK = 0.3
"""The slope by which a coordinate on the wrong side of zero is led back."""
MOST_STEPS, LONG_RUN = 12, 3
"""Steps in one direction at the most; from so many on, the step grows."""
SHORTER, LONGER = 0.8, 1.3
"""Factors of the step after a single step, and in a long run."""


class Evaluation(Value):
    """The value at a point, and a subgradient there."""

    value: float
    subgradient: Sequence[float]


Function = Callable[[Sequence[float]], Evaluation | None]
"""What is minimised. It keeps the best point it has seen, and ends the descent with None."""
Metric = list[list[float]]


def minimise(
    function: Function,
    start: Sequence[float],
    signs: Sequence[int],
    *,
    step: float,
    evaluations: int,
    min_progress: float,
) -> None:
    """Walk towards the lowest point.

    A coordinate whose sign is -1 or 1 stays on that side of zero. ``min_progress`` is the progress over
    ``PATIENCE`` evaluations below which it ends.
    """
    n = len(start)
    here = list(start)
    metric = [[float(row == column) for column in range(n)] for row in range(n)]
    lowest: list[float] = []
    slope = _evaluate(function, here, signs, lowest)
    while slope is not None and len(lowest) < evaluations:
        turned = _transformed(metric, slope)
        length = math.sqrt(sum([a * a for a in turned]))
        if length < 1e-9:
            return
        way = [sum([b * a for b, a in zip(row, turned, strict=True)]) / length for row in metric]
        old, step, slope = slope, *_line_search(function, here, way, step, (signs, lowest))
        if slope is None or _is_stuck(lowest, min_progress):
            return
        _dilate(metric, [a - b for a, b in zip(slope, old, strict=True)])


def _evaluate(
    function: Function, here: Sequence[float], signs: Sequence[int], lowest: list[float]
) -> list[float] | None:
    """The subgradient at the nearest point that the signs allow; the lowest value so far is added."""
    inside = [0.0 if sign * x < 0 else x for x, sign in zip(here, signs, strict=True)]
    found = function(inside)
    if found is None:
        return None
    lowest.append(min(found.value, lowest[-1]) if lowest else found.value)
    return [
        g if x == y else math.copysign(BACK, x)
        for g, x, y in zip(found.subgradient, here, inside, strict=True)
    ]


def _line_search(
    function: Function,
    here: list[float],
    way: Sequence[float],
    step: float,
    state: tuple[Sequence[int], list[float]],
) -> tuple[float, list[float] | None]:
    """Step on while it goes downhill; the next step's length and the subgradient at the end."""
    steps = 0
    while True:
        for number, part in enumerate(way):
            here[number] -= step * part
        slope = _evaluate(function, here, *state)
        steps += 1
        if slope is None or sum([a * b for a, b in zip(slope, way, strict=True)]) <= 0:
            return (step * SHORTER if steps == 1 else step), slope
        if steps >= LONG_RUN:
            step *= LONGER
        if steps >= MOST_STEPS:
            return step, slope


def _is_stuck(lowest: Sequence[float], min_progress: float) -> bool:
    return len(lowest) > PATIENCE and lowest[-PATIENCE] - lowest[-1] < min_progress


def _transformed(metric: Metric, vector: Sequence[float]) -> list[float]:
    """A vector in the dilated space."""
    n = len(vector)
    return [sum([metric[i][j] * vector[i] for i in range(n)]) for j in range(n)]


def _dilate(metric: Metric, change: Sequence[float]) -> None:
    """Dilate space along a change of subgradients."""
    turned = _transformed(metric, change)
    length = math.sqrt(sum([a * a for a in turned]))
    if length < 1e-12:
        return
    unit = [a / length for a in turned]
    for row in metric:
        shift = -DILATION * sum([a * b for a, b in zip(row, unit, strict=True)])
        for column, part in enumerate(unit):
            row[column] += shift * part
