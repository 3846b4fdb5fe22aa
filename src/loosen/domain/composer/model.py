"""The solver's view of a problem: rows of resources, and each item's use of them, as bare numbers.

Every resource (time, filling, an area's dose, a count) is a *row*: its amount must end between two
bounds and earns a concave reward. Prices of rows are what ``prices`` looks for.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from loosen.domain.body import Area
from loosen.domain.composer.problem import MOVE_COST, SHORT_COST, Demand, Item, Problem
from loosen.domain.composer.route import tree_of

LONGEST = 4 * 3_600
TIME, FILLING, DOSES = 0, 1, 2
"""Row numbers: the time there is, what the steps fill of it, the first area's dose."""


class Goal(Enum):
    """What is sought: the best plan, the shortest, or whether there is any (as much of all floors)."""

    WORTH = "worth"
    SECONDS = "seconds"
    POSSIBLE = "possible"


def _nothing(_amount: int) -> int:
    return 0


@dataclass(frozen=True)
class Row:
    """A resource. ``sign`` says which prices make sense: -1 a ceiling, 1 a floor, 0 both."""

    name: str
    low: int
    high: int
    sign: int
    reward: Callable[[int], int] = _nothing
    kinks: tuple[int, ...] = ()
    corners: tuple[tuple[int, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        amounts = sorted({self.low, self.high, *self.kinks})
        inside = [a for a in amounts if self.low <= a <= self.high]
        object.__setattr__(self, "corners", tuple((a, self.reward(a)) for a in inside))

    def best(self, price: float) -> tuple[float, int]:
        """The most that reward less price can be, and the amount where it is."""
        return max([(reward - price * amount, amount) for amount, reward in self.corners])


class Model:
    """A problem under a goal. An option is (seconds, units, points)."""

    def __init__(self, problem: Problem, goal: Goal) -> None:
        self.problem, self.goal = problem, goal
        self.most_alike = problem.brief.max_per_family
        self.slow = problem.pace.slow_transitions
        self.move_cost = {Goal.WORTH: MOVE_COST, Goal.SECONDS: 1, Goal.POSSIBLE: 0}[goal]
        self.budget = LONGEST if goal is Goal.SECONDS else problem.budget
        items = problem.items
        places = sorted({item.place for item in items})
        self.tree = tree_of(tuple(places), slow=self.slow)
        leaf = {place: number for number, place in enumerate(places)}
        self.cells = [(item.phase, leaf[item.place]) for item in items]
        names = {item.exercise.family: n for n, item in enumerate(reversed(items))}
        self.families = [names[item.exercise.family] for item in items]
        self.forced = [item.forced for item in items]
        self.options = [
            [(o.seconds, o.units, self._points(item, n)) for n, o in enumerate(item.options)]
            for item in items
        ]
        self.weights = [[(DOSES + k, w) for k, w in enumerate(item.weights) if w] for item in items]
        self.counted: list[list[int]] = [[] for _ in items]
        self.rows = [*self._time_rows(), *(self._dose_row(d) for d in problem.demands)]
        self.clashes = [f"include {removed.slug}" for removed in problem.removed]
        for limit in problem.limits:
            self._count(limit.name, limit.low, limit.high, limit.members)
        crowd = self._crowd(range(len(items)))
        self.clashes += [
            f"family {f}" for f, js in crowd.items() if self._forced(js) > self.most_alike
        ]

    def _points(self, item: Item, option: int) -> int:
        """What an option earns by itself: its points, the seconds it takes, or nothing."""
        if self.goal is Goal.WORTH:
            return item.points[option]
        return -item.options[option].seconds if self.goal is Goal.SECONDS else 0

    def _time_rows(self) -> list[Row]:
        mark, goal = self.problem.mark, self.goal
        if goal is Goal.WORTH:
            filling = Row("filling", 0, mark, 1, lambda x: -SHORT_COST * (mark - x))
        else:
            filling = Row("filling", 0, 0, 1)
        return [Row("time", 0, self.budget, -1), filling]

    def _dose_row(self, demand: Demand) -> Row:
        if self.goal is Goal.WORTH:
            high = max(demand.floor, 2 * demand.share)
            kinks = (demand.share, 2 * demand.share)
            return Row(demand.area, demand.floor, high, 1, demand.points, kinks)
        if self.goal is Goal.POSSIBLE:
            return Row(demand.area, 0, demand.floor, 1, lambda x: x)
        return Row(demand.area, demand.floor, demand.floor, 1)

    def _count(self, name: str, low: int, high: int, members: Iterable[int]) -> None:
        numbers = list(members)
        if low > min(high, len(numbers)):
            self.clashes.append(name)
        elif low > 0 or high < len(numbers):
            for number in numbers:
                self.counted[number].append(len(self.rows))
            high = min(high, len(numbers))
            sign = -1 if low == 0 else 1 if high == len(numbers) else 0
            self.rows.append(Row(name, low, high, sign))

    def _crowd(self, numbers: Iterable[int]) -> Mapping[int, list[int]]:
        members: dict[int, list[int]] = defaultdict(list)
        for number in numbers:
            members[self.families[number]].append(number)
        return members

    def _forced(self, numbers: Iterable[int]) -> int:
        return sum(self.forced[n] for n in numbers)

    def row_of(self, area: Area) -> Row:
        """The row of an area asked for."""
        return next(row for row in self.rows[DOSES:] if row.name == area)

    @property
    def floors(self) -> list[int]:
        """The least dose of each area."""
        return [demand.floor for demand in self.problem.demands]
