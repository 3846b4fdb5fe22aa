"""Upper bounds by option, and the core: what a plan worth a target may still use.

Reduced-cost fixing: at multipliers that prove a bound, an option whose best case falls short of the
target is in no plan that is looked for.
"""

from collections import defaultdict

from loosen.domain.composer.model import FILLING, TIME
from loosen.domain.composer.relaxation import Active, Cell, Lagrangian, Multipliers, Pool, relax

EPSILON = 1e-6


class UpperBounds:
    """Upper bound on the plans with each item under one vector of multipliers.

    An item that the relaxation does not choose displaces the least of its family in its cell, if that
    is full; else it comes on top.
    """

    def __init__(self, pool: Pool, dual: Multipliers) -> None:
        self.pool, self.dual = pool, dual
        relaxed = relax(pool, dual)
        self.bound = relaxed.bound
        backward = relaxed.backward()
        tops = {c: relaxed.bound_with(c, backward) for c in {c for c, _, _ in pool.groups}}
        least = _least_chosen(relaxed)
        chosen = {j for js in relaxed.chosen.values() for j in js}
        self.by_item: dict[int, float] = {}
        """Each item at its best option."""
        for cell, family, js in pool.groups:
            rival = least.get((cell, family), dual.families.get(family, 0.0))
            for j in js:
                gain = 0.0 if j in chosen else relaxed.profits[j] - rival
                self.by_item[j] = tops[cell] + gain
        self.profits = relaxed.profits

    def core(self, target: float) -> Active | None:
        """The options of which some plan may be worth the target; None where no plan may be."""
        target -= EPSILON
        kept = {}
        for j, most in self.by_item.items():
            stay = self._options(j, target) if most >= target - EPSILON else []
            if stay:
                kept[j] = stay
            elif self.pool.model.forced[j]:
                return None
        return kept or None

    def _options(self, j: int, target: float) -> list[int]:
        """The options of an item of which some plan may be worth the target."""
        pool, rates = self.pool, self.dual.rows
        model = pool.model
        second = rates[TIME] + rates[FILLING]
        unit = sum([rates[row] * weight for row, weight in model.weights[j]])
        fixed = (
            self.by_item[j]
            - self.profits[j]
            + sum([rates[row] * amount for row, amount in model.priced[j]])
        )
        stay = []
        for number in pool.active[j]:
            seconds, units, points = model.options[j][number]
            if fixed + points + second * seconds + unit * units >= target:
                stay.append(number)
        return stay


def _least_chosen(relaxed: Lagrangian) -> dict[tuple[Cell, int], float]:
    """The least reduced profit chosen of each family that fills its cap in a cell."""
    model = relaxed.pool.model
    chosen: dict[tuple[Cell, int], list[float]] = defaultdict(list)
    for cell, js in relaxed.chosen.items():
        for j in js:
            chosen[cell, model.families[j]].append(relaxed.profits[j])
    return {
        key: min(profits) for key, profits in chosen.items() if len(profits) >= model.family_cap
    }
