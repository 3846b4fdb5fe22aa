"""The solver's view of a problem: rows of resources, and each item's use of them, as bare numbers.

Every resource (time, filling, an area's dose, a count) is a *row*: its amount must end between two
bounds and earns a concave reward. Rows are what is dualised; their multipliers are found by
``multipliers``.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto

from loosen.domain.composer.limits import Group
from loosen.domain.composer.problem import (
    MOVE_COST,
    SHORT_COST,
    CountLimit,
    Demand,
    Item,
    Need,
    Problem,
)
from loosen.domain.composer.route import tree_of

MOST_PRICED_NEEDS = 12
"""Needs with a multiplier of their own; the search keeps to all of them."""
TIME, FILLING, DOSES = 0, 1, 2
"""Numbers of rows: the time there is, what the steps fill of it, the first area's dose."""


class Goal(Enum):
    """The objective."""

    WORTH = auto()
    """The best plan."""
    SECONDS = auto()
    """The shortest."""


def _nothing(_amount: int) -> int:
    return 0


@dataclass(frozen=True)
class Row:
    """A resource. ``sign`` is that of its multiplier: -1 for a ceiling, 1 for a floor, 0 for both."""

    low: int
    high: int
    sign: int
    reward: Callable[[int], int] = _nothing
    kinks: tuple[int, ...] = ()
    """Amounts at which the slope of the reward changes."""
    group: Group | None = None
    """What a counted row counts."""
    corners: tuple[tuple[int, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        amounts = sorted({self.low, self.high, *self.kinks})
        inside = [a for a in amounts if self.low <= a <= self.high]
        object.__setattr__(self, "corners", tuple((a, self.reward(a)) for a in inside))

    def conjugate(self, multiplier: float) -> tuple[float, int]:
        """The most that reward less multiplier × amount can be, and the amount where it is."""
        return max([(reward - multiplier * amount, amount) for amount, reward in self.corners])


class Model:
    """A problem under a goal. An option is (seconds, units, points)."""

    def __init__(self, problem: Problem, goal: Goal) -> None:
        self.problem, self.goal = problem, goal
        self.family_cap = problem.brief.max_per_family
        self.slow = problem.pace.slow_transitions
        self.move_cost = MOVE_COST if goal is Goal.WORTH else 1
        self.budget = problem.budget
        items = problem.items
        places = sorted({item.place for item in items})
        self.tree = tree_of(tuple(places), slow=self.slow)
        leaf = {place: number for number, place in enumerate(places)}
        self.cells = [(item.phase, leaf[item.place]) for item in items]
        names = {item.kin: n for n, item in enumerate(reversed(items))}
        self.families = [names[item.kin] for item in items]
        self.forced = [item.forced for item in items]
        self.options = [
            [(o.seconds, o.units, self._points(item, n)) for n, o in enumerate(item.options)]
            for item in items
        ]
        self.weights = [[(DOSES + k, w) for k, w in enumerate(item.weights) if w] for item in items]
        self.counted: list[list[int]] = [[] for _ in items]
        self.priced: list[list[tuple[int, int]]] = [[] for _ in items]
        """By item the rows that it takes one of, as ``counted``, or gives one to."""
        self.rows = [*self._time_rows(), *(self._dose_row(d) for d in problem.demands)]
        self.changes_row = self._changes_row()
        counts = [self._count(limit) for limit in problem.limits]
        for need in problem.needs[:MOST_PRICED_NEEDS]:
            self._price_need(need)
        self.feasible = not problem.missing and all(counts) and self._families_have_room()
        """False where a single limit cannot be met, whatever the others ask."""

    def _points(self, item: Item, option: int) -> int:
        """What an option earns by itself: its points, or what it takes of the time."""
        return item.points[option] if self.goal is Goal.WORTH else -item.options[option].seconds

    def _time_rows(self) -> list[Row]:
        time, full = Row(0, self.budget, -1), self.problem.fill_target
        if self.goal is not Goal.WORTH:
            return [time, Row(0, 0, 1)]
        return [time, Row(0, full, 1, lambda x: -SHORT_COST * (full - x))]

    def _dose_row(self, demand: Demand) -> Row:
        if self.goal is Goal.WORTH:
            high = max(demand.floor, 2 * demand.share)
            kinks = (demand.share, 2 * demand.share)
            return Row(demand.floor, high, 1, demand.points, kinks)
        return Row(demand.floor, demand.floor, 1)

    def _count(self, limit: CountLimit) -> bool:
        """Add a row for a limit that can bind; False where it cannot be met."""
        low, high = limit.low, min(limit.high, len(limit.members))
        if low > high:
            return False
        if low > 0 or high < len(limit.members):
            for number in limit.members:
                self.counted[number].append(len(self.rows))
                self.priced[number].append((len(self.rows), 1))
            sign = -1 if low == 0 else 1 if high == len(limit.members) else 0
            self.rows.append(Row(low, high, sign, group=limit.group))
        return True

    def _changes_row(self) -> int | None:
        """Add a row for the changes between standing and the floor; None where they cannot bind."""
        most = self.problem.most_changes
        if most is None or not any(self.tree.changes):
            return None
        self.rows.append(Row(0, most, -1))
        return len(self.rows) - 1

    def _price_need(self, need: Need) -> None:
        """Add a row for a need: no more of the item than of those that provide for it."""
        for number in need.providers:
            self.priced[number].append((len(self.rows), 1))
        self.priced[need.item].append((len(self.rows), -1))
        self.rows.append(Row(0, len(need.providers), 1))

    def _families_have_room(self) -> bool:
        forced: dict[int, int] = defaultdict(int)
        for family, is_forced in zip(self.families, self.forced, strict=True):
            forced[family] += is_forced
        return all(number <= self.family_cap for number in forced.values())

    @property
    def floors(self) -> list[int]:
        """The least dose of each area."""
        return [demand.floor for demand in self.problem.demands]
