"""The core: what a plan worth more than a value may still use, at prices that prove it."""

from collections import defaultdict

from loosen.domain.composer.prices import Alive, Cell, Pool, Relaxation, Tariff

EPSILON = 1e-6
DEPTHS = (4, 8, 14, 20, 28, 40, 60, 90, 120, 160, 250, 400)
"""Half points below the bound at which few enough options are looked for."""


class Reach:
    """How much a plan with each option can be worth at the most, at the prices of a tariff.

    An item that is not chosen at these prices displaces the least of its family in its cell, if that
    is full; else it comes on top.
    """

    def __init__(self, pool: Pool, tariff: Tariff) -> None:
        self.pool, self.tariff = pool, tariff
        found = Relaxation(pool, tariff.prices, tariff.families, pool.values(tariff.prices))
        self.bound = found.bound
        backward = found.backward()
        tops = {cell: found.with_cell(cell, backward) for cell in {c for c, _, _ in pool.groups}}
        least = _least_chosen(found)
        inside = {j for js in found.chosen.values() for j in js}
        self.most: dict[int, float] = {}
        """The most of each item, whichever its option."""
        for cell, family, js in pool.groups:
            price = tariff.families.get(family, 0.0)
            rival = least.get((cell, family), price)
            for j in js:
                value = found.values[j]
                self.most[j] = tops[cell] + (0.0 if j in inside else value - rival)
        self.values = found.values

    def options(self, j: int, need: float) -> list[int]:
        """The options of an item of which some plan may be worth ``need`` or more."""
        pool, prices = self.pool, self.tariff.prices
        model = pool.model
        second = prices[0] + prices[1]
        unit = sum([prices[row] * weight for row, weight in model.weights[j]])
        fixed = self.most[j] - self.values[j] + sum([prices[row] for row in model.counted[j]])
        stay = []
        for number in pool.alive[j]:
            seconds, units, points = model.options[j][number]
            if fixed + points + second * seconds + unit * units >= need:
                stay.append(number)
        return stay

    def core(self, need: float) -> Alive | None:
        """The options of which some plan may be worth ``need``; None where no plan may be."""
        need -= EPSILON
        kept = {}
        for j, most in self.most.items():
            stay = self.options(j, need) if most >= need - EPSILON else []
            if stay:
                kept[j] = stay
            elif self.pool.model.forced[j]:
                return None
        return kept or None

    def nearest(self, most: int) -> Alive:
        """About so many options at the most: those that come closest at these prices."""
        kept: Alive = {}
        for depth in DEPTHS:
            wider = self.core(self.bound - depth) or {}
            if kept and sum(map(len, wider.values())) > most:
                break
            kept = wider
        return kept


def core(pool: Pool, tariff: Tariff, need: float) -> Alive | None:
    """The options of which some plan may be worth ``need`` or more; None where no plan may be."""
    return Reach(pool, tariff).core(need)


def _least_chosen(found: Relaxation) -> dict[tuple[Cell, int], float]:
    """The least value chosen of each family that fills its room in a cell."""
    model = found.pool.model
    chosen: dict[tuple[Cell, int], list[float]] = defaultdict(list)
    for cell, js in found.chosen.items():
        for j in js:
            chosen[cell, model.families[j]].append(found.values[j])
    return {key: min(values) for key, values in chosen.items() if len(values) >= model.most_alike}
