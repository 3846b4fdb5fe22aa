"""The search: labels item by item over the core, exact unless a width makes it leave some out.

A label is a part of a plan. It dies if its worth so far and the price bound on the rest cannot reach
what is needed, and where another of the same state is worth no less. Where there are more labels than
the width, the least promising are dropped; the best bound among those is what remains unproved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from loosen.domain.composer.core import EPSILON
from loosen.domain.composer.labels import (
    POINT,
    STEP,
    DoseField,
    Label,
    Layout,
    keep,
    picks_of,
    settle,
)
from loosen.domain.composer.model import FILLING, TIME, Goal, Model
from loosen.domain.composer.opinions import ENOUGH_LABELS, Opinion, other_tariffs
from loosen.domain.composer.prices import Alive, Pool, Tariff
from loosen.domain.composer.problem import Pick
from loosen.domain.composer.rest import Outlook, Rest
from loosen.domain.composer.route import NEVER

Choice = tuple[float, float, int, int, int, list[Any]]
"""An option: its value, the same without doses, its rank, the change of the key, its number, and the
dose fields that it adds to: shift, mask, cap, correction of the bound, amount."""


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
        self.pool = Pool(model, alive)
        self.prices, self.families = tariff.prices, tariff.families
        self.layout = Layout(model, alive)
        self.outlook = Outlook(self.pool, tariff, self.layout)
        self.relaxed = self.outlook.relaxed
        self.turns = self.layout.turns
        self._coming = self._supply()
        self.dropped = NEVER
        self.made = 0

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

    @cached_property
    def opinions(self) -> list[Opinion]:
        """What other prices say, where there are many labels."""
        tariff = self.outlook.tariff
        others = other_tariffs(self.model, tariff)
        return [Opinion(self.pool, self.outlook, other) for other in others]

    # One item

    def _take_turn(self, labels: dict[int, Label], turn: int, j: int) -> dict[int, Label]:
        rest = self.outlook.rest(turn)
        new = self._extend(labels, j, rest)
        self.made += len(new)
        for field in self.layout.closing[turn]:
            new = settle(new, field)
        new = self._reaching(new, turn)
        if self.model.goal is not Goal.WORTH:
            new = self.layout.undominated(new)
        elif len(new) > ENOUGH_LABELS:
            for opinion in self.opinions:
                new = opinion.agreed(new, turn, self.need)
        if len(new) > self.width:
            new = self._cut(new, rest)
        return new

    def _menu(self, j: int) -> list[Choice]:
        """An item's options, the best first."""
        model, prices, layout = self.model, self.prices, self.layout
        fixed = sum([prices[row] for row in model.counted[j]])
        fixed -= self.families.get(model.families[j], 0.0)
        spend = sum(1 << field.shift for field in layout.spends[j])
        menu, phi = [], self.outlook.phi
        for option in self.alive[j]:
            seconds, units, points = model.options[j][option]
            value = points + prices[TIME] * seconds + fixed
            adds = [
                (FILLING, seconds),
                *((row, units * weight) for row, weight in model.weights[j]),
            ]
            fields = [(layout.doses[row], more) for row, more in adds if row in layout.doses]
            doses = [(f.shift, f.mask, f.cap, phi[f.row], more) for f, more in fields]
            top = value + sum([prices[row] * more for row, more in adds])
            rank = points * POINT - STEP
            menu.append((top, value, rank, -seconds - spend, option, doses))
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
        key, (bound, rank, trace), opened = old
        need, guard = self.need, self.layout.guard
        linked = self.layout.linked.get(j, ())
        for best, value, more_rank, change, option, doses in menu:
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
                keep(new, new_key + opened, (new_bound, rank + more_rank, (trace, j, option)))

    def _reaching(self, labels: dict[int, Label], turn: int) -> dict[int, Label]:
        """The labels that can still reach every floor with what comes."""
        for field, coming in self._coming:
            if field.floor > coming[turn]:
                shift, mask, least = field.shift, field.mask, field.floor - coming[turn]
                labels = {k: v for k, v in labels.items() if k >> shift & mask >= least}
        return labels

    def _supply(self) -> list[tuple[DoseField, list[int]]]:
        """The most that comes after each turn for each area with a floor."""
        options, weights = self.model.options, self.model.weights
        units = {j: max(options[j][n][1] for n in self.alive[j]) for j in self.turns}
        return [
            (
                field,
                self.layout.most_after(
                    [dict(weights[j]).get(row, 0) * units[j] for j in self.turns]
                ),
            )
            for row, field in self.layout.doses.items()
            if field.floor
        ]

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
        price, cost = self.relaxed.move_price, self.model.move_cost * POINT + 1
        for key, (bound, rank, trace) in labels.items():
            route = key >> top
            walked = layout.close(route, phase)
            if walked is None:
                continue
            after, seconds = walked
            new_key = key + (after - route << top) - seconds
            if new_key & guard != guard:
                continue
            keep(new, new_key, (bound - price * seconds, rank - cost * seconds, trace))
        return new

    def _best(self, labels: dict[int, Label]) -> tuple[int | None, tuple[Pick, ...]]:
        ranks = [(rank, label[2]) for k, label in labels.items() if (rank := self._final(k, label))]
        if not ranks:
            return None, ()
        first = max(rank for rank, _ in ranks)
        return -(-first // POINT), min(picks_of(trace) for rank, trace in ranks if rank == first)

    def _final(self, key: int, label: Label) -> int | None:
        """A whole plan's rank with the rewards of its rows; None where a floor is missed."""
        _, rank, trace = label
        if trace is None:
            return None
        for field in self.layout.doses.values():
            dose = key >> field.shift & field.mask
            if dose < field.floor:
                return None
            rank += self.model.rows[field.row].reward(dose) * POINT
        return rank
