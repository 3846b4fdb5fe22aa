"""The Lagrangian relaxation: all rows and family caps are dualised, the route is kept.

At given multipliers the best plan falls apart: for each item its best option, for the route one sweep
over the places of each phase. The value of that is an upper bound on every plan.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from loosen.domain.composer.model import FILLING, TIME, Model
from loosen.domain.composer.problem import PHASES
from loosen.domain.composer.route import Visit
from loosen.domain.value import Value

Cell = tuple[int, int]
"""A phase and a leaf of the tree of places."""
Active = Mapping[int, Sequence[int]]
"""The options of each item that are still in question."""
FamilyMultipliers = Mapping[int, float]


class Multipliers(Value):
    """One multiplier a row and a crowded family, in half points, with the upper bound they prove."""

    bound: float
    rows: tuple[float, ...]
    families: FamilyMultipliers


class Pool:
    """The options in question, grouped by cell and family.

    ``crowded`` holds the items of each family with more of them than a plan may have.
    """

    def __init__(self, model: Model, active: Active) -> None:
        self.model, self.active = model, active
        self.offers = [
            (j, [model.options[j][n] for n in active[j]], model.weights[j], model.priced[j])
            for j in sorted(active)
        ]
        groups: dict[tuple[Cell, int], list[int]] = defaultdict(list)
        families: dict[int, list[int]] = defaultdict(list)
        for j in sorted(active):
            groups[model.cells[j], model.families[j]].append(j)
            families[model.families[j]].append(j)
        self.groups = [(cell, family, js) for (cell, family), js in groups.items()]
        cap = model.family_cap
        self.crowded = {family: js for family, js in families.items() if len(js) > cap}

    def reduced_profits(self, multipliers: Sequence[float]) -> dict[int, float]:
        """Each item's points less what its resources cost, at its best option; family apart."""
        second = multipliers[TIME] + multipliers[FILLING]
        profits = {}
        for j, options, weights, priced in self.offers:
            unit = 0.0
            for row, weight in weights:
                unit += multipliers[row] * weight
            profit = max([p + second * s + unit * u for s, u, p in options])
            for row, amount in priced:
                profit += multipliers[row] * amount
            profits[j] = profit
        return profits

    def best_option(self, j: int, multipliers: Sequence[float]) -> tuple[int, int, int]:
        """An item's option with the highest reduced profit: seconds, units, points."""
        second = multipliers[TIME] + multipliers[FILLING]
        unit = sum(multipliers[row] * weight for row, weight in self.model.weights[j])
        options = [self.model.options[j][n] for n in self.active[j]]
        return max(options, key=lambda o: o[2] + second * o[0] + unit * o[1])


class Lagrangian:
    """The relaxation at one vector of multipliers: its value ``bound``, and what it would choose.

    ``amounts`` is what each row would take of its own; ``chosen`` the items by cell, were it visited;
    ``forward[p]`` the best value before phase p, by the leaf where one stands.
    """

    def __init__(
        self,
        pool: Pool,
        multipliers: Sequence[float],
        families: FamilyMultipliers,
        profits: Mapping[int, float],
    ) -> None:
        model = pool.model
        self.pool, self.multipliers, self.families = pool, multipliers, families
        self.profits = profits
        best = [row.conjugate(rate) for row, rate in zip(model.rows, multipliers, strict=True)]
        self.amounts = [amount for _, amount in best]
        self.constant = sum([value for value, _ in best]) + model.family_cap * sum(
            families.values()
        )
        self.move_cost = model.move_cost - multipliers[TIME]
        self.change_cost = 0.0 if model.changes_row is None else -multipliers[model.changes_row]
        leaves = len(model.tree.places)
        self.gains = [[0.0] * leaves for _ in PHASES]
        self.must = [[False] * leaves for _ in PHASES]
        self.chosen: dict[Cell, list[int]] = defaultdict(list)
        for cell, family, js in pool.groups:
            self._add_group(cell, families.get(family, 0.0), js)
        self.visits = [
            Visit(model.tree, gains, must, self.move_cost, self.change_cost)
            for gains, must in zip(self.gains, self.must, strict=True)
        ]
        self.forward = [[0.0] * leaves]
        for visit in self.visits:
            self.forward.append(visit.sweep(self.forward[-1]))
        self.bound = self.constant + max(self.forward[-1])

    def _add_group(self, cell: Cell, family_multiplier: float, js: Sequence[int]) -> None:
        """Choose the best few of a family in a cell, those that must be in first."""
        forced, profits = self.pool.model.forced, self.profits
        if len(js) > 1:
            js = sorted(js, key=lambda j: (not forced[j], -profits[j]))
            js = js[: self.pool.model.family_cap]
        phase, leaf = cell
        for j in js:
            gain = profits[j] - family_multiplier
            if forced[j]:
                self.must[phase][leaf] = True
            elif gain <= 0:
                break
            self.gains[phase][leaf] += gain
            self.chosen[cell].append(j)

    def backward(self) -> list[list[float]]:
        """The best value from each phase on, by the leaf where one stands before it."""
        values = [[0.0] * len(self.pool.model.tree.places)]
        for visit in reversed(self.visits):
            values.append(visit.sweep(values[-1]))
        return values[::-1]

    def route(self) -> tuple[list[Cell], float, float]:
        """The cells that the best route visits, its seconds of moving and its changes.

        It reads the trail of the forward sweeps: call it before ``backward``.
        """
        last = self.forward[-1]
        at = last.index(max(last))
        cells: list[Cell] = []
        seconds = changes = 0.0
        for phase in range(len(self.visits) - 1, -1, -1):
            visit = self.visits[phase]
            if visit.idle:
                continue
            start = visit.begun(at)
            leaves, moving, changed = visit.visited(start, at)
            cells += [(phase, leaf) for leaf in leaves]
            seconds += moving
            changes += changed
            at = start
        return cells, seconds, changes

    def bound_with(self, cell: Cell, backward: Sequence[Sequence[float]]) -> float:
        """The upper bound on plans that visit a cell."""
        phase, leaf = cell
        must = list(self.must[phase])
        must[leaf] = True
        visit = Visit(
            self.pool.model.tree, self.gains[phase], must, self.move_cost, self.change_cost
        )
        ends = visit.sweep(self.forward[phase])
        return self.constant + max([a + b for a, b in zip(ends, backward[phase + 1], strict=True)])


def relax(pool: Pool, dual: Multipliers) -> Lagrangian:
    """The relaxation of a pool at some multipliers."""
    return Lagrangian(pool, dual.rows, dual.families, pool.reduced_profits(dual.rows))
