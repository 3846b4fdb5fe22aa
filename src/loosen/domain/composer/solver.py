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
from loosen.domain.value import Value

EFFORT = 900_000
"""Labels that a solve may make: what is left of them, divided by the items in question, is a pass's width."""
LEAST_WIDTH = 60
IMPROVING = (60, 240)
"""Beam widths of the passes that look for something better than the plan found, once the effort is spent."""
FIRST_DEPTH = 8
"""How far below the first bound the first pass looks, in half points."""
QUICK_LABELS, MANY_LABELS = 500, 5_000
"""With fewer labels than these the next pass looks twice, or half as deep again; else a quarter."""
PATIENCE = 2_500
"""Labels made without a plan after which it is asked whether there is any."""
EVALUATIONS, REFINING = 90, 120
"""Evaluations of the dual for the first multipliers, and for those of families over what is left."""
FEW_LABELS = 400
"""So few labels need no better multipliers."""
FINDING = ((12, 15), (50, 400), (20, 15_000))
"""Evaluations of the dual before each pass that looks for any plan, and the pass's width."""


def never() -> bool:
    """No reason to stop."""
    return False


class Solution(Value):
    """The best plan found, its value in half points, and an upper bound on every plan.

    Without picks there is none where ``bound`` is None, or none was found before it was stopped.
    ``multipliers`` are those of the optimum, None for a plan edited by hand.
    """

    value: int | None
    picks: tuple[Pick, ...]
    bound: int | None
    multipliers: Multipliers | None = None

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

    ``duals`` are the multipliers found, the first over everything, the second with those of families over
    what is near the bound; ``settled`` says that ties are too.
    """

    model: Model
    should_stop: Callable[[], bool] = never
    effort: int = EFFORT
    value: int | None = None
    picks: tuple[Pick, ...] = ()
    bound: int = 0
    labels: int = 0
    duals: list[Multipliers] = field(default_factory=list)
    settled: bool = False

    @cached_property
    def whole(self) -> Pool:
        """Every option."""
        options = self.model.options
        return Pool(self.model, {j: range(len(menu)) for j, menu in enumerate(options)})

    @property
    def least(self) -> int:
        """Less than any plan is worth; floors that cannot be met push the bound below it."""
        budget = self.model.budget
        return (
            -budget - 1 if self.model.goal is Goal.SECONDS else -(SHORT_COST + 2) * budget - 6_000
        )

    def best(self) -> Solution:
        """The best plan of the model."""
        if not self.model.feasible or not self.model.problem.items:
            return IMPOSSIBLE
        first = self._descend(self.whole, EVALUATIONS)
        self.duals = [first]
        self.bound = math.floor(first.bound + EPSILON)
        if self.bound > self.least:
            self._deepen()
            self._improve()
        if self.value is None and self.bound <= self.least:
            return IMPOSSIBLE
        return Solution(self.value, self.picks, self.bound, self.duals[-1])

    def any(self) -> Solution:
        """Some plan of the model, with no care for its worth, or the proof that there is none."""
        model, pool, target = self.model, self.whole, self.least + 1
        if not model.feasible or not model.problem.items:
            return IMPOSSIBLE
        dual: Multipliers | None = None
        for evaluations, width in FINDING:
            dual = self._descend(pool, evaluations, dual)
            active = (
                UpperBounds(pool, dual).core(target) if dual.bound >= target - EPSILON else None
            )
            if not active:
                return IMPOSSIBLE
            pool = Pool(model, active)
            found = Search(model, active, dual, target, width).run(self.should_stop)
            if found.value is not None:
                return Solution(found.value, found.picks, model.budget)
            if found.dropped_bound < target - EPSILON:
                return IMPOSSIBLE
        return Solution(None, (), model.budget)

    def _descend(
        self, pool: Pool, evaluations: int, base: Multipliers | None = None
    ) -> Multipliers:
        """Multipliers with a low bound over a pool, from those that are known or from a first guess."""
        dual = Dual(pool, self.should_stop)
        start = dual.start() if base is None else base.rows
        return dual.minimise(start, evaluations=evaluations, enough=self.least + 1 - EPSILON)

    # The best plan

    def _deepen(self) -> None:
        """Passes with lower and lower targets."""
        first, depth = self.bound, FIRST_DEPTH
        looked = False
        while self.bound > self.least and self.labels < self.effort and not self.should_stop():
            if self.value is None and self.labels > PATIENCE and not looked:
                looked = True
                self._take_any()
                continue
            target = max(first - depth, self.least + 1)
            # a plan not much below the next target becomes the target at once
            if self.value is not None and self.value >= target - depth // 4:
                target = self.value
            before = self.labels
            truncated = self._run_pass(min(target, self.bound))
            if self.value is not None and self.value >= self.bound and self.settled:
                return
            if truncated and self.value is not None and self.value >= target - depth // 4:
                return
            labels = self.labels - before
            depth += (
                depth
                if labels < QUICK_LABELS
                else max(6, depth // (2 if labels < MANY_LABELS else 4))
            )

    def _improve(self) -> None:
        """Narrow passes for a plan better than the one found, for as long as they find one."""
        for width in IMPROVING:
            before = None
            while self.value is not None and before != self.value < self.bound:
                before = self.value
                self._run_pass(before + max(1, (self.bound - before) // 8), width)

    def _run_pass(self, target: int, width: int = 0) -> bool:
        """Search for plans worth the target or more, and lower the bound by what is proved.

        Returns whether the beam left out what may be worth the target.
        """
        active = self._core(target)
        pool = Pool(self.model, active) if active else self.whole
        dual = Dual(pool, self.should_stop)
        bounds = [dual.evaluate(one.rows, one.families).bound for one in self.duals]
        tightest = min(range(len(bounds)), key=bounds.__getitem__)
        if not active or math.floor(bounds[tightest] + EPSILON) < target:
            self._prove(target - 1)
            return False
        width = width or max(LEAST_WIDTH, (self.effort - self.labels) // len(active))
        search = Search(self.model, active, self.duals[tightest], target, width)
        found = search.run(self.should_stop)
        self.labels += found.labels
        truncated = found.dropped_bound > target - 1
        self._accept(found, target, whole=not truncated)
        self._prove(math.floor(found.dropped_bound + EPSILON) if truncated else target - 1)
        return truncated

    def _core(self, target: int) -> Active | None:
        """What plans worth the target may use. Where that is much, families get own multipliers."""
        active = UpperBounds(self.whole, self.duals[0]).core(target)
        if active and len(self.duals) == 1 and self.labels >= FEW_LABELS:
            self._refine()
        for dual in self.duals[1:]:
            active = active and UpperBounds(Pool(self.model, active), dual).core(target)
        return active

    def _refine(self) -> None:
        """Better multipliers over what is near the bound, with those of families among the variables."""
        first = self.duals[0]
        near = first.bound - max(16.0, 0.01 * abs(first.bound))
        active = UpperBounds(self.whole, first).core(near) or self.whole.active
        pool = Pool(self.model, active)
        families = {f: first.families.get(f, 0.0) for f in pool.crowded}
        found = Dual(pool, self.should_stop).minimise(
            first.rows, families, evaluations=REFINING, step=1.0, enough=self.least + 1 - EPSILON
        )
        bound = Dual(self.whole, self.should_stop).evaluate(found.rows, found.families).bound
        self.duals.append(Multipliers(bound, found.rows, found.families))
        self._prove(math.floor(bound + EPSILON))

    def _accept(self, found: SearchResult, target: int, *, whole: bool) -> None:
        """Take a plan that is no worse. Ties are settled once a whole pass has looked for its like."""
        value = found.value
        if value is not None and (self.value is None or value >= self.value):
            self.value, self.picks = value, found.picks
            self.settled = whole and value >= target

    def _take_any(self) -> None:
        """Take any plan, or the proof that there is none."""
        problem = self.model.problem
        found = any_plan(problem, self.should_stop)
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
    return Solver(Model(problem, goal), should_stop, effort).best()


def any_plan(problem: Problem, should_stop: Callable[[], bool] = never) -> Solution:
    """Some plan of a problem, with no care for its worth, or the proof that there is none."""
    return Solver(Model(problem, Goal.SECONDS), should_stop).any()
