"""The solver: bounds, core and search in turn, until the best plan is proved or the effort is spent.

It looks first for plans close to the bound and then further below it, so that the first plan that an
untruncated pass finds is the best there is. Work is counted in labels and evaluations; no clock is
read: the same problem always gives the same answer, unless ``should_stop`` ends it early.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from loosen.domain.composer.bounds import EPSILON, UpperBounds
from loosen.domain.composer.evaluation import ordered, worth_of
from loosen.domain.composer.model import Goal, Model
from loosen.domain.composer.multipliers import Dual
from loosen.domain.composer.problem import SHORT_COST, Pick, Problem
from loosen.domain.composer.relaxation import Active, Multipliers, Pool
from loosen.domain.composer.search import Search, SearchResult

EFFORT = 480_000
"""Labels that a pass may keep: its beam width is this, divided by the items in question."""
FEW_ITEMS = 64
"""A problem of so few is worth a proof; from a larger one an answer with a gap comes sooner."""
DEPTHS = (
    *(2, 8, 14, 20, 28, 38, 52, 70, 100, 140, 200, 300, 450),
    *(700, 1_000, 1_500, 2_500, 4_000, 8_000, 1_000_000),
)
"""How far below the first bound each pass looks, in half points."""
DEEPEST = 200
"""Without a plan so deep, any plan is looked for."""
MOST_FAILURES, MOST_FAILURES_WIDENING = 1, 5
"""Truncated passes in a row that found nothing better, after which the effort is spent."""
SMALL_CORE = 90
"""A core of so few is worth a proof: each truncated pass is followed by a wider one."""
MOST_FAMILY_MULTIPLIERS = 60
MOST_REFINING_OPTIONS = 180
NEAR_OPTIONS, MOST_DIVE_OPTIONS = 150, 300
"""Options of a narrow search; and of a second one, where the first finds no plan at all."""
FEW_LABELS = 400
"""So few labels need no better multipliers."""
NARROWEST, NARROW, WIDE = 60, 300, 1_500
"""Beam widths of passes that look for any plan."""


def never() -> bool:
    """No reason to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Effort:
    """The work that one solve may do."""

    labels: int
    """Labels that a pass may keep."""
    most_labels: int
    """Labels made after which no further pass begins."""
    least_width: int
    most_items: int
    """With more items in question a pass is not begun: it would leave out too much."""
    evaluations: int
    """Evaluations of the dual for the first multipliers."""
    refining: int
    """Evaluations for better multipliers over what is left."""


