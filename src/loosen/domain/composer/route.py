"""Changing position: the cheapest walks through the positions of a plan, phase by phase.

``pace.seconds_between`` is the only source of seconds. They form an *ultrametric* (of any three
positions, the two longest distances are equal), so positions are the leaves of a tree in which the
distance of two is the length of the path between them. A walk from p to q through a set then costs
twice the subtree that joins them all, less the distance from p to q. So the best set to visit (a
prize-collecting walk) is found by one sweep up the tree and one down.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from loosen.domain.body import Position
from loosen.domain.pace import UP, seconds_between

PLACES: tuple[Position | None, ...] = (*Position, None)
"""Every position, and the unknown one."""
FAR = 9_999
"""More seconds than any walk takes."""
NEVER = float("-inf")
"""The value of what cannot be."""
CHANGE = 1 << 14
"""A change between standing and the floor in the effort of a walk; the rest of it is seconds."""
Walk = tuple[int, tuple[int, ...]]
"""The effort of moving, and the places in the order they are visited."""


@lru_cache(maxsize=2)
def distances(*, slow: bool) -> tuple[tuple[int, ...], ...]:
    """Seconds from place to place; a place is the number of a position."""
    return tuple(tuple(seconds_between(a, b, slow=slow) for b in PLACES) for a in PLACES)


@lru_cache(maxsize=2)
def efforts(*, slow: bool) -> tuple[tuple[int, ...], ...]:
    """Effort from place to place: seconds, and ``CHANGE`` between the floor and what is off it."""
    return tuple(
        tuple(
            CHANGE * ((a in UP) is not (b in UP)) + far for b, far in zip(PLACES, row, strict=True)
        )
        for a, row in zip(PLACES, distances(slow=slow), strict=True)
    )


def changes_and_seconds(effort: int) -> tuple[int, int]:
    """The changes between standing and the floor in an effort, and its seconds."""
    changes = (effort + CHANGE // 2) // CHANGE
    return changes, effort - changes * CHANGE


@dataclass(frozen=True, slots=True)
class Tree:
    """Places as leaves: nodes 0, 1.. are ``places`` in their order, the last node is the root.

    ``up[n]`` is the node above; ``seconds[n]`` and ``changes[n]`` are those of going up to it. ``inner``
    are the nodes that are no leaves with their children, from below.
    """

    places: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    up: tuple[int, ...]
    seconds: tuple[float, ...]
    changes: tuple[float, ...]
    inner: tuple[tuple[int, tuple[int, ...]], ...] = field(init=False)

    def __post_init__(self) -> None:
        inner = tuple(enumerate(self.children))[len(self.places) :]
        object.__setattr__(self, "inner", inner)


@lru_cache(maxsize=64)
def tree_of(places: tuple[int, ...], *, slow: bool) -> Tree:
    """The tree of some places: clusters joined at each distance, the nearest first."""
    way = efforts(slow=slow)
    height = [0] * len(places)
    members = [[place] for place in places]
    children: list[tuple[int, ...]] = [()] * len(places)
    tops = list(range(len(places)))
    for reach in sorted({way[a][b] for a in places for b in places if a != b}):
        for first in list(tops):
            near = [n for n in tops if way[members[n][0]][members[first][0]] <= reach]
            if first not in tops or len(near) == 1:
                continue
            children.append(tuple(near))
            members.append([place for n in near for place in members[n]])
            height.append(reach)
            tops = [n for n in tops if n not in near] + [len(members) - 1]
    up = [-1] * len(members)
    for node, below in enumerate(children):
        for child in below:
            up[child] = node
    far = [
        changes_and_seconds(height[top] - height[n] if top >= 0 else 0) for n, top in enumerate(up)
    ]
    seconds, changes = tuple(s / 2 for _, s in far), tuple(c / 2 for c, _ in far)
    return Tree(places, tuple(children), tuple(up), seconds, changes)


class Visit:
    """The prize-collecting walk of one phase, at a cost a second of moving and a change (0 or more).

    ``gains`` are by leaf; a leaf in ``must`` is visited whatever it gains. By node, ``cost[n]`` is that
    of going up from it, ``worth[n]`` the net gain of a detour down into its subtree, and ``beyond[n]``
    that of a detour up from it. ``idle`` says that there is nothing to visit.
    """

    def __init__(
        self,
        tree: Tree,
        gains: Sequence[float],
        must: Sequence[bool],
        price: float,
        change: float = 0,
    ) -> None:
        self.tree, self.gains, self.must = tree, gains, must
        self.idle = not any(gains) and not any(must)
        if self.idle:
            return
        ways = zip(tree.seconds, tree.changes, strict=True)
        self.cost = cost = [price * seconds + change * changes for seconds, changes in ways]
        self.forced = forced = [*map(int, must)]
        self.here: list[float] = []
        self.sums = sums = [*gains]
        self.worth: list[float] = []
        for gain, held, way in zip(gains, must, cost, strict=False):
            self.here.append(gain if gain > 0 or held else 0.0)
            self.worth.append(gain - 2 * way if gain > 2 * way or held else 0.0)
        worth = self.worth
        for node, below in tree.inner:
            total, inside = 0.0, 0
            for child in below:
                total += worth[child]
                inside += forced[child]
            sums.append(total)
            forced.append(inside)
            aside = total - 2 * cost[node]
            worth.append(aside if aside > 0 or inside else 0.0)
        self.beyond = self._beyond()

    def _beyond(self) -> list[float]:
        worth, cost, forced = self.worth, self.cost, self.forced
        beyond = [0.0] * len(cost)
        for node, below in reversed(self.tree.inner):
            outside = self.sums[node] + beyond[node]
            for child in below:
                rest = outside - worth[child] - 2 * cost[child]
                if rest > 0 or forced[-1] > forced[child]:
                    beyond[child] = rest
        return beyond

    def sweep(self, start: Sequence[float]) -> list[float]:
        """The best value of standing at each leaf afterwards, given that of standing there before.

        A phase that brings nothing changes nothing: moving can wait. Symmetric: given the values of
        what comes after, it gives those of standing there before.
        """
        if self.idle:
            return list(start)
        cost, worth, sums, beyond = self.cost, self.worth, self.sums, self.beyond
        # upwards: the best walk that has begun in a subtree and stands at its top, less the subtree's
        # own worth, so that the sum of the node above can be added whole
        risen = [s + h - c - w for s, h, c, w in zip(start, self.here, cost, worth, strict=False)]
        firsts: list[tuple[float, float, int]] = []
        for node, below in self.tree.inner:
            best = second = NEVER
            first = -1
            for child in below:
                value = risen[child]
                if value > best:
                    best, second, first = value, best, child
                elif value > second:
                    second = value
            firsts.append((best, second, first))
            risen.append(best + sums[node] - cost[node] - worth[node])
        down = [NEVER] * len(cost)
        for (node, below), (best, second, first) in zip(
            reversed(self.tree.inner), reversed(firsts), strict=True
        ):
            above, total, turn = down[node], sums[node], beyond[node]
            for child in below:
                way = (second if child == first else best) + turn
                down[child] = max(above, way) + total - worth[child] - cost[child]
        self._trail = start, risen, down
        return [
            h + max(s + b, d) for s, h, b, d in zip(start, self.here, beyond, down, strict=False)
        ]

    def begun(self, end: int) -> int:
        """The leaf where the best walk of the last sweep to a leaf began."""
        start, risen, down = self._trail
        if start[end] + self.beyond[end] >= down[end]:
            return end
        node, above = end, self.tree.up[end]
        while True:
            others = [child for child in self.tree.children[above] if child != node]
            first = max(others, key=risen.__getitem__)
            if risen[first] + self.beyond[above] >= down[above]:
                break
            node, above = above, self.tree.up[above]
        while below := self.tree.children[first]:
            first = max(below, key=risen.__getitem__)
        return first

    def visited(self, start: int, end: int) -> tuple[list[int], float, float]:
        """The leaves that the best walk from one to another visits, its seconds and its changes."""
        up = self.tree.up
        path, node = {start}, start
        while up[node] >= 0:
            node = up[node]
            path.add(node)
        other = end
        while other not in path:
            path.add(other)
            other = up[other]
        # above the meeting point the walk goes only as far as it pays
        top = other
        while up[top] >= 0 and (self.beyond[top] > 0 or self.forced[-1] > self.forced[top]):
            top = up[top]
        leaves: list[int] = []
        joined: list[int] = []
        self._collect(top, path, leaves, joined)
        twice = [*joined, *joined]
        back = [*self._rise(start, other), *self._rise(end, other)]
        seconds, changes = self.tree.seconds, self.tree.changes
        return (
            leaves,
            sum([seconds[n] for n in twice]) - sum([seconds[n] for n in back]),
            sum([changes[n] for n in twice]) - sum([changes[n] for n in back]),
        )

    def _rise(self, node: int, top: int) -> Iterator[int]:
        """The nodes on the way up to a node."""
        while node != top:
            yield node
            node = self.tree.up[node]

    def _collect(self, node: int, path: set[int], leaves: list[int], joined: list[int]) -> None:
        """Add the leaves visited below a node, and the nodes of the joining tree there."""
        below = self.tree.children[node]
        if not below and (self.must[node] or self.gains[node] > 0):
            leaves.append(node)
        for child in below:
            if child in path or self.worth[child] > 0 or self.forced[child]:
                joined.append(child)
                self._collect(child, path, leaves, joined)


@lru_cache(maxsize=100_000)
def walks(
    starts: tuple[Walk | None, ...], visit: int, before: tuple[tuple[int, int], ...], *, slow: bool
) -> tuple[Walk | None, ...]:
    """The cheapest walks through a set of places, by the place where they end: fewest changes, then seconds.

    ``starts`` are the walks so far by their end, ``visit`` has bit p for place p, ``before`` are pairs
    of places of which the first must come first. Of equally long walks the first in order is taken.
    """
    if not visit:
        return starts
    way = efforts(slow=slow)
    here = [place for place in range(len(PLACES)) if visit >> place & 1]
    reached: dict[tuple[int, int], Walk] = {}
    for place in here:
        ways = [(w[0] + way[p][place], (*w[1], place)) for p, w in enumerate(starts) if w]
        if ways and not _waits(place, 0, visit, before):
            reached[1 << place, place] = min(ways)
    for _ in here[1:]:
        longer: dict[tuple[int, int], Walk] = {}
        for (seen, last), (effort, path) in reached.items():
            for place in here:
                if not seen >> place & 1 and not _waits(place, seen, visit, before):
                    state = (seen | 1 << place, place)
                    walk = (effort + way[last][place], (*path, place))
                    longer[state] = min(walk, longer.get(state, walk))
        reached = longer
    return tuple(reached.get((visit, place)) for place in range(len(PLACES)))


def _waits(place: int, seen: int, visit: int, before: Iterable[tuple[int, int]]) -> bool:
    return any(
        then == place and visit >> first & 1 and not seen >> first & 1 for first, then in before
    )


ANYWHERE: tuple[Walk | None, ...] = tuple((0, ()) for _ in PLACES)
"""Before the first step a person stands wherever it suits."""


def cheapest(
    phases: Sequence[tuple[int, tuple[tuple[int, int], ...]]], *, slow: bool
) -> tuple[int, tuple[tuple[int, int], ...]] | None:
    """The least effort of moving through the places of each phase, and the (phase, place) in order.

    None where the pairs contradict one another.
    """
    ends = ANYWHERE
    for visit, before in phases:
        ends = walks(ends, visit, before, slow=slow)
    done = [walk for walk in ends if walk]
    if not done:
        return None
    effort, path = min(done)
    sizes = [visit.bit_count() for visit, _ in phases]
    labels = [phase for phase, size in enumerate(sizes) for _ in range(size)]
    return effort, tuple(zip(labels, path, strict=True))
