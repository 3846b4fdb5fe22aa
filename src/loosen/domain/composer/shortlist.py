"""The shortlist: of a large catalogue, the exercises among which a plan is looked for.

Whatever must be in is on it, the best of each phase for each area, of each kind that has to be there, and
of easy starts; then what is worth most a second, up to ``MOST``. What one of them needs comes with it. A
plan is then proved the best of the shortlist, not of the catalogue, and says so.
"""

from collections import defaultdict
from collections.abc import Iterable

from loosen.domain.composer.problem import PHASES, Item, Problem, is_easy_start

MOST = 48
"""Exercises on a shortlist, apart from what they need; so many and no more are searched as they are."""
FOR_AREA, FOR_KIND, FOR_START = 2, 2, 2
"""Exercises for an area in a phase, for each one of a kind that must be there, and to begin with."""


def shortlist(problem: Problem) -> Problem:
    """The problem among the shortlist; the same one where there are no more items than fit."""
    items = problem.items
    if len(items) <= MOST:
        return problem
    worth = [_worth_a_second(problem, item) for item in items]
    order = sorted(range(len(items)), key=lambda j: (-worth[j], j))
    kept = {j for j in order if items[j].forced}
    easy = [is_easy_start(item.exercise) for item in items]
    for phase in range(len(PHASES)):
        for area in range(len(problem.demands)):
            rate = sorted(
                (j for j in order if items[j].phase == phase and items[j].weights[area]),
                key=lambda j: (-_rate(items[j], area), j),
            )
            kept |= _unlike(rate, items, FOR_AREA)
        kept |= set([j for j in order if items[j].phase == phase and easy[j]][:FOR_START])
    for limit in problem.limits:
        members = set(limit.members)
        kept |= set([j for j in order if j in members][: FOR_KIND * limit.low])
    for j in order:
        if len(kept) >= MOST:
            break
        kept.add(j)
    return problem.among(sorted(_with_needs(problem, kept, worth)))


def _unlike(order: Iterable[int], items: tuple[Item, ...], most: int) -> set[int]:
    """The first so many of different families."""
    found: dict[str, int] = {}
    for j in order:
        found.setdefault(items[j].exercise.family, j)
        if len(found) == most:
            break
    return set(found.values())


def _with_needs(problem: Problem, kept: set[int], worth: list[float]) -> set[int]:
    """With the best provider of each need that nothing there meets, and what that one needs."""
    needs: dict[int, list[frozenset[int]]] = defaultdict(list)
    for need in problem.needs:
        needs[need.item].append(need.providers)
    waiting = sorted(kept)
    while waiting:
        for providers in needs.get(waiting.pop(), ()):
            if providers and kept.isdisjoint(providers):
                best = max(providers, key=lambda j: (worth[j], -j))
                kept.add(best)
                waiting.append(best)
    return kept


def _rate(item: Item, area: int) -> float:
    """Dose units a second for an area, at the dose with most of them."""
    return max(item.weights[area] * option.units / option.seconds for option in item.options)


def _worth_a_second(problem: Problem, item: Item) -> float:
    """The most half points a second of an item, were it alone."""
    slope = sum(4 * d.weight * w for d, w in zip(problem.demands, item.weights, strict=True))
    return max(
        (slope * option.units + points) / option.seconds
        for option, points in zip(item.options, item.points, strict=True)
    )