def effort_for(items: int, labels: int) -> Effort:
    """The work for so many items; ``labels`` is what a pass may keep where they are few."""
    if items <= FEW_ITEMS:
        return Effort(labels, labels, 400, FEW_ITEMS, 90, 120)
    return Effort(labels // 60, labels // 12, 60, 200, 40, 110)


@dataclass(frozen=True)
class Solution:
    """The best plan found, its value in half points, and an upper bound on every plan.

    Without picks there is none where ``bound`` is None, or none was found before it was stopped.
    ``multipliers`` are those of the optimum, None for a plan edited by hand.
    """

    value: int | None
    picks: tuple[Pick, ...]
    bound: int | None
    multipliers: Multipliers | None = None
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
    """One solve of one model.

    ``duals`` are the multipliers found, the first over everything, later ones over what is near the
    bound; ``settled`` says that ties are too.
    """

    model: Model
    should_stop: Callable[[], bool] = never
    effort: int = EFFORT
    value: int | None = None
    picks: tuple[Pick, ...] = ()
    bound: int = 0
    labels: int = 0
    duals: list[Multipliers] = field(default_factory=list)
    upper_bounds: dict[int, UpperBounds] = field(default_factory=dict)
    failures: int = 0
    widening: int = 1
    settled: bool = False
    dived: bool = False

    @cached_property
    def work(self) -> Effort:
        """What this solve may do; whether there is any plan is worth the same in every catalogue."""
        model = self.model
        items = len(model.problem.items) if model.goal is Goal.WORTH else 0
        return effort_for(items, self.effort)

    @cached_property
    def whole(self) -> Pool:
        """Every option."""
        options = self.model.options
        return Pool(self.model, {j: range(len(menu)) for j, menu in enumerate(options)})

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
        if not model.feasible or not model.problem.items:
            return IMPOSSIBLE
        self.relax()
        if self.bound > self.least and model.goal is Goal.POSSIBLE:
            self._decide()
        elif self.bound > self.least:
            self._deepen()
            self._improve()
        if self.value is None and self.bound <= self.least:
            return IMPOSSIBLE
        return Solution(self.value, self.picks, self.bound, self.duals[-1], self.labels)

    def relax(self) -> None:
        """Find multipliers over everything, and with them the first bound."""
        model, dual = self.model, Dual(self.whole, self.should_stop)
        first = dual.minimise(
            dual.start(), evaluations=self.work.evaluations, enough=self.least + 1 - EPSILON
        )
        self.duals = [first]
        self.bound = math.floor(first.bound + EPSILON)
        if model.goal is Goal.POSSIBLE:
            self.bound = min(self.bound, self.least + 1)

    # Whether there is a plan

    def _decide(self) -> None:
        """Any plan will do: look more narrowly first."""
        for width in (NARROWEST, WIDE, None):
            if self.value is None and self.bound > self.least:
                self.run_pass(self.bound, width)
            if self.value is None and self.bound > self.least and width == WIDE:
                self._take_good_plan()

    def _take_good_plan(self) -> None:
        """Take any plan that a narrow search for a good one finds."""
        model = self.model
        good = Solver(Model(model.problem, Goal.WORTH), self.should_stop)
        good.relax()
        if good.bound > good.least:
            good.run_pass(good.least + 1, NARROW)
        if good.value is not None:
            self.value, self.picks = sum(model.floors), good.picks

    # The best plan

    def _deepen(self) -> None:
        """Passes with lower and lower targets."""
        first = self.bound
        for depth in DEPTHS:
            target = max(first - depth, self.least + 1)
            if target > self.bound:
                continue
            if self.value is None and depth > DEEPEST and not self.dived:
                self._dive()
                if self.bound <= self.least:
                    return
            # a plan not much below the next target becomes the target at once
            if self.value is not None and self.value >= target - depth // 4:
                target = self.value
            self.run_pass(target)
            if self.failures and not self.dived:
                self._dive()
            done = self.value is not None and self.value >= self.bound and self.settled
            if done or self.bound <= self.least or self._is_spent() or self.should_stop():
                return

    def _is_spent(self) -> bool:
        """Whether more passes are not worth their labels."""
        most = MOST_FAILURES_WIDENING if self.widening > 1 else MOST_FAILURES
        return self.failures >= most or self.labels > self.work.most_labels

    def run_pass(self, target: int, width: int | None = None) -> None:
        """Search for plans worth the target or more, and lower the bound by what is proved."""
        active = self._core(target)
        if not active:
            self._prove(target - 1)
            return
        pool = Pool(self.model, active)
        dual = Dual(pool, self.should_stop)
        bounds = [dual.evaluate(one.rows, one.families).bound for one in self.duals]
        tightest = min(range(len(bounds)), key=bounds.__getitem__)
        if math.floor(bounds[tightest] + EPSILON) < target:
            self._prove(target - 1)
            return
        work, goal = self.work, self.model.goal
        if not width and len(active) > work.most_items and goal is Goal.WORTH:
            self.failures = MOST_FAILURES_WIDENING
            return
        width = width or max(work.least_width, work.labels * self.widening // len(active))
        diverse = goal is Goal.POSSIBLE
        search = Search(self.model, active, self.duals[tightest], target, width, diverse=diverse)
        found = search.run(self.should_stop)
        self.labels += found.labels
        truncated = found.dropped_bound > target - 1
        better = self._accept(found, target, whole=not truncated)
        self.failures = 0 if better else self.failures + truncated
        self._prove(math.floor(found.dropped_bound + EPSILON) if truncated else target - 1)
        if truncated and len(active) <= SMALL_CORE:
            self._refine(pool)
            self.widening *= 2

    def _core(self, target: int) -> Active | None:
        """What plans worth the target may use. Where that is much, families get own multipliers."""
        active = self._bounds(0).core(target)
        if active and len(self.duals) == 1 and self.labels >= FEW_LABELS:
            self._refine(self._surroundings())
        for dual in self.duals[1:]:
            active = active and UpperBounds(Pool(self.model, active), dual).core(target)
        return active

    def _bounds(self, number: int) -> UpperBounds:
        """The upper bounds of everything at the multipliers of that number, computed once."""
        if number not in self.upper_bounds:
            self.upper_bounds[number] = UpperBounds(self.whole, self.duals[number])
        return self.upper_bounds[number]

    def _surroundings(self) -> Pool:
        """What is near enough to the bound to matter, with few enough families to refine."""
        first = self.duals[0]
        bounds = self._bounds(0)
        depth = max(16.0, 0.01 * abs(first.bound))
        around = Pool(self.model, bounds.core(first.bound - depth) or self.whole.active)
        if len(around.crowded) > MOST_FAMILY_MULTIPLIERS:
            around = Pool(self.model, bounds.nearest(MOST_REFINING_OPTIONS))
        return around

    def _refine(self, smaller: Pool) -> None:
        """Better multipliers over what is in question, with those of families among the variables."""
        base = self.duals[-1]
        families = {f: base.families.get(f, 0.0) for f in smaller.crowded}
        if len(families) > MOST_FAMILY_MULTIPLIERS:
            return
        found = Dual(smaller, self.should_stop).minimise(
            base.rows,
            families,
            evaluations=self.work.refining,
            step=1.0,
            enough=self.least + 1 - EPSILON,
        )
        bound = Dual(self.whole, self.should_stop).evaluate(found.rows, found.families).bound
        self.duals.append(Multipliers(bound, found.rows, found.families))
        self._prove(math.floor(bound + EPSILON))

    def _accept(self, found: SearchResult, target: int, *, whole: bool) -> bool:
        """Take a plan that is no worse; whether it is better.

        Ties are settled once a whole pass has looked for all that is worth as much.
        """
        value = found.value
        if value is None or (self.value is not None and value < self.value):
            return False
        if self.model.goal is Goal.POSSIBLE and value < target:
            return False
        better = self.value is None or value > self.value
        self.settled = whole and value >= target
        self.value, self.picks = value, found.picks
        return better

    def _dive(self) -> None:
        """Nothing near the bound: a narrow search far below it; then whether there is a plan at all."""
        target = max(self.bound - 100 - abs(self.bound) // 8, self.least + 1)
        self.dived = True
        for number, most in ((0, NEAR_OPTIONS), (len(self.duals) - 1, MOST_DIVE_OPTIONS)):
            if self.value is None:
                self._search_near(target, number, most)
        if self.value is None:
            self._take_any_plan()

    def _search_near(self, target: int, number: int, most: int) -> bool:
        """A narrow search among the options nearest to the bound; whether it finds a better plan."""
        active = self._bounds(number).nearest(most)
        if not active:
            return False
        search = Search(self.model, active, self.duals[number], target, NARROW, diverse=True)
        return self._accept(search.run(self.should_stop), target, whole=False)

    def _improve(self) -> None:
        """Narrow searches for a plan better than the one found, for as long as they find one."""
        numbers = sorted({0, len(self.duals) - 1})
        while self.value is not None and self.value < self.bound and not self.should_stop():
            target = self.value + 1
            if not any(self._search_near(target, number, NEAR_OPTIONS) for number in numbers):
                return

    def _take_any_plan(self) -> None:
        problem = self.model.problem
        found = Solver(Model(problem, Goal.POSSIBLE), self.should_stop, self.effort).solve()
        if found.impossible:
            self.bound = self.least
        picks = ordered(problem, found.picks) if found.picks else None
        if picks:
            self.value, self.picks = worth_of(problem, picks), found.picks

    def _prove(self, bound: int) -> None:
        """Lower the upper bound, no further than the plan found."""
        if self.value is not None:
            bound = max(bound, self.value)
        self.bound = min(self.bound, bound)


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
