"""The routines as both faces list them, the shipped ones and the person's own."""

from loosen.domain.routine import ListedRoutine, Routine
from loosen.services.library import Library


def listed(library: Library) -> tuple[ListedRoutine, ...]:
    """Every routine with what its next session would be, in the library's order.

    Raises:
        BadFile: when the settings are not right.
    """
    return tuple(listed_routine(library, routine) for routine in library.routines.values())


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
