"""The solver: prices, core and search in turn, until the best plan is proved or the effort is spent.

It looks first for plans close to the bound and then further below it, so that the first plan that an
unshortened pass finds is the best there is. No clock is read: the same problem always gives the same
answer, unless ``should_stop`` ends it early.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from loosen.domain.composer.core import EPSILON, Reach, core
from loosen.domain.composer.effort import EFFORT, Effort, effort_for
from loosen.domain.composer.model import Goal, Model
from loosen.domain.composer.polish import polish
from loosen.domain.composer.prices import Alive, Pool, Pricing, Tariff
from loosen.domain.composer.problem import SHORT_COST, Pick, Problem
from loosen.domain.composer.search import Found, Search
from loosen.domain.composer.solution import IMPOSSIBLE, Solution
from loosen.domain.composer.worth import ordered, worth_of

STEPS_DOWN = (
    *(2, 8, 14, 20, 28, 38, 52, 70, 100, 140, 200, 300, 450),
    *(700, 1_000, 1_500, 2_500, 4_000, 8_000, 1_000_000),
)
"""How far below the first bound each pass looks, in half points."""
FAR_DOWN, FARTHEST_DOWN, FAR_LABELS = 36, 200, 1_000
"""So far below the bound, whether there is any plan is asked first: the sooner the dearer passes are."""
MOST_PASSES_IN_VAIN, MOST_PASSES_WIDENING = 1, 5
SMALL_CORE = 90
"""A core of so few is worth a proof: each shortened pass is followed by a wider one."""
MOST_FAMILY_PRICES = 60
MOST_PRICED_OPTIONS = 180
FEW_LABELS = 400
"""So few labels need no better prices."""
NARROWEST, NARROW, WIDE = 60, 300, 1_500
"""Widths of passes that look for any plan."""
MOST_DIVE_OPTIONS = 300


def never() -> bool:
    """No reason to stop."""
    return False


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
    reaches: dict[int, Reach] = field(default_factory=dict)
    in_vain: int = 0
    settled: bool = False
    widening: int = 1
    dived: bool = False
    bound: int = 0

    @cached_property
    def work(self) -> Effort:
        """What this solve may do; whether there is any plan is worth the same in every catalogue."""
        model = self.model
        items = len(model.problem.items) if model.goal is Goal.WORTH else 0
        return effort_for(items, self.effort)

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
        whole = self.price()
        if self.bound > self.least and model.goal is Goal.POSSIBLE:
            return self.decide(whole)
        if self.bound > self.least:
            self._deepen(whole)
        if self.value is not None and self.value < self.bound and not self.should_stop():
            self._polish(whole)
        return self._solution()

    def price(self) -> Pool:
        """Find prices over everything, and with them the first bound."""
        model = self.model
        whole = Pool(model, {j: range(len(options)) for j, options in enumerate(model.options)})
        pricing = Pricing(whole, self.should_stop)
        first = pricing.tune(
            pricing.start(), looks=self.work.looks, enough=self.least + 1 - EPSILON
        )
        self.tariffs = [first]
        self.bound = math.floor(first.bound + EPSILON)
        if model.goal is Goal.POSSIBLE:
            self.bound = min(self.bound, self.least + 1)
        return whole

    def decide(self, whole: Pool) -> Solution:
        """Any plan will do: look more narrowly first."""
        for width in (NARROWEST, WIDE, None):
            if self.value is None and self.bound > self.least:
                self.look(whole, self.bound, width)
            if self.value is None and self.bound > self.least and width == WIDE:
                self._try_good_ones()
        return self._solution()

    def _try_good_ones(self) -> None:
        """Take any plan that a narrow search for a good one finds."""
        model = self.model
        good = Solver(Model(model.problem, Goal.WORTH), self.should_stop)
        whole = good.price()
        if good.bound > good.least:
            good.look(whole, good.least + 1, NARROW)
        if good.value is not None:
            self.value, self.picks = sum(model.floors), good.picks

    def _solution(self) -> Solution:
        if self.value is None and self.bound <= self.least:
            return IMPOSSIBLE
        return Solution(self.value, self.picks, self.bound, self.tariffs[-1], self.labels)

    def _deepen(self, whole: Pool) -> None:
        first = self.bound
        for down in STEPS_DOWN:
            need = max(first - down, self.least + 1)
            if need > self.bound:
                continue
            if self.value is None and down > FARTHEST_DOWN and not self.dived:
                self._find_any(whole)
                if self.bound <= self.least:
                    return
            # a plan not much below what is looked for next is looked for at once
            if self.value is not None and self.value >= need - down // 4:
                need = self.value
            self.look(whole, need)
            far = self.value is None and down >= FAR_DOWN and self.labels > FAR_LABELS
            if (self.in_vain or far) and not self.dived:
                self._find_any(whole)
            done = self.value is not None and self.value >= self.bound and self.settled
            if done or self.bound <= self.least or self._is_spent() or self.should_stop():
                return

    def _is_spent(self) -> bool:
        """Whether more passes are not worth their labels."""
        vain = MOST_PASSES_WIDENING if self.widening > 1 else MOST_PASSES_IN_VAIN
        return self.in_vain >= vain or self.labels > self.work.most

    def _core(self, whole: Pool, need: int) -> Alive | None:
        """What plans worth ``need`` may use. Where that is much, families get prices of their own."""
        alive = self._reach(whole, 0).core(need)
        if alive and len(self.tariffs) == 1 and self.labels >= FEW_LABELS:
            self._refine(whole, self._surroundings(whole))
        for tariff in self.tariffs[1:]:
            alive = alive and core(Pool(self.model, alive), tariff, need)
        return alive

    def _reach(self, whole: Pool, number: int) -> Reach:
        """The reach of everything at one of the tariffs, reckoned once."""
        if number not in self.reaches:
            self.reaches[number] = Reach(whole, self.tariffs[number])
        return self.reaches[number]

    def _surroundings(self, whole: Pool) -> Pool:
        """What is near enough to the bound to matter for prices, as far as families can be priced."""
        first = self.tariffs[0]
        reach = self._reach(whole, 0)
        deep = first.bound - max(16.0, 0.01 * abs(first.bound))
        around = Pool(self.model, reach.core(deep) or whole.alive)
        if len(around.crowded) > MOST_FAMILY_PRICES:
            around = Pool(self.model, reach.nearest(MOST_PRICED_OPTIONS))
        return around

    def _refine(self, whole: Pool, smaller: Pool) -> None:
        """Better prices, over what is in question, with family prices among those sought."""
        base = self.tariffs[-1]
        families = {f: base.families.get(f, 0.0) for f in smaller.crowded}
        if len(families) > MOST_FAMILY_PRICES:
            return
        found = Pricing(smaller, self.should_stop).tune(
            base.prices,
            families,
            looks=self.work.second_looks,
            step=1.0,
            enough=self.least + 1 - EPSILON,
        )
        bound = Pricing(whole, self.should_stop).relax(found.prices, found.families).bound
        self.tariffs.append(Tariff(bound, found.prices, found.families))
        self._prove(math.floor(bound + EPSILON))

    def look(self, whole: Pool, need: int, width: int | None = None) -> None:
        """Look for plans worth ``need`` or more, and lower the bound by what is proved."""
        alive = self._core(whole, need)
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
        work = self.work
        if not width and len(alive) > work.most_items and self.model.goal is Goal.WORTH:
            self.in_vain = MOST_PASSES_WIDENING
            return
        width = width or max(work.least_width, work.labels * self.widening // len(alive))
        varied = self.model.goal is Goal.POSSIBLE
        search = Search(self.model, alive, self.tariffs[tightest], need, width, varied=varied)
        found = search.run(self.should_stop)
        self.labels += found.labels
        shortened = found.dropped > need - 1
        better = self._accept(found, need, whole=not shortened)
        self.in_vain = 0 if better else self.in_vain + shortened
        self._prove(math.floor(found.dropped + EPSILON) if shortened else need - 1)
        if shortened and len(alive) <= SMALL_CORE:
            self._refine(whole, pool)
            self.widening *= 2

    def _accept(self, found: Found, need: int, *, whole: bool) -> bool:
        """Take a plan that is no worse; whether it is better.

        Ties are settled once a whole pass has looked for all that is worth as much.
        """
        value = found.value
        if value is None or (self.value is not None and value < self.value):
            return False
        if self.model.goal is Goal.POSSIBLE and value < need:
            return False
        better = self.value is None or value > self.value
        self.settled = whole and value >= need
        self.value, self.picks = value, found.picks
        return better

    def _find_any(self, whole: Pool) -> None:
        """Nothing near the bound: a narrow look far below it; then whether there is a plan at all."""
        need = max(self.bound - 100 - abs(self.bound) // 8, self.least + 1)
        self.dived = True
        alive = self._reach(whole, len(self.tariffs) - 1).nearest(MOST_DIVE_OPTIONS)
        self._dive(alive, need, self.work.dive_width)
        if self.value is None and self.work.dive_width < NARROW:
            self._dive(alive, need, NARROW)
        if self.value is None:
            model = Model(self.model.problem, Goal.POSSIBLE)
            self._take_any(Solver(model, self.should_stop, self.effort).solve())

    def _dive(self, alive: Alive, need: int, width: int) -> None:
        if alive:
            search = Search(self.model, alive, self.tariffs[-1], need, width, varied=True)
            found = search.run(self.should_stop)
            self._accept(found, need, whole=False)

    def _take_any(self, found: Solution) -> None:
        problem = self.model.problem
        if found.impossible:
            self.bound = self.least
        picks = ordered(problem, found.picks) if found.picks else None
        if picks:
            self.value, self.picks = worth_of(problem, picks), found.picks

    def _prove(self, bound: int) -> None:
        if self.value is not None:
            bound = max(bound, self.value)
        self.bound = min(self.bound, bound)

    def _polish(self, pool: Pool) -> None:
        reach = self._reach(pool, len(self.tariffs) - 1)
        plan = (self.value or 0, self.picks)
        found = polish(self.model, reach, plan, self.work, self.should_stop)
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


def is_possible(problem: Problem, should_stop: Callable[[], bool] = never) -> bool:
    """Whether a problem has a plan; where the effort does not settle it, it counts as if it had."""
    return not solve(problem, Goal.POSSIBLE, should_stop=should_stop).impossible
