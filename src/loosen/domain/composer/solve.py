"""The solver: prices, core and search in turn, until the best plan is proved or the effort is spent.

It looks first for plans close to the bound and then further below it, so that the first plan that an
unshortened pass finds is the best there is. No clock is read: the same problem always gives the same
answer, unless ``should_stop`` ends it early.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from loosen.domain.composer.core import EPSILON, core
from loosen.domain.composer.model import Goal, Model
from loosen.domain.composer.polish import polish
from loosen.domain.composer.prices import Alive, Pool, Pricing, Tariff
from loosen.domain.composer.problem import SHORT_COST, Pick, Problem
from loosen.domain.composer.search import Search

STEPS_DOWN = (
    *(0, 2, 4, 8, 12, 18, 26, 36, 50, 70, 100, 140, 200, 300, 450),
    *(700, 1_000, 1_500, 2_500, 4_000, 8_000, 1_000_000),
)
"""How far below the first bound each pass looks, in half points."""
EFFORT = 250_000
"""Labels that a pass may keep: its width is this, divided among the items in question."""
LEAST_WIDTH = 600
MOST_PASSES_IN_VAIN = 2
MOST_FAMILY_PRICES = 60


def never() -> bool:
    """No reason to stop."""
    return False


@dataclass(frozen=True)
class Solution:
    """The best plan found, its value in half points, and a bound on every plan.

    Without picks there is none where ``bound`` is None, or none was found before it was stopped.
    """

    value: int | None
    picks: tuple[Pick, ...]
    bound: int | None
    tariff: Tariff | None = None
    labels: int = 0

    @property
    def optimal(self) -> bool:
        """Whether no plan can be better."""
        return self.value is not None and self.value == self.bound

    @property
    def impossible(self) -> bool:
        """Whether it is proved that there is no plan."""
        return self.value is None and self.bound is None


IMPOSSIBLE = Solution(None, (), None)


@dataclass
class Solver:
    """One solve of one model."""

    model: Model
    should_stop: Callable[[], bool] = never
    effort: int = EFFORT
    value: int | None = None
    picks: tuple[Pick, ...] = ()
    labels: int = 0
    tariffs: list[Tariff] = field(default_factory=list)
    in_vain: int = 0
    bound: int = 0

    @property
    def least(self) -> int:
        """Less than any plan is worth; floors that cannot be met push the bound below it."""
        model = self.model
        if model.goal is Goal.POSSIBLE:
            return sum(model.floors) - 1
        if model.goal is Goal.SECONDS:
            return -model.budget - 1
        return -(SHORT_COST + 2) * model.budget - 6_000

    def solve(self) -> Solution:
        """The best plan of the model."""
        model = self.model
        if model.clashes or not model.problem.items:
            return IMPOSSIBLE
        whole = {j: range(len(options)) for j, options in enumerate(model.options)}
        pool = Pool(model, whole)
        self._find_prices(pool)
        if self.tariffs[0].bound < self.least + 1 - EPSILON:
            return IMPOSSIBLE
        self.bound = math.floor(min(t.bound for t in self.tariffs) + EPSILON)
        if model.goal is Goal.POSSIBLE:
            self.bound = min(self.bound, self.least + 1)
        self._deepen(whole)
        if self.value is not None and self.value < self.bound and not self.should_stop():
            self._polish(pool)
        if self.value is None and self.bound <= self.least:
            return IMPOSSIBLE
        return Solution(self.value, self.picks, self.bound, self.tariffs[-1], self.labels)

    def _find_prices(self, pool: Pool) -> None:
        """Prices over everything; then, over what may matter, with family prices of their own."""
        pricing = Pricing(pool, self.should_stop)
        enough = float(self.least)
        first = pricing.tune(pricing.start(), looks=90, enough=enough)
        self.tariffs = [first]
        if first.bound < enough + 1 - EPSILON:
            return
        kept = core(pool, first, math.floor(first.bound) - max(12.0, 0.005 * abs(first.bound)))
        if not kept:
            return
        smaller = Pool(self.model, kept)
        families = {f: first.families.get(f, 0.0) for f in smaller.crowded}
        if 0 < len(families) <= MOST_FAMILY_PRICES:
            second = Pricing(smaller, self.should_stop).tune(
                first.prices, families, looks=120, step=1.0, enough=enough
            )
            everywhere = Pricing(pool, self.should_stop).relax(second.prices, second.families).bound
            self.tariffs.append(Tariff(everywhere, second.prices, second.families))

    def _deepen(self, whole: Alive) -> None:
        first = self.bound
        for down in STEPS_DOWN:
            need = max(first - down, self.least + 1)
            if self.value is not None:
                need = max(need, self.value)
            self._pass(whole, need)
            done = self.value is not None and self.value >= self.bound
            if done or self.bound <= self.least or self.in_vain >= MOST_PASSES_IN_VAIN:
                return
            if self.should_stop():
                return

    def _pass(self, whole: Alive, need: int) -> None:
        """Look for plans worth ``need`` or more, and lower the bound by what is proved."""
        alive: Alive | None = whole
        for tariff in self.tariffs:
            alive = alive and core(Pool(self.model, alive), tariff, need)
        if not alive:
            self._prove(need - 1)
            return
        pool = Pool(self.model, alive)
        pricing = Pricing(pool, self.should_stop)
        bounds = [pricing.relax(t.prices, t.families).bound for t in self.tariffs]
        tightest = min(range(len(bounds)), key=bounds.__getitem__)
        if math.floor(bounds[tightest] + EPSILON) < need:
            self._prove(need - 1)
            return
        width = max(LEAST_WIDTH, self.effort // len(alive))
        search = Search(self.model, alive, self.tariffs[tightest], need, width)
        found = search.run(self.should_stop)
        self.labels += found.labels
        better = found.value is not None and (self.value is None or found.value > self.value)
        if found.value is not None and found.value >= (self.value or found.value):
            self.value, self.picks = found.value, found.picks
        shortened = found.dropped > need - 1
        self.in_vain = 0 if better else self.in_vain + shortened
        self._prove(math.floor(found.dropped + EPSILON) if shortened else need - 1)

    def _prove(self, bound: int) -> None:
        if self.value is not None:
            bound = max(bound, self.value)
        self.bound = min(self.bound, bound)

    def _polish(self, pool: Pool) -> None:
        found = polish(
            self.model, pool, self.tariffs[-1], (self.value or 0, self.picks), self.should_stop
        )
        self.value, self.picks = found


def solve(
    problem: Problem,
    goal: Goal = Goal.WORTH,
    *,
    should_stop: Callable[[], bool] = never,
    effort: int = EFFORT,
) -> Solution:
    """The best plan of a problem under a goal."""
    return Solver(Model(problem, goal), should_stop, effort).solve()
