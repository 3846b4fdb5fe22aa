"""The specification as code: the order of a choice of steps, its seconds, its worth, its violations.

The solver's plans, the checker and the oracle are all judged by ``seconds_of``, ``worth_of`` and
``violations``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise

from loosen.domain.composer.limits import AreaFloor, CountBound, End, Limit, Required, Rule
from loosen.domain.composer.problem import (
    MOVE_COST,
    PHASES,
    SHORT_COST,
    Pick,
    Problem,
    is_cold,
)
from loosen.domain.composer.route import PLACES, cheapest, distances
from loosen.domain.pace import UP


class Disorder(Enum):
    """What can be wrong with a sequence of picks whatever the brief asks."""

    REPEAT = auto()
    """An item twice."""
    PHASES = auto()
    """A phase after a later one."""
    APART = auto()
    """Two items that the order of phases forbids together."""
    LINKS = auto()
    """Two items of a phase in the wrong order."""
    DETOUR = auto()
    """More moving than the cheapest order has."""
    UNPREPARED = auto()
    """An item without any of those that it needs before it."""
    UP_AND_DOWN = auto()
    """More changes between standing and the floor than a plan may have."""


Violation = Limit | Disorder


def ordered(problem: Problem, picks: Iterable[Pick]) -> tuple[Pick, ...] | None:
    """Picks in the order of a plan; None where links forbid every order.

    Phases in order; within one, places by the cheapest walk; within a place links, easy starts and then
    the catalogue's order.
    """
    chosen = sorted(picks)
    numbers = {j for j, _ in chosen}
    items = problem.items
    links = [(a, b) for a, b in problem.links if a in numbers and b in numbers]
    phases = []
    for phase in range(len(PHASES)):
        visit = 0
        for j in numbers:
            if items[j].phase == phase:
                visit |= 1 << items[j].place
        before = {
            (items[a].place, items[b].place)
            for a, b in links
            if items[a].phase == phase and items[a].place != items[b].place
        }
        phases.append((visit, tuple(sorted(before))))
    found = cheapest(phases, slow=problem.pace.slow_transitions)
    if found is None:
        return None
    done: list[Pick] = []
    for cell in found[1]:
        here = [pick for pick in chosen if (items[pick[0]].phase, items[pick[0]].place) == cell]
        here.sort(key=lambda pick: (is_cold(items[pick[0]]), pick))
        done += _linked(here, links)
    return tuple(done)


def _linked(picks: Sequence[Pick], links: Iterable[tuple[int, int]]) -> list[Pick]:
    """Picks of one cell, each as early in their order as its links let it be."""
    waiting, done = list(picks), []
    pairs = list(links)
    while waiting:
        left = {j for j, _ in waiting}
        free = next(p for p in waiting if not any(b == p[0] and a in left for a, b in pairs))
        waiting.remove(free)
        done.append(free)
    return done


def moving_of(problem: Problem, picks: Sequence[Pick]) -> int:
    """Seconds of changing position along a sequence of picks."""
    way = distances(slow=problem.pace.slow_transitions)
    places = [problem.items[j].place for j, _ in picks]
    return sum(way[a][b] for a, b in pairwise(places))


def changes_of(problem: Problem, picks: Sequence[Pick]) -> int:
    """Changes between standing and the floor along a sequence of picks."""
    off = [PLACES[problem.items[j].place] in UP for j, _ in picks]
    return sum(a is not b for a, b in pairwise(off))


def seconds_of(problem: Problem, picks: Sequence[Pick]) -> int:
    """Seconds of a sequence of picks, with moving."""
    return sum(problem.option(pick).seconds for pick in picks) + moving_of(problem, picks)


def doses_of(problem: Problem, picks: Iterable[Pick]) -> list[int]:
    """What each area asked for gets."""
    doses = [0] * len(problem.demands)
    for pick in picks:
        units = problem.option(pick).units
        for number, weight in enumerate(problem.items[pick[0]].weights):
            doses[number] += units * weight
    return doses


def worth_of(problem: Problem, picks: Sequence[Pick]) -> int:
    """What a sequence of picks is worth, in half points."""
    doses = doses_of(problem, picks)
    steps = sum(problem.option(pick).seconds for pick in picks)
    return (
        sum(demand.points(dose) for demand, dose in zip(problem.demands, doses, strict=True))
        + sum(problem.items[j].points[option] for j, option in picks)
        - MOVE_COST * moving_of(problem, picks)
        - SHORT_COST * max(0, problem.fill_target - steps)
    )


def violations(problem: Problem, picks: Sequence[Pick]) -> list[Violation]:
    """What a sequence of picks breaks; empty for a plan."""
    items, chosen = problem.items, {j for j, _ in picks}
    found: list[Violation] = [Required(slug) for slug in problem.missing]
    found += [Required(i.slug) for n, i in enumerate(items) if i.forced and n not in chosen]
    if seconds_of(problem, picks) > problem.budget:
        found.append(Rule.BUDGET)
    for demand, dose in zip(problem.demands, doses_of(problem, picks), strict=True):
        if dose < demand.floor:
            found.append(AreaFloor(demand.area))
    for limit in problem.limits:
        number = len(chosen.intersection(limit.members))
        if not limit.low <= number <= limit.high:
            end = End.LEAST if number < limit.low else End.MOST
            found.append(CountBound(limit.group, end))
    families = Counter(items[j].kin for j in chosen)
    if any(number > problem.brief.max_per_family for number in families.values()):
        found.append(Rule.FAMILY_CAP)
    return [*found, *_disorders(problem, picks)]


def _disorders(problem: Problem, picks: Sequence[Pick]) -> Iterator[Disorder]:
    items = problem.items
    at = {j: n for n, (j, _) in enumerate(picks)}
    if len(at) < len(picks):
        yield Disorder.REPEAT
    phases = [items[j].phase for j, _ in picks]
    if phases != sorted(phases):
        yield Disorder.PHASES
    if any(a in at and b in at for a, b in problem.apart):
        yield Disorder.APART
    if any(at[a] > at[b] for a, b in problem.links if a in at and b in at):
        yield Disorder.LINKS
    if any(n.item in at and n.providers.isdisjoint(at) for n in problem.needs):
        yield Disorder.UNPREPARED
    most = problem.most_changes
    if most is not None and changes_of(problem, picks) > most:
        yield Disorder.UP_AND_DOWN
    cheapest_order = ordered(problem, picks)
    if cheapest_order is None or moving_of(problem, picks) > moving_of(problem, cheapest_order):
        yield Disorder.DETOUR
