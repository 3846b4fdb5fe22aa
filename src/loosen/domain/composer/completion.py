"""Completion bounds: the most that can still come after an item, by the route so far."""

from collections.abc import Callable
from functools import partial

from loosen.domain.composer.labels import ROUTE_MASK, Layout
from loosen.domain.composer.relaxation import Multipliers, Pool, relax
from loosen.domain.composer.route import NEVER, Visit, changes_and_seconds


class Completion:
    """The bound on all that comes after an item, by the route so far.

    ``after`` is the bound once the item's cell is done, ``bit`` the cell's place in a route, ``worth``
    what the rest of the cell can bring; ``must`` where something there has to be in, ``more`` where
    there is anything left in it.
    """

    def __init__(
        self, after: Callable[[int], float], bit: int, worth: float, *, must: bool, more: bool
    ) -> None:
        self.after, self.bit, self.worth, self.must, self.more = after, bit, worth, must, more
        self.known: dict[int, float] = {}

    def __call__(self, route: int) -> float:
        """The bound from a route on."""
        found = self.known.get(route)
        if found is None:
            found = self.known[route] = self._bound(route)
        return found

    def _bound(self, route: int) -> float:
        if route & self.bit:
            return self.worth + self.after(route)
        closed = NEVER if self.must else self.after(route)
        if not self.more:
            return closed
        return max(closed, self.worth + self.after(route | self.bit))


class CompletionBounds:
    """Completion bounds of a pool under one vector of multipliers.

    ``credit`` holds, by row, what an amount so far adds to the bound: its multiplier up to what would
    be bought at it, its own reward beyond.
    """

    def __init__(self, pool: Pool, dual: Multipliers, layout: Layout) -> None:
        self.model, self.dual, self.layout = pool.model, dual, layout
        self.relaxed = relax(pool, dual)
        self.backward = self.relaxed.backward()
        self.credit = {row: self._credit(row) for row in layout.doses}
        self._after: dict[tuple[int, int, int], float] = {}
        self._visits: dict[tuple[int, int, int], Visit] = {}

    def _credit(self, number: int) -> list[float]:
        row, rate = self.model.rows[number], self.dual.rows[number]
        amount = self.relaxed.amounts[number]
        beyond = rate * amount - row.reward(amount)
        priced = [rate * d for d in range(amount + 1)]
        return priced + [row.reward(d) + beyond for d in range(amount + 1, row.high + 1)]

    def after_turn(self, turn: int) -> Completion:
        """The bound on what is still to come in the cell of a turn, and on all that comes after it."""
        model, turns = self.model, self.layout.turns
        cell = model.cells[turns[turn]]
        js = [x for x in turns[turn + 1 :] if model.cells[x] == cell]
        kept: dict[int, int] = {}
        worth, must = 0.0, False
        profits, forced = self.relaxed.profits, model.forced
        for x in sorted(js, key=lambda x: (not forced[x], -profits[x])):
            family = model.families[x]
            gain = profits[x] - self.dual.families.get(family, 0.0)
            if forced[x] or (gain > 0 and kept.get(family, 0) < model.family_cap):
                worth += gain
                kept[family] = kept.get(family, 0) + 1
            must = must or forced[x]
        bit = 1 << model.tree.places[cell[1]]
        return Completion(partial(self._after_cell, *cell), bit, worth, must=must, more=bool(js))

    def _after_cell(self, phase: int, leaf: int, route: int) -> float:
        """The bound on all that comes once a cell is done, from a route on."""
        key = (phase, leaf, route)
        if key not in self._after:
            places = self.model.tree.places
            ends = self.layout.ends_of(route)
            start = [NEVER if (walk := ends[p]) is None else self._cost(walk[0]) for p in places]
            ways = self._rest_of_phase(phase, leaf, route & ROUTE_MASK).sweep(start)
            self._after[key] = max(
                [a + b for a, b in zip(ways, self.backward[phase + 1], strict=True)]
            )
        return self._after[key]

    def _cost(self, effort: int) -> float:
        """What an effort costs, below 0."""
        changes, seconds = changes_and_seconds(effort)
        return -self.relaxed.move_cost * seconds - self.relaxed.change_cost * changes

    def _rest_of_phase(self, phase: int, leaf: int, visited: int) -> Visit:
        """The rest of a phase once a cell is done, where some places have to be walked."""
        key = (phase, leaf, visited)
        if key not in self._visits:
            relaxed, tree = self.relaxed, self.model.tree
            gains = [g if n > leaf else 0.0 for n, g in enumerate(relaxed.gains[phase])]
            must = [
                bool(visited >> place & 1) or (n > leaf and m)
                for n, (place, m) in enumerate(zip(tree.places, relaxed.must[phase], strict=True))
            ]
            self._visits[key] = Visit(tree, gains, must, relaxed.move_cost, relaxed.change_cost)
        return self._visits[key]
