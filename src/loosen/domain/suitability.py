"""Predicates for limits on exercises; an unknown property passes only a limit that excludes nothing.

The catalogue's filters and the composer share them, so that both treat unknown properties alike.
"""

from collections.abc import Collection

from loosen.domain.body import Caution, Equipment, Level, Position, Surface
from loosen.domain.exercise import Exercise


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


def avoids(exercise: Exercise, cautions: Collection[Caution]) -> bool:
    """Return whether it carries none of the cautions, in either degree; unknown ones could be any."""
    if exercise.cautions is None:
        return not cautions
    return set(exercise.cautions.all).isdisjoint(cautions)


def is_within_level(exercise: Exercise, level: Level) -> bool:
    """Return whether its level is at most ``level``; an unknown one could be the highest."""
    return (exercise.level or list(Level)[-1]).rank <= level.rank
