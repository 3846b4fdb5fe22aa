"""The composer's specification as a CP-SAT model, written from the words and not from the solver.

One Boolean for each option of each item; a closed tour through the (phase, place) cells that are open,
whose arcs never go back a phase; ranks of cells where links of one phase span two places; what an item
needs as a sum over those that provide it; at most so many arcs between standing and the floor.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from loosen.domain.composer.problem import MOVE_COST, SHORT_COST, Problem
from loosen.domain.composer.route import PLACES, distances
from loosen.domain.pace import UP

Cell = tuple[int, int]


@dataclass(frozen=True)
class Verdict:
    """What CP-SAT says: a value and a bound in half points, None for none."""

    status: str
    value: int | None
    bound: int | None
    picks: tuple[tuple[int, int], ...]


def _is_change(cell: Cell, other: Cell) -> int:
    """1 where a way goes down to the floor or up from it, else 0."""
    return int((PLACES[cell[1]] in UP) is not (PLACES[other[1]] in UP))


class Oracle:
    """The model of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self.worth: list[Any] = []
        self.options = {
            (j, n): self.model.new_bool_var(f"x{j}.{n}")
            for j, item in enumerate(problem.items)
            for n in range(len(item.options))
        }
        self.chosen = [self._chosen(j) for j in range(len(problem.items))]
        self.moving = self._tour()
        self._time()
        self._areas()
        self._numbers()
        self.model.maximize(sum(self.worth) if self.worth else 0)

    def _chosen(self, j: int) -> Any:
        item, chosen = self.problem.items[j], self.model.new_bool_var(f"y{j}")
        self.model.add(sum(self.options[j, n] for n in range(len(item.options))) == chosen)
        if item.forced:
            self.model.add(chosen == 1)
        self.worth += [points * self.options[j, n] for n, points in enumerate(item.points)]
        return chosen

    def _tour(self) -> Any:
        items, way = self.problem.items, distances(slow=self.problem.pace.slow_transitions)
        members: dict[Cell, list[Any]] = defaultdict(list)
        for item, chosen in zip(items, self.chosen, strict=True):
            members[item.phase, item.place].append(chosen)
        cells = sorted(members)
        node = {cell: number for number, cell in enumerate(cells, 1)}
        rank = {c: self.model.new_int_var(0, len(cells), f"rank{c}") for c in cells}
        arcs, moving, changes = [], [], []
        for cell in cells:
            is_open = self.model.new_bool_var(f"open{cell}")
            self.model.add_max_equality(is_open, members[cell])
            arcs.append((node[cell], node[cell], is_open.negated()))
            arcs += [(0, node[cell], self._bool()), (node[cell], 0, self._bool())]
            for other in cells:
                if other != cell and other[0] >= cell[0]:
                    arc = self._bool()
                    arcs.append((node[cell], node[other], arc))
                    moving.append(way[cell[1]][other[1]] * arc)
                    changes.append(_is_change(cell, other) * arc)
                    self.model.add(rank[other] > rank[cell]).only_enforce_if(arc)
        if cells:
            self.model.add_circuit(arcs)
        self._pairs(rank)
        self._habits(changes)
        return sum(moving)

    def _habits(self, changes: list[Any]) -> None:
        """At most so many changes between standing and the floor, and what each item needs."""
        if self.problem.most_changes is not None:
            self.model.add(sum(changes) <= self.problem.most_changes)
        for need in self.problem.needs:
            providers = [self.chosen[j] for j in need.providers]
            self.model.add(sum(providers) >= self.chosen[need.item])

    def _pairs(self, rank: dict[Cell, Any]) -> None:
        items = self.problem.items
        for a, b in self.problem.links:
            first, then = ((items[j].phase, items[j].place) for j in (a, b))
            if first != then:
                both = [self.chosen[a], self.chosen[b]]
                self.model.add(rank[first] < rank[then]).only_enforce_if(both)
        for a, b in self.problem.apart:
            self.model.add(self.chosen[a] + self.chosen[b] <= 1)

    def _bool(self) -> Any:
        return self.model.new_bool_var("")

    def _time(self) -> None:
        problem = self.problem
        seconds = sum(problem.option(pick).seconds * taken for pick, taken in self.options.items())
        short = self.model.new_int_var(0, problem.fill_target, "short")
        self.model.add(short >= problem.fill_target - seconds)
        self.model.add(seconds + self.moving <= problem.budget)
        self.worth += [-SHORT_COST * short, -MOVE_COST * self.moving]

    def _areas(self) -> None:
        for number, demand in enumerate(self.problem.demands):
            dose = sum(
                self.problem.option((j, n)).units * self.problem.items[j].weights[number] * taken
                for (j, n), taken in self.options.items()
            )
            full = self.model.new_int_var(0, demand.share, "")
            half = self.model.new_int_var(0, demand.share, "")
            self.model.add(dose >= demand.floor)
            self.model.add(full + half <= dose)
            self.worth.append(2 * demand.weight * (2 * full + half))

    def _numbers(self) -> None:
        problem = self.problem
        for limit in problem.limits:
            number = sum(self.chosen[j] for j in limit.members)
            self.model.add(number >= limit.low)
            self.model.add(number <= limit.high)
        families: dict[str, list[Any]] = defaultdict(list)
        for item, chosen in zip(problem.items, self.chosen, strict=True):
            families[item.kin].append(chosen)
        for members in families.values():
            self.model.add(sum(members) <= problem.brief.max_per_family)

    def ask(self, seconds: float, workers: int) -> Verdict:
        """Its best plan in so many seconds, with what it proves."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.random_seed = 1
        status = solver.status_name(solver.solve(self.model))
        if status not in ("OPTIMAL", "FEASIBLE"):
            return Verdict(status, None, None, ())
        picks = tuple(pick for pick, taken in self.options.items() if solver.boolean_value(taken))
        bound = math.floor(solver.best_objective_bound + 1e-6)
        return Verdict(status, round(solver.objective_value), bound, picks)


def ask(problem: Problem, seconds: float, workers: int = 2) -> Verdict:
    """What CP-SAT says of a problem."""
    if problem.missing or not problem.items:
        return Verdict("INFEASIBLE", None, None, ())
    return Oracle(problem).ask(seconds, workers)
