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
    """Take a routine on, or let it go; see ``Library.save_settings``."""

    def toggled(settings: Settings) -> Settings:
        return settings.copy_with(routines=settings.routines.toggled(slug))

    return _choose(library, toggled, today)


def keep_up(library: Library, slug: str, today: date, *, kept: bool) -> Path | None:
    """Take a routine on, or let it go, whatever held before; see ``Library.save_settings``."""

    def chosen(settings: Settings) -> Settings:
        routines = settings.routines.with_kept_up(slug, kept=kept)
        return settings.copy_with(routines=routines)

    return _choose(library, chosen, today)


def think(library: Library, slug: str, liking: Liking | None, today: date) -> Path | None:
    """Think so of an exercise, whatever was thought before; see ``Library.save_settings``."""

    def chosen(settings: Settings) -> Settings:
        return settings.copy_with(exercises=settings.exercises.with_liking(slug, liking))

    return _choose(library, chosen, today)


def toggle_liking(library: Library, slug: str, liking: Liking, today: date) -> Path | None:
    """Think so of an exercise, or think nothing of it any more; see ``Library.save_settings``."""

    def toggled(settings: Settings) -> Settings:
        return settings.copy_with(exercises=settings.exercises.toggled(slug, liking))

    return _choose(library, toggled, today)


def _choose(library: Library, change: Callable[[Settings], Settings], today: date) -> Path | None:
    held = library.settings
    path = library.locations.settings
    read = read_settings(path)
    if read.readable and not files.is_missing(path):
        # Where an editor is in the middle of something, its file is kept beside as this is written.
        held = read.value
    return library.save_settings(change(held), today)
