"""Prices: a bound on every plan, and what a second, a dose or a count is worth at the optimum.

At given prices the best plan falls apart: for each item its best option, for the route one sweep over
each phase. The value of that is a bound on every plan. Families that are crowded get prices of their
own. Shor's r-algorithm (a subgradient method that stretches space) looks for the tightest bound.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from loosen.domain.composer.descent import Look, descend
from loosen.domain.composer.model import DOSES, FILLING, TIME, Goal, Model
from loosen.domain.composer.problem import PHASES
from loosen.domain.composer.route import NEVER, Visit

BISECTIONS = 6
PROGRESS = 0.3
"""Half points that the bound must come down by while prices are still sought."""
Cell = tuple[int, int]
Alive = Mapping[int, Sequence[int]]
"""The options of each item that are still in question."""
FamilyPrices = Mapping[int, float]


class Pool:
    """The options in question, grouped for pricing: by cell and family, and crowded families."""

    def __init__(self, model: Model, alive: Alive) -> None:
        self.model, self.alive = model, alive
        self.offers = [
            (j, [model.options[j][n] for n in alive[j]], model.weights[j], model.counted[j])
            for j in sorted(alive)
        ]
        groups: dict[tuple[Cell, int], list[int]] = defaultdict(list)
        families: dict[int, list[int]] = defaultdict(list)
        for j in sorted(alive):
            groups[model.cells[j], model.families[j]].append(j)
            families[model.families[j]].append(j)
        self.groups = [(cell, family, js) for (cell, family), js in groups.items()]
        most = model.most_alike
        self.crowded = {family: js for family, js in families.items() if len(js) > most}

    def values(self, prices: Sequence[float]) -> dict[int, float]:
        """Each item's value at its best option."""
        second = prices[TIME] + prices[FILLING]
        values = {}
        for j, options, weights, counted in self.offers:
            unit = 0.0
            for row, weight in weights:
                unit += prices[row] * weight
            value = max([p + second * s + unit * u for s, u, p in options])
            for row in counted:
                value += prices[row]
            values[j] = value
        return values

    def choice(self, j: int, prices: Sequence[float]) -> tuple[int, int, int]:
        """An item's best option at some prices."""
        second = prices[TIME] + prices[FILLING]
        unit = sum(prices[row] * weight for row, weight in self.model.weights[j])
        options = [self.model.options[j][n] for n in self.alive[j]]
        return max(options, key=lambda o: o[2] + second * o[0] + unit * o[1])


class Relaxation:
    """The problem at given prices: its best value ``bound``, and what it would choose."""

    def __init__(
        self,
        pool: Pool,
        prices: Sequence[float],
        families: FamilyPrices,
        values: Mapping[int, float],
    ) -> None:
        model = pool.model
        self.pool, self.prices, self.families, self.values = pool, prices, families, values
        best = [row.best(price) for row, price in zip(model.rows, prices, strict=True)]
        self.amounts = [amount for _, amount in best]
        self.base = sum([value for value, _ in best]) + model.most_alike * sum(families.values())
        self.move_price = model.move_cost - prices[TIME]
        leaves = len(model.tree.places)
        self.gains = [[0.0] * leaves for _ in PHASES]
        self.must = [[False] * leaves for _ in PHASES]
        self.chosen: dict[Cell, list[int]] = defaultdict(list)
        for cell, family, js in pool.groups:
            self._add_group(cell, families.get(family, 0.0), js)
        self.visits = [
            Visit(model.tree, gains, must, self.move_price)
            for gains, must in zip(self.gains, self.must, strict=True)
        ]
        self.forward = [[0.0] * leaves]
        for visit in self.visits:
            self.forward.append(visit.sweep(self.forward[-1]))
        self.bound = self.base + max(self.forward[-1])

    def _add_group(self, cell: Cell, price: float, js: Sequence[int]) -> None:
        """The best few of a family in a cell, those that must be in first."""
        forced, values = self.pool.model.forced, self.values
        if len(js) > 1:
            js = sorted(js, key=lambda j: (not forced[j], -values[j]))[: self.pool.model.most_alike]
        phase, leaf = cell
        for j in js:
            worth = values[j] - price
            if forced[j]:
                self.must[phase][leaf] = True
            elif worth <= 0:
                break
            self.gains[phase][leaf] += worth
            self.chosen[cell].append(j)

    def backward(self) -> list[list[float]]:
        """The best value from each phase on, by the place where one stands before it."""
        values = [[0.0] * len(self.pool.model.tree.places)]
        for visit in reversed(self.visits):
            values.append(visit.sweep(values[-1]))
        return values[::-1]

    def route(self) -> tuple[list[Cell], float]:
        """The cells that the best value visits, and its seconds of moving; not after ``backward``."""
        last = self.forward[-1]
        at = last.index(max(last))
        cells: list[Cell] = []
        seconds = 0.0
        for phase in range(len(self.visits) - 1, -1, -1):
            visit = self.visits[phase]
            if visit.idle:
                continue
            start = visit.begun(at)
            leaves, moving = visit.visited(start, at)
            cells += [(phase, leaf) for leaf in leaves]
            seconds += moving
            at = start
        return cells, seconds

    def with_cell(self, cell: Cell, backward: Sequence[Sequence[float]]) -> float:
        """The bound on plans that visit a cell."""
        phase, leaf = cell
        must = list(self.must[phase])
        must[leaf] = True
        visit = Visit(self.pool.model.tree, self.gains[phase], must, self.move_price)
        ends = visit.sweep(self.forward[phase])
        return self.base + max([a + b for a, b in zip(ends, backward[phase + 1], strict=True)])


