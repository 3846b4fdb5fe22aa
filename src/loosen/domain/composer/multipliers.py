"""The Lagrangian dual: the multipliers with the lowest upper bound.

A dual function is convex with kinks; Shor's r-algorithm minimises it. The multipliers of crowded
families are either variables of their own or set in closed form, to the reduced profit of the first
member left out.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from loosen.domain.composer.limits import StepRole
from loosen.domain.composer.model import DOSES, FILLING, TIME, Goal
from loosen.domain.composer.r_algorithm import Evaluation, minimise
from loosen.domain.composer.relaxation import Cell, FamilyMultipliers, Lagrangian, Multipliers, Pool
from loosen.domain.composer.route import NEVER

BISECTIONS = 6
SECONDS_A_STEP = 60.0
"""First guess of what one step more costs, where many are asked for."""
PROGRESS = 0.3
"""Half points that the bound must come down by for the descent to go on."""
SMOOTHING = 0.25
"""Weight of the last route in the average of which cells are visited."""


class Dual:
    """The dual function over a pool, and the descent on it."""

    def __init__(self, pool: Pool, should_stop: Callable[[], bool]) -> None:
        self.pool, self.model, self.should_stop = pool, pool.model, should_stop
        self.visited_on_average = dict.fromkeys((cell for cell, _, _ in pool.groups), 1.0)
        self.visited_last: dict[Cell, float] = {}

    def evaluate(
        self, rows: Sequence[float], families: FamilyMultipliers | None = None
    ) -> Lagrangian:
        """The relaxation at some multipliers; those of families are guessed where none are given.

        Of two guesses, by the cells visited last and on average, the one with the lower bound counts.
        """
        profits = self.pool.reduced_profits(rows)
        if families is not None:
            return Lagrangian(self.pool, rows, families, profits)
        first = self._family_multipliers(profits, self.visited_on_average)
        second = self._family_multipliers(profits, self.visited_last)
        found = Lagrangian(self.pool, rows, first, profits)
        if second == first:
            return found
        return min(found, Lagrangian(self.pool, rows, second, profits), key=lambda one: one.bound)

    def _family_multipliers(
        self, profits: Mapping[int, float], visited: Mapping[Cell, float]
    ) -> dict[int, float]:
        """The reduced profit of the first member left out, among cells that are visited."""
        multipliers = {}
        model = self.model
        for family, js in self.pool.crowded.items():
            room = float(model.family_cap)
            rivals = []
            for j in js:
                if model.forced[j]:
                    room -= 1
                elif profits[j] > 0:
                    rivals.append((-profits[j], j))
            if len(rivals) <= room:
                continue
            rivals.sort()
            for loss, j in rivals:
                room -= visited.get(model.cells[j], 0.0)
                if room < -1e-9:
                    multipliers[family] = -loss
                    break
        return multipliers

    def _record(self, cells: Sequence[Cell]) -> None:
        """Remember which cells the last relaxation visits."""
        self.visited_last = dict.fromkeys(cells, 1.0)
        for cell, share in self.visited_on_average.items():
            now = self.visited_last.get(cell, 0.0)
            self.visited_on_average[cell] = share + SMOOTHING * (now - share)

    def start(self) -> list[float]:
        """Multipliers to begin with: areas at their first slope, time so that it is just used up."""
        rows = [0.0] * len(self.model.rows)
        for row, demand in enumerate(self.model.problem.demands, DOSES):
            rows[row] = 2.6 * demand.weight if self.model.goal is Goal.WORTH else 4.0
        if self.model.goal is Goal.SECONDS:
            return [
                SECONDS_A_STEP if row.group is StepRole.STEP and row.low > 1 else rate
                for row, rate in zip(self.model.rows, rows, strict=True)
            ]
        low, high = -12.0, 0.0
        for _ in range(BISECTIONS):
            rows[TIME] = (low + high) / 2
            found = self.evaluate(rows)
            use, _ = self._usage(found, *found.route(), capped=True)
            if use[TIME] > self.model.budget:
                high = rows[TIME]
            else:
                low = rows[TIME]
        return rows

    def _usage(
        self,
        found: Lagrangian,
        cells: Sequence[Cell],
        moving: float,
        changes: float,
        *,
        capped: bool,
    ) -> tuple[list[float], Mapping[int, int]]:
        """How much of each row a relaxation's choice takes, and how many of each family.

        ``capped`` counts no more of a family than its cap.
        """
        model, use = self.model, [0.0] * len(self.model.rows)
        use[TIME] = moving
        if model.changes_row is not None:
            use[model.changes_row] = changes
        picks = [j for cell in cells for j in found.chosen.get(cell, ())]
        taken: dict[int, int] = defaultdict(int)
        if capped:
            picks.sort(key=lambda j: (not model.forced[j], -found.profits[j]))
        for j in picks:
            taken[model.families[j]] += 1
            if capped and taken[model.families[j]] > model.family_cap:
                continue
            seconds, units, _ = self.pool.best_option(j, found.multipliers)
            use[TIME] += seconds
            use[FILLING] += seconds
            for row, weight in model.weights[j]:
                use[row] += units * weight
            for row, amount in model.priced[j]:
                use[row] += amount
        return use, taken

    def minimise(
        self,
        rows: Sequence[float],
        families: FamilyMultipliers | None = None,
        *,
        evaluations: int,
        step: float | None = None,
        enough: float = NEVER,
    ) -> Multipliers:
        """The lowest bound near some multipliers; where those of families are given, they vary as well.

        Ends early once the bound is below ``enough``.
        """
        model, names = self.model, sorted(families or {})
        count = len(model.rows)
        scale = [1.0 / max(1, row.high) for row in model.rows]
        scale += [1.0 / model.family_cap] * len(names)
        best: list[Lagrangian] = []

        def evaluate(point: Sequence[float]) -> Evaluation | None:
            if self.should_stop() or (best and best[0].bound < enough):
                return None
            raw = [x * s for x, s in zip(point, scale, strict=True)]
            own = None if families is None else dict(zip(names, raw[count:], strict=True))
            found = self.evaluate(raw[:count], own)
            if not best or found.bound < best[0].bound:
                best[:] = [found]
            return Evaluation(found.bound, self._subgradient(found, names, scale))

        start = [*rows, *((families or {})[name] for name in names)]
        point = [x / s for x, s in zip(start, scale, strict=True)]
        first = step or 0.05 * sum(map(abs, point)) / len(point) + 1.0
        signs = [row.sign for row in model.rows] + [1] * len(names)
        minimise(evaluate, point, signs, step=first, evaluations=evaluations, min_progress=PROGRESS)
        found = best[0] if best else self.evaluate(rows, families)
        return Multipliers(found.bound, tuple(found.multipliers), found.families)

    def _subgradient(
        self, found: Lagrangian, names: Sequence[int], scale: Sequence[float]
    ) -> list[float]:
        """A subgradient of the bound: what the choice uses less what the rows would have."""
        cells, moving, changes = found.route()
        self._record(cells)
        use, taken = self._usage(found, cells, moving, changes, capped=not names)
        rows = [a - b for a, b in zip(use, found.amounts, strict=True)]
        spare = [self.model.family_cap - taken[name] for name in names]
        return [g * s for g, s in zip([*rows, *spare], scale, strict=True)]
