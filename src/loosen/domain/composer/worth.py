"""Worth: the order of a choice of steps, its seconds, its points, and the limits it breaks.

``seconds_of``, ``worth_of`` and ``broken`` are the specification as code: the solver's plans, the checker
and the oracle are all judged by them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from loosen.domain.composer.problem import MOVE_COST, SHORT_COST, Pick, Problem
from loosen.domain.composer.route import cheapest, distances


def ordered(problem: Problem, picks: Iterable[Pick]) -> tuple[Pick, ...] | None:
    """Picks in the order of a plan; None where links forbid every order.

    Phases in order; within one, places by the cheapest walk; within a place links and then the
    catalogue's order.
    """
    chosen = sorted(picks)
    numbers = {j for j, _ in chosen}
    items = problem.items
    links = [(a, b) for a, b in problem.links if a in numbers and b in numbers]
    phases = []
    for phase in range(5):
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
        done += _linked(here, links)
    return tuple(done)


def _linked(picks: Sequence[Pick], links: Iterable[tuple[int, int]]) -> list[Pick]:
    """Picks of one cell, each as early in the catalogue's order as its links let it be."""
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
        - SHORT_COST * max(0, problem.mark - steps)
    )


def broken(problem: Problem, picks: Sequence[Pick]) -> list[str]:
    """The limits that a sequence of picks breaks, by name."""
    items, chosen = problem.items, {j for j, _ in picks}
    wrong = [f"include {removed.slug}" for removed in problem.removed]
    wrong += [f"include {i.slug}" for n, i in enumerate(items) if i.forced and n not in chosen]
    if seconds_of(problem, picks) > problem.budget:
        wrong.append("budget")
    for demand, dose in zip(problem.demands, doses_of(problem, picks), strict=True):
        if dose < demand.floor:
            wrong.append(f"floor {demand.area}")
    for limit in problem.limits:
        if not limit.low <= len(chosen.intersection(limit.members)) <= limit.high:
            wrong.append(limit.name)
    families = Counter(items[j].exercise.family for j in chosen)
    if any(number > problem.brief.max_per_family for number in families.values()):
        wrong.append("family")
    return wrong + _out_of_order(problem, picks)


def _out_of_order(problem: Problem, picks: Sequence[Pick]) -> list[str]:
    items = problem.items
    at = {j: n for n, (j, _) in enumerate(picks)}
    wrong = ["repeat"] if len(at) < len(picks) else []
    phases = [items[j].phase for j, _ in picks]
    if phases != sorted(phases):
        wrong.append("phases")
    if any(a in at and b in at for a, b in problem.apart):
        wrong.append("apart")
    if any(at[a] > at[b] for a, b in problem.links if a in at and b in at):
        wrong.append("links")
    cheapest_order = ordered(problem, picks)
    if cheapest_order is None or moving_of(problem, picks) > moving_of(problem, cheapest_order):
        wrong.append("detour")
    return wrong
