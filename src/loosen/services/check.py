"""Any file of a person's own looked over: what it is meant to be, and everything that is wrong with it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from loosen.domain.settings import Liking, Settings
from loosen.services.sharing import read_shared
from loosen.storage import files, imported
from loosen.storage.locations import Locations
from loosen.storage.own_figures import read_figure
from loosen.storage.problems import BadFile, FileProblem, line_of, nearest, shown_path
from loosen.storage.routine_files import check_file
from loosen.storage.snapshot import Snapshot


class Sort(StrEnum):
    """What a file is meant to be."""

    ROUTINE = "routine"
    EXERCISE = "exercise"
    FIGURE = "figure"
    IMPORTED = "imported"
    SETTINGS = "settings"
    SHARED = "shared"


TELLING = {
    Sort.SHARED: {"routine", "exercises", "figures"},
    Sort.FIGURE: {"path", "pose", "view", "shows", "like"},
    Sort.EXERCISE: {"position", "kind", "areas", "sides", "dose", "replaces", "cues"},
}
"""Keys that only one sort of file has."""


def own_files(locations: Locations) -> tuple[Path, ...]:
    """Every file of the person's own that can be wrong."""
    folders = (locations.exercises, locations.figures, locations.routines)
    found = tuple(path for folder in folders for path in files.toml_files(folder))
    found = (*found, *imported.paths_of(locations))
    return (*found, locations.settings) if locations.settings.exists() else found


def check(path: Path, shelf: Snapshot, locations: Locations) -> tuple[FileProblem, ...]:
    """Everything that is wrong with a file."""
    try:
        match sort_of(path, locations):
            case Sort.SETTINGS:
                return _check_settings(path, shelf)
            case Sort.EXERCISE:
                return shelf.problems_of_exercise(path)
            case Sort.FIGURE:
                read_figure(path)
            case Sort.IMPORTED:
                imported.load(path)
            case Sort.SHARED:
                read_shared(files.read_text(path), shown_path(path), shelf)
            case Sort.ROUTINE:
                return check_file(path, shelf.catalogue).problems
    except BadFile as error:
        return error.problems
    return ()


def sort_of(path: Path, locations: Locations) -> Sort:
    """What a file is meant to be: by its folder, or else by the keys in it."""
    folders = {
        locations.exercises: Sort.EXERCISE,
        locations.figures: Sort.FIGURE,
        locations.imported: Sort.IMPORTED,
        locations.routines: Sort.ROUTINE,
    }
    if path.name == locations.settings.name:
        return Sort.SETTINGS
    return folders.get(path.absolute().parent) or _by_keys(path)


def _by_keys(path: Path) -> Sort:
    try:
        data: Mapping[str, object] = files.parse(files.read_text(path), shown_path(path))
    except BadFile:
        return Sort.ROUTINE  # which tells what is wrong with the file as such
    return next((sort for sort, keys in TELLING.items() if keys & data.keys()), Sort.ROUTINE)


def _check_settings(path: Path, shelf: Snapshot) -> tuple[FileProblem, ...]:
    """What is wrong with settings, or the names in them that nothing has: no reason to stop for them."""
    settings = files.read_record(Settings, path, slug=False)
    name, text = shown_path(path), files.read_text(path)
    return tuple(
        FileProblem(
            name, wrong, ".".join(keys), instead and f"“{instead}”", line_of(text, list(keys))
        )
        for keys, wrong, instead in _unknown(settings, shelf)
    )


def _unknown(
    settings: Settings, shelf: Snapshot
) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    for key in (*Liking, "hidden"):
        for slug in getattr(settings.exercises, key):
            if slug not in shelf.catalogue:
                wrong = f"“{slug}” is not in the catalogue"
                yield ("exercises", key), wrong, shelf.catalogue.nearest(slug)
    for slug in settings.routines.keep_up:
        if slug not in shelf.routines:
            wrong = f"no routine is called “{slug}”"
            yield ("routines", "keep_up"), wrong, nearest(slug, shelf.routines)
