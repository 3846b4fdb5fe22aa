"""The core: what a plan worth more than a value may still use, at prices that prove it."""

from collections import defaultdict

from loosen.domain.composer.prices import Alive, Cell, Pool, Relaxation, Tariff

EPSILON = 1e-6
DEPTHS = (400, 250, 160, 120, 90, 60, 40, 28, 20, 14, 8, 4)
"""Half points below the bound at which few enough options are looked for."""


def core(pool: Pool, tariff: Tariff, need: float) -> Alive | None:
    """The options of which some plan may be worth ``need`` or more; None where no plan may be.

    An item that is not chosen at these prices displaces the least of its family in its cell, if that
    is full; else it comes on top.
    """
    found = Relaxation(pool, tariff.prices, tariff.families, pool.values(tariff.prices))
    backward = found.backward()
    model = pool.model
    tops = {cell: found.with_cell(cell, backward) for cell, _, _ in pool.groups}
    least = _least_chosen(found)
    inside = {j for js in found.chosen.values() for j in js}
    second = tariff.prices[0] + tariff.prices[1]
    kept: dict[int, list[int]] = {}
    for j, numbers in pool.alive.items():
        cell, family = model.cells[j], model.families[j]
        base = tariff.families.get(family, 0.0)
        if j in inside:
            base = found.values[j]
        elif (cell, family) in least:
            base = least[cell, family]
        unit = sum([tariff.prices[row] * weight for row, weight in model.weights[j]])
        fixed = tops[cell] - base + sum([tariff.prices[row] for row in model.counted[j]])
        stay = []
        for number in numbers:
            seconds, units, points = model.options[j][number]
            if fixed + points + second * seconds + unit * units >= need - EPSILON:
                stay.append(number)
        if stay:
            kept[j] = stay
        elif model.forced[j]:
            return None
    return kept or None


def _least_chosen(found: Relaxation) -> dict[tuple[Cell, int], float]:
    """The least value chosen of each family that fills its room in a cell."""
    model = found.pool.model
    chosen: dict[tuple[Cell, int], list[float]] = defaultdict(list)
    for cell, js in found.chosen.items():
        for j in js:
            chosen[cell, model.families[j]].append(found.values[j])
    return {key: min(values) for key, values in chosen.items() if len(values) >= model.most_alike}


def nearest(pool: Pool, tariff: Tariff, most: int) -> Alive:
    """About so many options at the most: those that come closest at these prices."""
    bound = Relaxation(pool, tariff.prices, tariff.families, pool.values(tariff.prices)).bound
    kept: Alive = {}
    for depth in DEPTHS:
        kept = core(pool, tariff, bound - depth) or {}
        if sum(len(options) for options in kept.values()) <= most:
            break
    return kept
