"""The routines as both faces list them, the shipped ones and the person's own."""

from loosen.domain.listing import Listed
from loosen.storage.library import Library


def listed(library: Library) -> tuple[Listed, ...]:
    """Every routine with what its next session would be, in the library's order.

    Raises:
        BadFile: when the settings are not right.
    """
    own, kept = library.shelf.own_routines, library.settings.routines.keep_up
    sources = library.catalogue.sources
    found = []
    for slug, routine in library.routines.items():
        steps = library.steps(routine)
        seconds = library.timeline(steps).seconds
        source = sources.get(routine.source or "")
        found.append(Listed(routine, steps, seconds, source, slug in own, slug in kept))
    return tuple(found)