@dataclass(frozen=True, slots=True)
class Tariff:
    """Prices found, with the bound they prove."""

    bound: float
    prices: tuple[float, ...]
    families: FamilyPrices


class Pricing:
    """The search for prices over a pool."""

    def __init__(self, pool: Pool, should_stop: Callable[[], bool]) -> None:
        self.pool, self.model, self.should_stop = pool, pool.model, should_stop
        self.open_on_average = dict.fromkeys((cell for cell, _, _ in pool.groups), 1.0)
        self.open_last: dict[Cell, float] = {}

    def relax(self, prices: Sequence[float], families: FamilyPrices | None = None) -> Relaxation:
        """The relaxation at some prices; without family prices at the best of two guesses at them."""
        values = self.pool.values(prices)
        if families is not None:
            return Relaxation(self.pool, prices, families, values)
        first = self._family_prices(values, self.open_on_average)
        second = self._family_prices(values, self.open_last)
        found = Relaxation(self.pool, prices, first, values)
        if second == first:
            return found
        return min(found, Relaxation(self.pool, prices, second, values), key=lambda one: one.bound)

    def _family_prices(
        self, values: Mapping[int, float], openness: Mapping[Cell, float]
    ) -> dict[int, float]:
        """What the first member left out would have brought, among cells that are open."""
        prices = {}
        model = self.model
        for family, js in self.pool.crowded.items():
            room = float(model.most_alike)
            rivals = []
            for j in js:
                if model.forced[j]:
                    room -= 1
                elif values[j] > 0:
                    rivals.append((-values[j], j))
            if len(rivals) <= room:
                continue
            rivals.sort()
            for value, j in rivals:
                room -= openness.get(model.cells[j], 0.0)
                if room < -1e-9:
                    prices[family] = -value
                    break
        return prices

    def _note(self, cells: Sequence[Cell]) -> None:
        """Remember which cells the last relaxation opened."""
        self.open_last = dict.fromkeys(cells, 1.0)
        for cell, share in self.open_on_average.items():
            self.open_on_average[cell] = share + 0.25 * (self.open_last.get(cell, 0.0) - share)

    def start(self) -> list[float]:
        """Prices to begin with: areas at their first slope, time so that it is just used up."""
        prices = [0.0] * len(self.model.rows)
        for row, demand in enumerate(self.model.problem.demands, DOSES):
            prices[row] = 2.6 * demand.weight if self.model.goal is Goal.WORTH else 4.0
        if self.model.goal is not Goal.WORTH:
            return prices
        low, high = -12.0, 0.0
        for _ in range(BISECTIONS):
            prices[TIME] = (low + high) / 2
            found = self.relax(prices)
            use, _ = self._use(found, *found.route(), capped=True)
            if use[TIME] > self.model.budget:
                high = prices[TIME]
            else:
                low = prices[TIME]
        return prices

    def _use(
        self, found: Relaxation, cells: Sequence[Cell], moving: float, *, capped: bool
    ) -> tuple[list[float], Mapping[int, int]]:
        """How much of each row a relaxation's choice takes, and how many of each family."""
        model, use = self.model, [0.0] * len(self.model.rows)
        use[TIME] = moving
        picks = [j for cell in cells for j in found.chosen.get(cell, ())]
        taken: dict[int, int] = defaultdict(int)
        if capped:
            picks.sort(key=lambda j: (not model.forced[j], -found.values[j]))
        for j in picks:
            taken[model.families[j]] += 1
            if capped and taken[model.families[j]] > model.most_alike:
                continue
            seconds, units, _ = self.pool.choice(j, found.prices)
            use[TIME] += seconds
            use[FILLING] += seconds
            for row, weight in model.weights[j]:
                use[row] += units * weight
            for row in model.counted[j]:
                use[row] += 1
        return use, taken

    def tune(
        self,
        prices: Sequence[float],
        families: FamilyPrices | None = None,
        *,
        looks: int,
        step: float | None = None,
        enough: float = NEVER,
    ) -> Tariff:
        """The tightest bound near some prices; with family prices, those are sought as well.

        Ends early once the bound is below ``enough``.
        """
        model, names = self.model, sorted(families or {})
        rows = len(model.rows)
        scale = [1.0 / max(1, row.high) for row in model.rows] + [1.0 / model.most_alike] * len(
            names
        )
        best: list[Relaxation] = []

        def look(point: Sequence[float]) -> Look | None:
            if self.should_stop() or (best and best[0].bound < enough):
                return None
            raw = [x * s for x, s in zip(point, scale, strict=True)]
            own = None if families is None else dict(zip(names, raw[rows:], strict=True))
            found = self.relax(raw[:rows], own)
            if not best or found.bound < best[0].bound:
                best[:] = [found]
            return Look(found.bound, self._slope(found, names, scale))

        start = [*prices, *((families or {})[name] for name in names)]
        point = [x / s for x, s in zip(start, scale, strict=True)]
        first = step or 0.05 * sum(map(abs, point)) / len(point) + 1.0
        signs = [row.sign for row in model.rows] + [1] * len(names)
        descend(look, point, signs, step=first, looks=looks, least=PROGRESS)
        found = best[0] if best else self.relax(prices, families)
        return Tariff(found.bound, tuple(found.prices), found.families)

    def _slope(
        self, found: Relaxation, names: Sequence[int], scale: Sequence[float]
    ) -> list[float]:
        """A subgradient of the bound: what the choice uses less what the rows would have."""
        cells, moving = found.route()
        self._note(cells)
        use, taken = self._use(found, cells, moving, capped=not names)
        rows = [a - b for a, b in zip(use, found.amounts, strict=True)]
        spare = [self.model.most_alike - taken[name] for name in names]
        return [g * s for g, s in zip([*rows, *spare], scale, strict=True)]
