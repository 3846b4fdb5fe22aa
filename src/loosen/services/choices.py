"""Single settings that one key or one line changes: routines to keep up, and likings.

Each choice is written at once, onto what the settings file holds at that moment: another window, or an
editor, may have changed it since it was read.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from loosen.domain.settings import Liking, Settings
from loosen.services.library import Library
from loosen.storage import files
from loosen.storage.settings_file import read_settings


def toggle_keep_up(library: Library, slug: str, today: date) -> Path | None:
    """Schedule a routine, or take it off the schedule; see ``Library.save_settings``."""
    return _change(library, today, lambda s: s.copy_with(routines=s.routines.toggled(slug)))


def set_kept_up(library: Library, slug: str, today: date, *, kept: bool) -> Path | None:
    """Schedule a routine or not, whatever held before; see ``Library.save_settings``."""
    return _change(
        library, today, lambda s: s.copy_with(routines=s.routines.with_kept_up(slug, kept=kept))
    )


def toggle_liking(library: Library, slug: str, liking: Liking, today: date) -> Path | None:
    """Set the liking of an exercise, or clear it where it is set; see ``Library.save_settings``."""
    return _change(
        library, today, lambda s: s.copy_with(exercises=s.exercises.toggled(slug, liking))
    )


def set_liking(library: Library, slug: str, liking: Liking | None, today: date) -> Path | None:
    """Set the liking of an exercise; None clears it. See ``Library.save_settings``."""
    return _change(
        library, today, lambda s: s.copy_with(exercises=s.exercises.with_liking(slug, liking))
    )


def _change(library: Library, today: date, change: Callable[[Settings], Settings]) -> Path | None:
    held = library.settings
    path = library.locations.settings
    read = read_settings(path)
    if read.readable and not files.is_missing(path):
        # Where an editor is in the middle of something, its file is kept beside as this is written.
        held = read.value
    return library.save_settings(change(held), today)
