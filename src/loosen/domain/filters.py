"""Filters of exercises: what an exercise must be to pass a limit.

What is unknown of an exercise passes only a limit that excludes nothing. The catalogue and the composer share
these predicates, so that both treat the unknown alike.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Surface, Word
from loosen.domain.exercise import OURS, Exercise, Origin

Filter = Callable[[Exercise], bool]


def starts_within(exercise: Exercise, positions: Collection[Position]) -> bool:
    """Return whether it starts in one of the positions; an unknown one could be any."""
    if exercise.position is None:
        return len(set(positions)) == len(Position)
    return exercise.position in positions


def can_be_done_on(exercise: Exercise, surface: Surface | None) -> bool:
    """Return whether it can be done on a surface, or on any where that is None; unknown ones could be any."""
    return surface is None or surface in (exercise.surfaces or ())


def needs_only(exercise: Exercise, at_hand: Collection[Equipment]) -> bool:
    """Return whether all its equipment is at hand; none outside the vocabulary ever is."""
    kit = exercise.equipment
    if kit is None:
        return len(set(at_hand)) == len(Equipment)
    return not kit.other and set(kit.required) <= set(at_hand)


def uses(exercise: Exercise, item: Equipment) -> bool:
    """Return whether it requires or can use a piece of equipment."""
    kit = exercise.equipment
    return kit is not None and item in kit.required + kit.optional


def avoids(exercise: Exercise, caution: Caution) -> bool:
    """Return whether it does not carry a caution, in either degree; unknown ones could be any."""
    return exercise.cautions is not None and caution not in exercise.cautions.all


def is_within_level(exercise: Exercise, level: Level) -> bool:
    """Return whether its level is at most ``level``; an unknown one could be the highest."""
    return (exercise.level or list(Level)[-1]).rank <= level.rank


def is_from(exercise: Exercise, source: str) -> bool:
    """Return whether it is of an imported set, of an article that gives a dose, or of loosen as a whole."""
    if exercise.attribution:
        return exercise.attribution.source == source
    return source == OURS or any(dose.source == source for dose in exercise.doses)


TESTS: Mapping[type[Word], Callable[..., bool]] = {
    Area: lambda exercise, area: exercise.areas.weight(area) > 0,
    Position: lambda exercise, position: starts_within(exercise, (position,)),
    Kind: lambda exercise, kind: kind is exercise.kind or kind in exercise.also,
    Equipment: uses,
    Caution: avoids,
    Level: is_within_level,
    Origin: lambda exercise, origin: exercise.origin is origin,
}
"""Whether an exercise passes a word, by the word's vocabulary."""


def filter_by(words: Iterable[Word] = (), sources: Collection[str] = ()) -> Filter:
    """Return the filter for words of any vocabularies: any of the areas, any of the positions, and so on.

    Cautions are the exception: all of them are avoided. With ``sources`` it is of one of them.

    Raises:
        TypeError: for a word of a vocabulary that has no filter.
    """
    by_type: dict[type[Word], list[Word]] = {}
    for word in words:
        if type(word) not in TESTS:
            raise TypeError(f"nothing is filtered by {word!r}")
        by_type.setdefault(type(word), []).append(word)

    def passes(exercise: Exercise) -> bool:
        fits = (
            (all if vocabulary is Caution else any)(
                TESTS[vocabulary](exercise, word) for word in some
            )
            for vocabulary, some in by_type.items()
        )
        return all(fits) and (not sources or any(is_from(exercise, one) for one in sources))

    return passes
