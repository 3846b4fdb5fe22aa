"""The sweeps over the tree of positions, held against all walks there are."""

from collections.abc import Sequence
from itertools import combinations, pairwise, permutations, product
from random import Random

import pytest

from loosen.domain.composer.route import (
    ANYWHERE,
    PLACES,
    Visit,
    changes_and_seconds,
    cheapest,
    distances,
    tree_of,
    walks,
)
from loosen.domain.pace import UP


@pytest.mark.parametrize("slow", [False, True])
def test_of_any_three_places_the_two_longest_ways_are_equal(slow: bool) -> None:
    way = distances(slow=slow)
    for a, b, c in product(range(len(PLACES)), repeat=3):
        assert way[a][b] <= max(way[a][c], way[c][b])


@pytest.mark.parametrize("slow", [False, True])
def test_the_tree_keeps_every_distance(slow: bool) -> None:
    tree, way = tree_of(tuple(range(len(PLACES))), slow=slow), distances(slow=slow)
    for a, b in combinations(range(len(PLACES)), 2):
        assert Visit(tree, [0.0] * len(PLACES), _both(a, b), 1.0).visited(a, b)[1] == way[a][b]


def _is_change(a: int, b: int) -> bool:
    return (PLACES[a] in UP) is not (PLACES[b] in UP)


def _both(a: int, b: int) -> list[bool]:
    return [place in (a, b) for place in range(len(PLACES))]


def _shortest(way: Sequence[Sequence[float]], start: int, visit: Sequence[int], end: int) -> float:
    walks_there = ((start, *order, end) for order in permutations(visit))
    return min(sum(way[a][b] for a, b in pairwise(walk)) for walk in walks_there)


@pytest.mark.parametrize("number", range(150))
def test_a_sweep_finds_the_best_places_to_visit(number: int) -> None:
    random = Random(number)
    places = tuple(sorted(random.sample(range(len(PLACES)), random.randint(1, 5))))
    leaves = range(len(places))
    whole = distances(slow=bool(number % 2))
    price, change = random.choice((0.0, 0.5, 1.0, 3.0)), random.choice((0.0, 0.0, 4.0, 20.0))
    way = [[price * whole[a][b] + change * _is_change(a, b) for b in places] for a in places]
    must = [random.random() < 0.15 for _ in places]
    gains = [random.choice((0.0, 5.0, 10.0, 15.5, 30.0)) - 20 * m for m in must]
    start = [random.choice((0.0, -5.0, -20.0, 3.0)) for _ in places]
    visit = Visit(tree_of(places, slow=bool(number % 2)), gains, must, price, change)
    if visit.idle:
        assert visit.sweep(start) == start
        return
    best = {}
    for p, q in product(leaves, leaves):
        sets = [s for n in range(len(places) + 1) for s in combinations(leaves, n)]
        allowed = [s for s in sets if all(not m or n in s for n, m in enumerate(must))]
        best[p, q] = max(sum(gains[n] for n in s) - _shortest(way, p, s, q) for s in allowed)
        visited, seconds, changes = visit.visited(p, q)
        cost = price * seconds + change * changes
        assert sum(gains[n] for n in visited) - cost == pytest.approx(best[p, q])
    for q, found in enumerate(visit.sweep(start)):
        assert found == pytest.approx(max(start[p] + best[p, q] for p in leaves))


def test_places_are_taken_up_once_in_the_cheapest_order() -> None:
    effort, cells = cheapest([(1 << 0, ()), (1 << 8 | 1 << 0, ())], slow=False) or (0, ())
    assert cells == ((0, 0), (1, 0), (1, 8))
    assert changes_and_seconds(effort) == (1, distances(slow=False)[0][8])


def test_pairs_of_places_keep_their_order() -> None:
    visit = 1 << 0 | 1 << 8
    free, bound = (cheapest([(visit, pairs)], slow=False) for pairs in ((), ((8, 0),)))
    assert free
    assert bound
    assert free[1] == ((0, 0), (0, 8))
    assert bound[1] == ((0, 8), (0, 0))


def test_pairs_that_contradict_one_another_leave_no_walk() -> None:
    assert cheapest([(1 << 0 | 1 << 8, ((8, 0), (0, 8)))], slow=False) is None
    assert walks(ANYWHERE, 0, (), slow=False) is ANYWHERE
