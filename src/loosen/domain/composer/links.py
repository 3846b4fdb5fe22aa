"""Links: which of two exercises comes first, and which two cannot both be chosen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from loosen.domain.exercise import Exercise

Pairs = tuple[tuple[int, int], ...]


def names_of(exercise: Exercise) -> set[str]:
    """The names under which others may speak of an exercise or variant."""
    return {exercise.slug, exercise.variant_of or exercise.slug}


def pairs_of(items: Sequence[tuple[Exercise, int]]) -> tuple[Pairs, Pairs]:
    """From exercises with their phases: pairs to keep apart, and links within a phase.

    A pair is two numbers, the first to come first. A link that closes a circle is left out.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for number, (exercise, _) in enumerate(items):
        for name in names_of(exercise):
            by_name[name].append(number)
    ordered = set(_before(items, by_name))
    apart = {(a, b) for a, b in ordered if items[a][1] > items[b][1]}
    wanted = {*ordered, *_easier(items, by_name)}
    links = sorted((a, b) for a, b in wanted if items[a][1] == items[b][1])
    return tuple(sorted(apart)), tuple(_without_circles(links))


def _before(
    items: Sequence[tuple[Exercise, int]], by_name: Mapping[str, list[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs that the catalogue wants in this order."""
    for number, (exercise, _) in enumerate(items):
        for slug in exercise.before:
            yield from ((number, other) for other in by_name.get(slug, ()) if other != number)


def _easier(
    items: Sequence[tuple[Exercise, int]], by_name: Mapping[str, list[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of which the first is an easier form of the second."""
    for number, (exercise, _) in enumerate(items):
        for slug in exercise.easier:
            yield from ((other, number) for other in by_name.get(slug, ()) if other != number)
        for slug in exercise.harder:
            yield from ((number, other) for other in by_name.get(slug, ()) if other != number)


def _without_circles(links: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    after: dict[int, set[int]] = defaultdict(set)
    for first, then in links:
        seen, ahead = {then}, [then]
        while ahead:
            new = after[ahead.pop()] - seen
            seen |= new
            ahead += new
        if first not in seen:
            after[first].add(then)
            yield first, then
