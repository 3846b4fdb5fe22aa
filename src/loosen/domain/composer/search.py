"""The search: label setting, item by item over the core.

A label is a partial plan. It is discarded where its worth so far and its completion bound cannot reach
the target, and where another of the same state is worth no less. Where there are more labels than the
beam width, the least promising are dropped; the best bound among those is what remains unproved.
"""

from collections.abc import Callable

from loosen.domain.composer.bounds import EPSILON
from loosen.domain.composer.completion import Completion, CompletionBounds
from loosen.domain.composer.labels import (
    POINT,
    STEP,
    DoseField,
    Label,
    Labels,
    Layout,
    forget,
    keep,
    picks_of,
    settle,
)
from loosen.domain.composer.model import FILLING, TIME, Goal, Model
from loosen.domain.composer.problem import Pick
from loosen.domain.composer.relaxation import Active, Multipliers, Pool
from loosen.domain.composer.route import NEVER
from loosen.domain.value import Value

Dose = tuple[int, int, int, list[float], int]
"""An addition to a dose field: its shift, mask and cap, its credit by amount, and the amount added."""
Choice = tuple[float, float, int, int, int, list[Dose]]
"""An option: its bound with doses and without, its rank, the change of the state, its number, its doses."""


class SearchResult(Value):
    """The best plan that a search found, if any, and the best bound of what the beam left out.

    ``labels`` counts the labels made.
    """

    value: int | None
    picks: tuple[Pick, ...]
    dropped_bound: float
    labels: int


