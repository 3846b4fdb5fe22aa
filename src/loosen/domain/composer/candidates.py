"""Candidates: the exercises that a brief's filters let through."""

from collections.abc import Iterator

from loosen.domain.brief import Brief
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.suitability import asks_at_most, keeps_clear_of, makes_do_with, starts_within


def why_not(exercise: Exercise, brief: Brief) -> str | None:
    """The first filter of a brief that removes an exercise, or None."""
    names = {exercise.slug, exercise.variant_of}
    removes = {
        "never": not names.isdisjoint(brief.never),
        "exclude": not names.isdisjoint(brief.exclude),
        "ours": brief.ours_only and exercise.origin is Origin.IMPORTED,
        "level": not asks_at_most(exercise, brief.level),
        "positions": not starts_within(exercise, brief.positions),
        "equipment": not makes_do_with(exercise, brief.equipment),
        "avoid": not keeps_clear_of(exercise, brief.avoid),
    }
    return next((name for name, removed in removes.items() if removed), None)


def _standing_in(exercise: Exercise, catalogue: Catalogue, brief: Brief) -> Iterator[Exercise]:
    """The exercise where it passes, else its first variant that does; and any asked for by name."""
    variants = [catalogue[variant.slug] for variant in exercise.variants]
    wanted = [v for v in variants if v.slug in brief.include and not why_not(v, brief)]
    if not why_not(exercise, brief):
        if not wanted or exercise.slug in brief.include:
            yield exercise
    elif not wanted:
        yield from [v for v in variants if not why_not(v, brief)][:1]
    yield from wanted


def candidates(catalogue: Catalogue, brief: Brief) -> tuple[Exercise, ...]:
    """Every exercise that a brief allows, in catalogue order.

    Never one beside its own variant, unless both are asked for by name.
    """
    return tuple(found for e in catalogue.exercises for found in _standing_in(e, catalogue, brief))
