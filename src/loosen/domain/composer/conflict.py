"""Why there is no plan: a minimal conflicting set of limits, and the smallest changes that help.

Everything here is computed by solving, nothing guessed. The conflict is found by deletion filtering
(Chinneck, Feasibility and Infeasibility in Optimization, Springer 2008): limits are lifted one at a
time for as long as it stays impossible. Plans found on the way are kept: a brief that one of them
answers is possible without a search. Cautions are there for a reason that a routine does not know:
their relaxations come after all others.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import assert_never

from loosen.domain.body import Area, Equipment, Kind, Level, Position
from loosen.domain.brief import LONGEST, MOST_STEPS, Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.composer.evaluation import ordered, violations
from loosen.domain.composer.limits import (
    AreaFloor,
    Avoided,
    CountBound,
    EarlierPlan,
    End,
    Excluded,
    Limit,
    Never,
    Required,
    Rule,
    StepRole,
    StrengthFamily,
)
from loosen.domain.composer.menu import Option
from loosen.domain.composer.model import Goal
from loosen.domain.composer.problem import (
    FLOOR,
    NO_FLOORS,
    NO_HABITS,
    Problem,
    candidates,
    problem_of,
)
from loosen.domain.composer.solver import any_plan, solve
from loosen.domain.dose import Span
from loosen.domain.pace import Pace

ANY_FAMILY = 9
MOST_FAMILY = 4
"""The largest cap on a family that is offered as a change."""
MOST_ROUNDS = 8
"""Times that more time is asked for because more time also means larger shares."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The smallest change of some limits that helps. ``gained`` is how many more exercises then pass."""

    limits: tuple[Limit, ...]
    brief: Brief = field(repr=False)
    gained: int = 0