class Search:
    """One pass over the options in question for plans worth a target.

    ``width`` is the beam width.
    """

    def __init__(
        self, model: Model, active: Active, dual: Multipliers, target: float, width: int
    ) -> None:
        self.model, self.active, self.target, self.width = model, active, target - EPSILON, width
        self.dual = dual
        self.layout = Layout(model, active)
        self.bounds = CompletionBounds(Pool(model, active), dual, self.layout)
        self.relaxed = self.bounds.relaxed
        self.turns = self.layout.turns
        self._coming = self._supply()
        self.dropped_bound = NEVER
        self.label_count = 0

    def run(self, should_stop: Callable[[], bool]) -> SearchResult:
        """The best plan there is among those worth the target; or one that is worth less."""
        labels: Labels = {self.layout.start: (self.relaxed.constant, 0, None)}
        phase = 0
        if self.layout.infeasible:
            return SearchResult(None, (), NEVER, 0)
        for turn, j in enumerate(self.turns):
            if should_stop():
                return SearchResult(None, (), self.relaxed.bound, self.label_count)
            while phase < self.model.cells[j][0]:
                labels = self._close_phase(labels, phase)
                phase += 1
            labels = self._process_item(labels, turn, j)
            if not labels:
                return SearchResult(None, (), self.dropped_bound, self.label_count)
        labels = self._close_phase(labels, phase)
        value, picks = self._best(labels)
        return SearchResult(value, picks, self.dropped_bound, self.label_count)

    # One item

    def _process_item(self, labels: Labels, turn: int, j: int) -> Labels:
        completion = self.bounds.after_turn(turn)
        new = self._extend(labels, j, completion)
        self.label_count += len(new)
        for field in self.layout.closing[turn]:
            new = settle(new, field)
        for bits in self.layout.forgetting.get(turn, ()):
            new = forget(new, bits)
        new = self._reaching_floors(new, turn)
        if self.model.goal is not Goal.WORTH:
            new = self.layout.undominated(new)
        if len(new) > self.width:
            new = self._truncate(new, completion)
        return new

    def _menu(self, j: int) -> list[Choice]:
        """An item's options, the best first."""
        model, rates, layout = self.model, self.dual.rows, self.layout
        fixed = sum([rates[row] * amount for row, amount in model.priced[j]])
        fixed -= self.dual.families.get(model.families[j], 0.0)
        spend = sum(1 << field.shift for field in layout.spends[j])
        menu, credit = [], self.bounds.credit
        for option in self.active[j]:
            seconds, units, points = model.options[j][option]
            value = points + rates[TIME] * seconds + fixed
            adds = [
                (FILLING, seconds),
                *((row, units * weight) for row, weight in model.weights[j]),
            ]
            fields = [(layout.doses[row], more) for row, more in adds if row in layout.doses]
            doses = [(f.shift, f.mask, f.cap, credit[f.row], more) for f, more in fields]
            top = value + sum([rates[row] * more for row, more in adds])
            rank = points * POINT - STEP
            menu.append((top, value, rank, -seconds - spend, option, doses))
        return sorted(menu, key=lambda choice: -choice[0])

    def _extend(self, labels: Labels, j: int, completion: Completion) -> Labels:
        """Every label without the item, and with each of its options."""
        new: Labels = {}
        menu, forced, target = self._menu(j), self.model.forced[j], self.target
        barred = j in self.layout.barred
        top = self.layout.top
        phase, leaf = self.model.cells[j]
        bit = 1 << self.model.tree.places[leaf]
        for key, label in labels.items():
            route = key >> top
            if not forced and label[0] + completion(route) >= target:
                keep(new, key, label)
            if barred or not (route & bit or self._may_open(key, route | bit, phase)):
                continue
            after = completion(route | bit)
            if label[0] + menu[0][0] + after >= target:
                opened = ((route | bit) - route) << top
                self._add(new, (key, label, opened), j, menu, after)
        return new

    def _may_open(self, key: int, route: int, phase: int) -> bool:
        """Whether the changes that are left allow one more place in a phase; it never takes fewer."""
        counted = self.layout.changes
        if counted is None:
            return True
        walked = self.layout.close_phase(route, phase)
        return walked is not None and walked[2] <= counted.left(key)

    def _add(
        self,
        new: Labels,
        old: tuple[int, Label, int],
        j: int,
        menu: list[Choice],
        after: float,
    ) -> None:
        """A label with each option of an item that it has room for and that may lead far enough."""
        key, (bound, rank, trace), opened = old
        target, guard = self.target, self.layout.guard
        linked = self.layout.linked.get(j, ())
        provided = self.layout.provide(key, j)
        if provided is None:
            return
        key = provided
        for best, value, more_rank, change, option, doses in menu:
            if bound + best + after < target:
                break
            new_key = key + change
            if new_key & guard != guard:
                continue
            new_bound = bound + value
            for shift, mask, cap, credit, more in doses:
                before = new_key >> shift & mask
                dose = min(before + more, cap)
                new_bound += credit[dose] - credit[before]
                new_key += dose - before << shift
            if new_bound + after >= target:
                if linked:
                    new_key = self.layout.link(new_key, linked)
                keep(new, new_key + opened, (new_bound, rank + more_rank, (trace, j, option)))

    def _reaching_floors(self, labels: Labels, turn: int) -> Labels:
        """The labels that can still reach every floor with what comes."""
        for field, coming in self._coming:
            if field.floor > coming[turn]:
                shift, mask, least = field.shift, field.mask, field.floor - coming[turn]
                labels = {k: v for k, v in labels.items() if k >> shift & mask >= least}
        for count, coming in self.layout.coming:
            if 0 < coming[turn] < count.least:
                shift, mask, most = count.shift, count.mask, count.most - count.least + coming[turn]
                labels = {k: v for k, v in labels.items() if k >> shift & mask <= most}
        return labels

    def _supply(self) -> list[tuple[DoseField, list[int]]]:
        """The most that comes after each turn for each area with a floor."""
        options, weights = self.model.options, self.model.weights
        units = {j: max(options[j][n][1] for n in self.active[j]) for j in self.turns}
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

    def _truncate(self, labels: Labels, completion: Completion) -> Labels:
        """The most promising labels."""
        top = self.layout.top
        order = sorted(labels, key=lambda k: (-labels[k][0] - completion(k >> top), -k))
        first = order[self.width]
        self.dropped_bound = max(self.dropped_bound, labels[first][0] + completion(first >> top))
        return {key: labels[key] for key in order[: self.width]}

    # Phases and the end

    def _close_phase(self, labels: Labels, phase: int) -> Labels:
        new: Labels = {}
        layout, top, guard = self.layout, self.layout.top, self.layout.guard
        counted = layout.changes
        change_cost = self.relaxed.change_cost
        cost, rank_cost = self.relaxed.move_cost, self.model.move_cost * POINT + 1
        for key, (bound, rank, trace) in labels.items():
            route = key >> top
            walked = layout.close_phase(route, phase)
            if walked is None:
                continue
            after, seconds, changes = walked
            new_key = key + (after - route << top) - seconds
            if counted is not None:
                new_key -= changes << counted.shift
            if new_key & guard != guard:
                continue
            keep(
                new,
                new_key,
                (bound - cost * seconds - change_cost * changes, rank - rank_cost * seconds, trace),
            )
        return new

    def _best(self, labels: Labels) -> tuple[int | None, tuple[Pick, ...]]:
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
