"""The routines as both faces list them, the shipped ones and the person's own."""

from loosen.domain.routine import ListedRoutine, Routine
from loosen.services.library import Library


def in_order(library: Library) -> dict[str, Routine]:
    """Every routine by slug, the person's own first and by name."""
    own = library.snapshot.own_routines
    mine = [slug for slug in library.routines if slug in own]
    mine.sort(key=lambda slug: library.routines[slug].name.casefold())
    shipped = [slug for slug in library.routines if slug not in own]
    return {slug: library.routines[slug] for slug in (*mine, *shipped)}


def listed(library: Library) -> tuple[ListedRoutine, ...]:
    """Every routine with what its next session would be, the person's own first.

    Raises:
        BadFile: when the settings are not right.
    """
    return tuple(listed_routine(library, routine) for routine in in_order(library).values())


def listed_routine(library: Library, routine: Routine) -> ListedRoutine:
    """One routine of the library with what its next session would be.

    Raises:
        BadFile: when the settings are not right.
    """
    steps = library.steps(routine)
    return ListedRoutine(
        routine,
        steps,
        library.timeline(steps).seconds,
        library.catalogue.sources.get(routine.source or ""),
        routine.slug in library.snapshot.own_routines,
        routine.slug in library.settings.routines.keep_up,
    )
