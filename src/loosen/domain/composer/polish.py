"""Polishing a plan that is not proved best: one or two phases are opened again while the rest stays."""

import math
from collections.abc import Callable
from itertools import combinations

from loosen.domain.composer.core import EPSILON, Reach
from loosen.domain.composer.effort import Effort
from loosen.domain.composer.model import Model
from loosen.domain.composer.prices import Alive, Pool, Relaxation
from loosen.domain.composer.problem import PHASES, Pick
from loosen.domain.composer.search import Search

MOST_OPTIONS = 150

Valued = tuple[int, tuple[Pick, ...]]


def polish(
    model: Model,
    reach: Reach,
    plan: Valued,
    work: Effort,
    should_stop: Callable[[], bool],
) -> Valued:
    """The plan, or a better one that differs from it in some phases only."""
    tariff = reach.tariff
    near = reach.nearest(MOST_OPTIONS)
    phases = range(len(PHASES))
    groups = [*((phase,) for phase in phases), *combinations(phases, 2)]
    value, picks = plan
    stale = turn = labels = 0
    while stale < len(groups) and labels < work.polish_labels and not should_stop():
        alive = _opened(model, near, picks, groups[turn % len(groups)])
        turn += 1
        stale += 1
        small = Pool(model, alive)
        values = small.values(tariff.prices)
        found = Relaxation(small, tariff.prices, tariff.families, values)
        if math.floor(found.bound + EPSILON) <= value:
            continue
        better = Search(model, alive, tariff, value + 1, work.dive_width).run(should_stop)
        labels += better.labels
        if better.value is not None and better.value > value:
            value, picks, stale = better.value, better.picks, 0
    return value, picks


def _opened(model: Model, near: Alive, picks: tuple[Pick, ...], phases: tuple[int, ...]) -> Alive:
    """The plan's own picks, and in some phases everything near."""
    chosen = dict(picks)
    alive: dict[int, list[int]] = {}
    for j in sorted({*near, *chosen}):
        own = {chosen[j]} if j in chosen else set()
        if model.cells[j][0] in phases:
            alive[j] = sorted(own | set(near.get(j, ())))
        elif own:
            alive[j] = sorted(own)
    return alive
