"""Whether an exercise keeps within a limit. What is unknown of it keeps within none that asks for it.

The catalogue's filters and the composer's share these, so that both take an unknown fact alike.
"""

from collections.abc import Collection

from loosen.domain.body import Caution, Equipment, Level, Position
from loosen.domain.exercise import Exercise


def starts_within(exercise: Exercise, positions: Collection[Position]) -> bool:
    """Whether it starts in one of some positions; an unknown one could be any."""
    if exercise.position is None:
        return len(set(positions)) == len(Position)
    return exercise.position in positions


def makes_do_with(exercise: Exercise, at_hand: Collection[Equipment]) -> bool:
    """Whether what is at hand is all it needs. Nothing is at hand that no word of ours stands for."""
    kit = exercise.equipment
    if kit is None:
        return len(set(at_hand)) == len(Equipment)
    return not kit.other and set(kit.required) <= set(at_hand)


def keeps_clear_of(exercise: Exercise, cautions: Collection[Caution]) -> bool:
    """Whether it carries none of some cautions, in either degree; unknown ones could be any."""
    if exercise.cautions is None:
        return not cautions
    return set(exercise.cautions.all).isdisjoint(cautions)


def asks_at_most(exercise: Exercise, level: Level) -> bool:
    """Whether it asks no more than a level; an unknown one could be the highest."""
    return (exercise.level or list(Level)[-1]).rank <= level.rank
