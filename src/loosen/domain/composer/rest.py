"""What may still come after an item takes its turn, as a bound that depends on the route alone."""

from collections.abc import Callable
from functools import partial

from loosen.domain.composer.labels import MASK, Layout
from loosen.domain.composer.prices import Pool, Relaxation, Tariff
from loosen.domain.composer.route import FAR, NEVER, Visit


class Rest:
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
            found = self.known[route] = self._look(route)
        return found

    def _look(self, route: int) -> float:
        if route & self.bit:
            return self.worth + self.after(route)
        closed = NEVER if self.must else self.after(route)
        if not self.more:
            return closed
        return max(closed, self.worth + self.after(route | self.bit))


class Outlook:
    """What may still come, at the prices of one tariff."""

    def __init__(self, pool: Pool, tariff: Tariff, layout: Layout) -> None:
        self.model, self.tariff, self.layout = pool.model, tariff, layout
        self.relaxed = Relaxation(pool, tariff.prices, tariff.families, pool.values(tariff.prices))
        self.backward = self.relaxed.backward()
        self.phi = {row: self._phi(row) for row in layout.doses}
        """By row, what an amount so far adds to the bound."""
        self._after: dict[tuple[int, int, int], float] = {}
        self._visits: dict[tuple[int, int, int], Visit] = {}

    def _phi(self, number: int) -> list[float]:
        """An amount earns its price up to what would be bought at it, then its own reward."""
        row, price = self.model.rows[number], self.tariff.prices[number]
        amount = self.relaxed.amounts[number]
        beyond = price * amount - row.reward(amount)
        priced = [price * d for d in range(amount + 1)]
        return priced + [row.reward(d) + beyond for d in range(amount + 1, row.high + 1)]

    def rest(self, turn: int) -> Rest:
        """What is still to come in the cell of a turn, and the bound on all that comes after it."""
        model, turns = self.model, self.layout.turns
        cell = model.cells[turns[turn]]
        js = [x for x in turns[turn + 1 :] if model.cells[x] == cell]
        kept: dict[int, int] = {}
        worth, must = 0.0, False
        values, forced = self.relaxed.values, model.forced
        for x in sorted(js, key=lambda x: (not forced[x], -values[x])):
            family = model.families[x]
            value = values[x] - self.tariff.families.get(family, 0.0)
            if forced[x] or (value > 0 and kept.get(family, 0) < model.most_alike):
                worth += value
                kept[family] = kept.get(family, 0) + 1
            must = must or forced[x]
        bit = 1 << model.tree.places[cell[1]]
        return Rest(partial(self.after, *cell), bit, worth, must=must, more=bool(js))

    def after(self, phase: int, leaf: int, route: int) -> float:
        """The bound on all that comes once a cell is done, from a route on."""
        key = (phase, leaf, route)
        if key not in self._after:
            price, places = self.relaxed.move_price, self.model.tree.places
            ends = self.layout.ends_of(route)
            start = [-price * (walk[0] if (walk := ends[p]) else FAR) for p in places]
            ways = self._visit(phase, leaf, route & MASK).sweep(start)
            self._after[key] = max(
                [a + b for a, b in zip(ways, self.backward[phase + 1], strict=True)]
            )
        return self._after[key]

    def _visit(self, phase: int, leaf: int, visited: int) -> Visit:
        """The rest of a phase once a cell is done, where some places have to be walked."""
        key = (phase, leaf, visited)
        if key not in self._visits:
            relaxed, tree = self.relaxed, self.model.tree
            gains = [g if n > leaf else 0.0 for n, g in enumerate(relaxed.gains[phase])]
            must = [
                bool(visited >> place & 1) or (n > leaf and m)
                for n, (place, m) in enumerate(zip(tree.places, relaxed.must[phase], strict=True))
            ]
            self._visits[key] = Visit(tree, gains, must, relaxed.move_price)
        return self._visits[key]