@dataclass(frozen=True)
class NoPlan:
    """There is no plan: a minimal set of limits that conflict, and changes that help.

    Each change is of one limit; where none is enough, there is one change of the smallest set that is.
    ``names`` are those of exercises that the brief names, by slug. ``stopped`` is set where it was told to
    stop before it knew.
    """

    problem: Problem = field(repr=False)
    blocking: tuple[Limit, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    stopped: bool = False
    names: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def brief(self) -> Brief:
        """What it answers."""
        return self.problem.brief

    @property
    def candidates(self) -> int:
        """How many exercises pass the brief's filters."""
        return len(self.problem.items)


# Limits and how to lift them

WITHOUT: Mapping[Rule, Mapping[str, object]] = {
    Rule.BUDGET: {"seconds": LONGEST},
    Rule.FAMILY_CAP: {"max_per_family": ANY_FAMILY},
    Rule.POSITIONS: {"positions": tuple(sorted(Position))},
    Rule.EQUIPMENT: {"equipment": tuple(sorted(Equipment))},
    Rule.LEVEL: {"level": Level.DEMANDING},
    Rule.OURS_ONLY: {"ours_only": False},
    Rule.SURFACE: {"surface": None},
}
"""The fields of a brief that lift a rule."""


@dataclass(frozen=True)
class FixedFloors:
    """A brief with the floors of its areas in dose units, which lifting another limit leaves as they are."""

    brief: Brief
    floors: Mapping[Area, int]


def limits_of(problem: Problem) -> Iterator[Limit]:
    """Every limit that a brief sets, in the order in which they are lifted.

    Those that we least want to blame come first, so that they drop out whenever the rest conflicts
    anyway.
    """
    brief = problem.brief
    yield from (Avoided(caution) for caution in brief.avoid)
    rules = {
        Rule.POSITIONS: len(set(brief.positions)) < len(Position),
        Rule.EQUIPMENT: len(set(brief.equipment)) < len(Equipment),
        Rule.OURS_ONLY: brief.ours_only,
        Rule.SURFACE: brief.surface is not None,
        Rule.LEVEL: brief.highest_level is not Level.DEMANDING,
    }
    yield from (rule for rule, is_set in rules.items() if is_set)
    yield from (Never(slug) for slug in brief.never)
    yield from (Excluded(slug) for slug in brief.exclude)
    if brief.max_per_family < ANY_FAMILY:
        yield Rule.FAMILY_CAP
    groups: tuple[Kind | StepRole, ...] = (*brief.kinds, StepRole.STEP)
    for group in groups:
        span = span_of(brief, group)
        if span.low > 0:
            yield CountBound(group, End.LEAST)
        if span.high < MOST_STEPS:
            yield CountBound(group, End.MOST)
    if brief.end_quiet:
        yield CountBound(StepRole.CLOSER, End.LEAST)
    yield from (Required(slug) for slug in brief.include)
    yield from (AreaFloor(demand.area) for demand in problem.demands if demand.floor)
    yield Rule.BUDGET


def span_of(brief: Brief, group: Kind | StepRole) -> Span:
    """The least and the most steps of a kind, or of all, that a brief asks for."""
    return brief.kinds[group] if isinstance(group, Kind) else brief.steps


def _with_span(brief: Brief, group: Kind | StepRole, span: Span) -> Brief:
    if isinstance(group, Kind):
        return brief.copy_with(kinds={**brief.kinds, group: span})
    return brief.copy_with(steps=span)


def lifted(limit: Limit, asked: FixedFloors) -> FixedFloors:
    """What is asked, without one limit."""
    brief = asked.brief
    changes: Mapping[str, object]
    match limit:
        case AreaFloor(area):
            return FixedFloors(brief, {**asked.floors, area: 0})
        case CountBound():
            return FixedFloors(_without_bound(limit, brief), asked.floors)
        case Rule():
            changes = WITHOUT[limit]
        case Avoided(caution):
            changes = {"avoid": tuple(c for c in brief.avoid if c is not caution)}
        case Never(slug):
            changes = {"never": tuple(s for s in brief.never if s != slug)}
        case Excluded(slug):
            changes = {"exclude": tuple(s for s in brief.exclude if s != slug)}
        case Required(slug):
            changes = {"include": tuple(s for s in brief.include if s != slug)}
        case _:
            assert_never(limit)
    return FixedFloors(brief.copy_with(**changes), asked.floors)


def _without_bound(bound: CountBound, brief: Brief) -> Brief:
    match bound.group:
        case StepRole.CLOSER:
            return brief.copy_with(end_quiet=False)
        case Kind() | StepRole.STEP as group:
            span = span_of(brief, group)
            low, high = (0, span.high) if bound.end is End.LEAST else (span.low, MOST_STEPS)
            return _with_span(brief, group, Span(low, high))
        case StepRole.OPENER | StrengthFamily() | EarlierPlan():
            return brief  # no brief sets these
        case _:
            assert_never(bound.group)


# The inquiry


def no_plan(problem: Problem, catalogue: Catalogue, should_stop: Callable[[], bool]) -> NoPlan:
    """What conflicts in a problem that has no plan, and what would help."""
    return Inquiry(problem, catalogue, should_stop).report()


MOST_CONFLICTS = 40
"""Conflicts that a set of changes is looked for against."""


def _smallest_hitting(
    conflicts: Sequence[Sequence[Limit]], care: Callable[[Limit], int]
) -> tuple[Limit, ...]:
    """The smallest set with a limit of every conflict, without those that take care where that can be."""
    easy = [[limit for limit in conflict if not care(limit)] for conflict in conflicts]
    conflicts = easy if all(easy) else conflicts
    limits = list(dict.fromkeys(limit for conflict in conflicts for limit in conflict))
    for size in range(1, len(conflicts) + 1):
        hitting = [
            chosen
            for chosen in combinations(limits, size)
            if all(not set(conflict).isdisjoint(chosen) for conflict in conflicts)
        ]
        if hitting:
            return min(hitting, key=lambda chosen: sum(map(care, chosen)))
    return ()


class Feasibility:
    """Whether briefs have plans; ``witnesses`` are the plans found, each as options by slug."""

    def __init__(self, catalogue: Catalogue, pace: Pace, should_stop: Callable[[], bool]) -> None:
        self.catalogue, self.pace, self.should_stop = catalogue, pace, should_stop
        self.witnesses: list[Mapping[str, Option]] = []

    def __call__(self, brief: Brief, floors: Mapping[Area, int] = NO_FLOORS) -> bool:
        """Whether a brief has a plan; where that stays open, it counts as if it had."""
        problem = problem_of(brief, self.catalogue, self.pace, floors, NO_HABITS)
        if any(_answers(witness, problem) for witness in reversed(self.witnesses)):
            return True
        found = any_plan(problem, self.should_stop)
        if found.picks:
            options = {problem.items[j].slug: problem.option((j, n)) for j, n in found.picks}
            self.witnesses.append(options)
        return not found.impossible


def _answers(witness: Mapping[str, Option], problem: Problem) -> bool:
    """Whether a plan of another problem is one of this problem too."""
    picks = [
        (j, item.options.index(witness[item.slug]))
        for j, item in enumerate(problem.items)
        if item.slug in witness and witness[item.slug] in item.options
    ]
    order = ordered(problem, picks) if len(picks) == len(witness) else None
    return order is not None and not violations(problem, order)


class Inquiry:
    """One search for the conflict of a problem and its relaxations."""

    def __init__(
        self,
        problem: Problem,
        catalogue: Catalogue,
        should_stop: Callable[[], bool],
        possible: Feasibility | None = None,
    ) -> None:
        self.problem, self.catalogue, self.should_stop = problem, catalogue, should_stop
        self.brief: Brief = problem.brief
        self.pace: Pace = problem.pace
        self._possible = possible or Feasibility(catalogue, problem.pace, should_stop)

    def report(self) -> NoPlan:
        """The whole answer."""
        conflict = self._conflict()
        limits = sorted(conflict, key=self._care)
        relaxations = tuple(change for limit in limits for change in self._relaxations(limit))
        if conflict and all(map(self._is_careful, relaxations)):
            together = tuple(self._together(conflict))
            easy = [change for change in together if not self._is_careful(change)]
            relaxations = (*easy, *relaxations) if relaxations else together
        names = {
            slug: self.catalogue[slug].name
            for slug in (*self.brief.include, *self.brief.exclude, *self.brief.never)
            if slug in self.catalogue
        }
        return NoPlan(self.problem, tuple(conflict), relaxations, self.should_stop(), names)

    def _care(self, limit: Limit) -> int:
        """How much care a change of a limit takes: cautions, and the level that follows from them, most."""
        implied = limit is Rule.LEVEL and self.brief.level is None
        return 2 if isinstance(limit, Avoided) else int(implied)

    def _is_careful(self, change: Relaxation) -> bool:
        return any(map(self._care, change.limits))

    def _conflict(self, given_up: Iterable[Limit] = ()) -> list[Limit]:
        """The limits that are left once each that is not needed for the conflict has been lifted.

        Those in ``given_up`` are lifted from the beginning.
        """
        asked = FixedFloors(self.brief, {d.area: d.floor for d in self.problem.demands})
        for limit in given_up:
            asked = lifted(limit, asked)
        kept = []
        for limit in limits_of(self.problem):
            if limit in given_up:
                continue
            without = lifted(limit, asked)
            if self._possible(without.brief, without.floors):
                kept.append(limit)
            else:
                asked = without
        return kept

    # The smallest set of changes, where one is not enough

    def _together(self, first: list[Limit]) -> Iterator[Relaxation]:
        """The smallest set of limits without which there is a plan, lifted as little as will do.

        A set has to hit every conflict. From the conflicts known so far the smallest that hits them is
        tried; where it is not enough, what still conflicts is one conflict more (implicit hitting sets).
        """
        conflicts = [first]
        for _ in range(MOST_CONFLICTS):
            chosen = _smallest_hitting(conflicts, self._care)
            brief = self._lifted(chosen)
            if self._possible(brief):
                yield self._tightened(chosen, brief)
                return
            more = self._conflict(chosen)
            if not more or self.should_stop():
                return
            conflicts.append(more)

    def _lifted(self, limits: Iterable[Limit]) -> Brief:
        """The brief without some limits."""
        asked = FixedFloors(self.brief, {})
        for limit in limits:
            asked = lifted(limit, asked)
        floors = dict.fromkeys(asked.floors, 0)
        return asked.brief.copy_with(floors={**asked.brief.floors, **floors})

    def _tightened(self, limits: tuple[Limit, ...], brief: Brief) -> Relaxation:
        """A change of several limits, each put back as far as the others allow."""
        for limit in limits:
            inner = Inquiry(self.problem, self.catalogue, self.should_stop, self._possible)
            inner.brief = self._lifted_but(limit, brief)
            found = next(inner._relaxations(limit), None)
            if found is not None and self._possible(found.brief):
                brief = found.brief
        return self._relaxation(limits, brief)

    def _lifted_but(self, limit: Limit, brief: Brief) -> Brief:
        """A brief with one limit as it was asked."""
        if isinstance(limit, Rule):
            return brief.copy_with(**{key: getattr(self.brief, key) for key in WITHOUT[limit]})
        if isinstance(limit, AreaFloor):
            asked = self.brief.floors.get(limit.area, FLOOR)
            return brief.copy_with(floors={**brief.floors, limit.area: asked})
        if isinstance(limit, CountBound) and isinstance(limit.group, Kind | StepRole):
            if limit.group in (StepRole.OPENER, StepRole.CLOSER):
                return brief
            return _with_span(brief, limit.group, span_of(self.brief, limit.group))
        return brief

    # The smallest change of each limit

    def _relaxations(self, limit: Limit) -> Iterator[Relaxation]:
        match limit:
            case Rule.POSITIONS | Rule.EQUIPMENT | Rule.LEVEL:
                yield from self._one_more(limit)
            case Rule.FAMILY_CAP:
                yield from self._family_cap()
            case Rule.BUDGET:
                yield from self._budget()
            case AreaFloor(area):
                yield from self._floor(area)
            case CountBound(Kind() | StepRole.STEP as group, end):
                yield from self._count(group, end)
            case _:
                brief = lifted(limit, FixedFloors(self.brief, {})).brief
                if self._possible(brief):
                    yield self._relaxation((limit,), brief)

    def _relaxation(self, limits: tuple[Limit, ...], brief: Brief) -> Relaxation:
        """A change of the filters, with the number of exercises that it brings back."""
        before, after = (len(candidates(self.catalogue, b)) for b in (self.brief, brief))
        return Relaxation(limits, brief, max(0, after - before))

    def _one_more(self, rule: Rule) -> Iterator[Relaxation]:
        """One position or one piece of equipment more, whichever helps; the least level that helps."""
        now = self.brief
        options: list[dict[str, object]]
        if rule is Rule.LEVEL:
            highest = Level.DEMANDING if now.level else Level.MODERATE
            ranks = range(now.highest_level.rank + 1, highest.rank + 1)
            options = [{"level": level} for level in Level if level.rank in ranks]
        elif rule is Rule.POSITIONS:
            barred = [p for p in Position if p not in now.positions]
            options = [{"positions": tuple(sorted((*now.positions, p)))} for p in barred]
        else:
            lacking = [e for e in Equipment if e not in now.equipment]
            options = [{"equipment": tuple(sorted((*now.equipment, e)))} for e in lacking]
        for update in options:
            brief = now.copy_with(**update)
            if self._possible(brief):
                yield self._relaxation((rule,), brief)
                if rule is Rule.LEVEL:
                    return

    def _family_cap(self) -> Iterator[Relaxation]:
        for number in range(self.brief.max_per_family + 1, MOST_FAMILY + 1):
            brief = self.brief.copy_with(max_per_family=number)
            if self._possible(brief):
                yield Relaxation((Rule.FAMILY_CAP,), brief)
                return

    def _count(self, group: Kind | StepRole, end: End) -> Iterator[Relaxation]:
        """The bound moved no further than it takes."""
        span = span_of(self.brief, group)
        least = end is End.LEAST

        def moved(by: int) -> Brief:
            new = Span(span.low - by, span.high) if least else Span(span.low, span.high + by)
            return _with_span(self.brief, group, new)

        far = span.low if least else MOST_STEPS - span.high
        by = self._smallest(far, lambda by: self._possible(moved(by)))
        if by is not None:
            yield Relaxation((CountBound(group, end),), moved(by))

    def _smallest(self, most: int, helps: Callable[[int], bool]) -> int | None:
        """The smallest change from 1 to ``most`` that helps, where any larger one does as well."""
        if most < 1 or not helps(most):
            return None
        low, high = 0, most
        while high - low > 1 and not self.should_stop():
            middle = (low + high) // 2
            low, high = (low, middle) if helps(middle) else (middle, high)
        return high

    def _floor(self, area: Area) -> Iterator[Relaxation]:
        """The highest floor, in percent, with which there is a plan."""
        demand = next(demand for demand in self.problem.demands if demand.area is area)
        by = self._smallest(
            demand.floor, lambda by: self._possible(self.brief, {area: demand.floor - by})
        )
        if by is not None:
            now = self.brief.floors.get(area, FLOOR)
            left = min(now, 100 * (demand.floor - by) // demand.share)
            brief = self.brief.copy_with(floors={**self.brief.floors, area: left})
            yield Relaxation((AreaFloor(area),), brief)

    def _budget(self) -> Iterator[Relaxation]:
        """The least whole number of minutes that is enough; larger shares in more time are counted in."""
        seconds = self.brief.seconds
        for _ in range(MOST_ROUNDS):
            brief = self.brief.copy_with(seconds=seconds)
            if seconds > self.brief.seconds and self._possible(brief):
                yield Relaxation((Rule.BUDGET,), brief)
                return
            asked = problem_of(brief, self.catalogue, self.pace, habits=NO_HABITS)
            # exercises that are too long for the time count as well
            floors = {demand.area: demand.floor for demand in asked.demands}
            longer = self.brief.copy_with(seconds=LONGEST)
            whole = problem_of(longer, self.catalogue, self.pace, floors, NO_HABITS)
            shortest = solve(whole, Goal.SECONDS, should_stop=self.should_stop)
            if shortest.value is None or -shortest.value > LONGEST:
                return
            seconds = 60 * math.ceil(max(seconds + 1, -shortest.value) / 60)
