"""The routines as both faces list them, the shipped ones and the person's own."""

from loosen.domain.listing import Listed
from loosen.domain.routine import Routine
from loosen.services.library import Library


def listed(library: Library) -> tuple[Listed, ...]:
    """Every routine with what its next session would be, in the library's order.

    Raises:
        BadFile: when the settings are not right.
    """
    return tuple(look(library, routine) for routine in library.routines.values())


def look(library: Library, routine: Routine) -> Listed:
    """One routine of the library with what its next session would be.

    Raises:
        BadFile: when the settings are not right.
    """
    steps = library.steps(routine)
    return Listed(
        routine,
        steps,
        library.timeline(steps).seconds,
        library.catalogue.sources.get(routine.source or ""),
        routine.slug in library.shelf.own_routines,
        routine.slug in library.settings.routines.keep_up,
    )
