"""The search: labels item by item over the core, exact unless a width makes it leave some out.

A label is a part of a plan. It dies if its worth so far and the price bound on the rest cannot reach
what is needed, and where another of the same state is worth no less. Where there are more labels than
the width, the least promising are dropped; the best bound among those is what remains unproved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from loosen.domain.composer.core import EPSILON
from loosen.domain.composer.labels import MASK, Label, Layout, keep, picks_of, settle
from loosen.domain.composer.model import DOSES, FILLING, TIME, Model
from loosen.domain.composer.prices import Alive, Pool, Relaxation, Tariff
from loosen.domain.composer.problem import Pick
from loosen.domain.composer.rest import Rest
from loosen.domain.composer.route import FAR, NEVER, Visit

Choice = tuple[float, float, int, int, int, list[Any]]
"""An option: its value, the same without doses, points, the change of the key, its number, and the
dose fields that it adds to: shift, mask, cap, correction of the bound, units."""


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan that a search found, if any, and the best bound of what it left out."""

    value: int | None
    picks: tuple[Pick, ...]
    dropped: float
    labels: int


class Search:
    """One pass over the core with a value that is needed."""

    def __init__(
        self,
        model: Model,
        alive: Alive,
        tariff: Tariff,
        need: float,
        width: int,
        *,
        varied: bool = False,
    ) -> None:
        self.varied = varied
        self.model, self.alive, self.need, self.width = model, alive, need - EPSILON, width
        pool = Pool(model, alive)
        self.prices, self.families = tariff.prices, tariff.families
        self.relaxed = Relaxation(pool, tariff.prices, tariff.families, pool.values(tariff.prices))
        self.backward = self.relaxed.backward()
        self.layout = Layout(model, alive, tariff.prices, self.relaxed.amounts)
        self.turns = self.layout.turns
        self.dropped = NEVER
        self.made = 0
        self._after: dict[tuple[int, int, int], float] = {}
        self._visits: dict[tuple[int, int, int], Visit] = {}

    def run(self, should_stop: Callable[[], bool]) -> Found:
        """The best plan there is among those worth what is needed; or one that is worth less."""
        labels: dict[int, Label] = {self.layout.start: (self.relaxed.base, 0, None)}
        phase = 0
        if self.layout.missing:
            return Found(None, (), NEVER, 0)
        for turn, j in enumerate(self.turns):
            if should_stop():
                return Found(None, (), self.relaxed.bound, self.made)
            while phase < self.model.cells[j][0]:
                labels = self._close_phase(labels, phase)
                phase += 1
            labels = self._take_turn(labels, turn, j)
            if not labels:
                return Found(None, (), self.dropped, self.made)
        labels = self._close_phase(labels, phase)
        value, picks = self._best(labels)
        return Found(value, picks, self.dropped, self.made)

    # One item

    def _take_turn(self, labels: dict[int, Label], turn: int, j: int) -> dict[int, Label]:
        rest = self._rest(turn, j)
        new = self._extend(labels, j, rest)
        self.made += len(new)
        for field in self.layout.spends[j]:
            if field.last == turn:
                new = settle(new, field)
        new = self._reaching(new, turn)
        if len(new) > self.width:
            new = self._cut(new, rest)
        return new

    def _rest(self, turn: int, j: int) -> Rest:
        """What is still to come in this item's cell, and the bound on all that comes after it."""
        cell = self.model.cells[j]
        js = [x for x in self.turns[turn + 1 :] if self.model.cells[x] == cell]
        kept: dict[int, int] = {}
        worth, must = 0.0, False
        relaxed = self.relaxed
        forced = self.model.forced
        for x in sorted(js, key=lambda x: (not forced[x], -relaxed.values[x])):
            family = self.model.families[x]
            value = relaxed.values[x] - self.families.get(family, 0.0)
            if forced[x] or (value > 0 and kept.get(family, 0) < self.model.most_alike):
                worth += value
                kept[family] = kept.get(family, 0) + 1
            must = must or forced[x]
        place = self.model.tree.places[cell[1]]
        return Rest(partial(self.after, *cell), 1 << place, worth, must=must, more=bool(js))

    def _menu(self, j: int) -> list[Choice]:
        """An item's options, the best first."""
        model, prices, layout = self.model, self.prices, self.layout
        fixed = sum([prices[row] for row in model.counted[j]])
        fixed -= self.families.get(model.families[j], 0.0)
        spend = sum(1 << field.shift for field in layout.spends[j])
        fields = [(layout.doses[row - DOSES], weight) for row, weight in model.weights[j]]
        menu = []
        for option in self.alive[j]:
            seconds, units, points = model.options[j][option]
            value = points + (prices[TIME] + prices[FILLING]) * seconds + fixed
            doses = [(f.shift, f.mask, f.cap, f.phi, units * weight) for f, weight in fields]
            top = value + sum([prices[f.row] * units * weight for f, weight in fields])
            menu.append((top, value, points, -seconds - spend, option, doses))
        return sorted(menu, key=lambda choice: -choice[0])

    def _extend(self, labels: dict[int, Label], j: int, rest: Rest) -> dict[int, Label]:
        """Every label without the item, and with each of its options."""
        new: dict[int, Label] = {}
        menu, forced, need = self._menu(j), self.model.forced[j], self.need
        top = self.layout.top
        bit = 1 << self.model.tree.places[self.model.cells[j][1]]
        for key, label in labels.items():
            route = key >> top
            if not forced and label[0] + rest(route) >= need:
                keep(new, key, label)
            after = rest(route | bit)
            if label[0] + menu[0][0] + after >= need:
                opened = ((route | bit) - route) << top
                self._add(new, (key, label, opened), j, menu, after)
        return new

    def _add(
        self,
        new: dict[int, Label],
        old: tuple[int, Label, int],
        j: int,
        menu: list[Choice],
        after: float,
    ) -> None:
        """A label with each option of an item that it has room for and that may lead far enough."""
        key, (bound, worth, trace), opened = old
        need, guard = self.need, self.layout.guard
        linked = self.layout.linked.get(j, ())
        for best, value, points, change, option, doses in menu:
            if bound + best + after < need:
                break
            new_key = key + change
            if new_key & guard != guard:
                continue
            new_bound = bound + value
            for shift, mask, cap, phi, more in doses:
                before = new_key >> shift & mask
                dose = min(before + more, cap)
                new_bound += phi[dose] - phi[before]
                new_key += dose - before << shift
            if new_bound + after >= need:
                if linked:
                    new_key = self.layout.link(new_key, linked)
                keep(new, new_key + opened, (new_bound, worth + points, (trace, j, option)))

    def _reaching(self, labels: dict[int, Label], turn: int) -> dict[int, Label]:
        """The labels that can still reach every floor with what comes."""
        for field, floor in zip(self.layout.doses, self.model.floors, strict=True):
            coming = self._coming(turn, field.row)
            if floor > coming:
                shift, mask, least = field.shift, field.mask, floor - coming
                labels = {k: v for k, v in labels.items() if k >> shift & mask >= least}
        return labels

    def _coming(self, turn: int, row: int) -> int:
        """The most that the items after a turn could give an area."""
        total = 0
        for j in self.turns[turn + 1 :]:
            for at, weight in self.model.weights[j]:
                if at == row:
                    total += weight * max(self.model.options[j][n][1] for n in self.alive[j])
        return total

    def _cut(self, labels: dict[int, Label], rest: Rest) -> dict[int, Label]:
        """The most promising labels; where they are to be varied, no two that are much alike."""
        top = self.layout.top
        order = sorted(labels, key=lambda k: (-labels[k][0] - rest(k >> top), -k))
        kept = self._varied(order) if self.varied else order[: self.width]
        first = next(key for key in order if key not in kept) if self.varied else order[self.width]
        self.dropped = max(self.dropped, labels[first][0] + rest(first >> top))
        return {key: labels[key] for key in kept}

    def _varied(self, order: list[int]) -> dict[int, None]:
        kept: dict[int, None] = {}
        seen: set[tuple[int, ...]] = set()
        for key in order:
            alike = self.layout.roughly(key)
            if alike not in seen:
                seen.add(alike)
                kept[key] = None
                if len(kept) == self.width:
                    break
        return kept

    # Phases and the end

    def _close_phase(self, labels: dict[int, Label], phase: int) -> dict[int, Label]:
        new: dict[int, Label] = {}
        layout, top, guard = self.layout, self.layout.top, self.layout.guard
        price, cost = self.relaxed.move_price, self.model.move_cost
        for key, (bound, worth, trace) in labels.items():
            route = key >> top
            walked = layout.close(route, phase)
            if walked is None:
                continue
            after, seconds = walked
            new_key = key + (after - route << top) - seconds
            if new_key & guard != guard:
                continue
            new_key += seconds << layout.moving
            label = (bound - price * seconds, worth - cost * seconds, trace)
            keep(new, new_key, label)
        return new

    def after(self, phase: int, leaf: int, route: int) -> float:
        """The bound on all that comes once a cell is done, from a route on."""
        key = (phase, leaf, route)
        if key not in self._after:
            relaxed, places = self.relaxed, self.model.tree.places
            ends = self.layout.ends_of(route)
            start = [-relaxed.move_price * (walk[0] if (walk := ends[p]) else FAR) for p in places]
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

    def _best(self, labels: dict[int, Label]) -> tuple[int | None, tuple[Pick, ...]]:
        best: tuple[int, int, int, tuple[tuple[int, int], ...]] | None = None
        for key, (_, worth, trace) in labels.items():
            value = self._final(key, worth)
            if value is None or (best and value < best[0]):
                continue
            picks = picks_of(trace)
            moved = self.layout.seconds_moved(key)
            rank = (value, -len(picks), -moved, tuple((-j, -n) for j, n in picks))
            if best is None or rank > best:
                best = rank
        if best is None:
            return None, ()
        return best[0], tuple((-j, -n) for j, n in best[3])

    def _final(self, key: int, worth: int) -> int | None:
        """A whole plan's worth with the rewards of its rows; None where a floor is missed."""
        rows, layout = self.model.rows, self.layout
        used = layout.time_used(key)
        worth += rows[TIME].reward(used)
        worth += rows[FILLING].reward(min(used - layout.seconds_moved(key), rows[FILLING].high))
        for field, floor in zip(layout.doses, self.model.floors, strict=True):
            dose = key >> field.shift & field.mask
            if dose < floor:
                return None
            worth += rows[field.row].reward(dose)
        return worth
