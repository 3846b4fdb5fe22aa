"""Check of any file of a person's own: its kind, and everything that is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from loosen.domain.settings import Liking, Settings
from loosen.services.sharing import read_shared
from loosen.storage import files, imported
from loosen.storage.figures import read_figure
from loosen.storage.locations import Locations
from loosen.storage.problems import BadFile, FileProblem, line_of, nearest, shown_path
from loosen.storage.routine_files import check_file
from loosen.storage.snapshot import Snapshot, own_folders


class FileKind(StrEnum):
    """Kind of a file that can be checked."""

    ROUTINE = "routine"
    EXERCISE = "exercise"
    FIGURE = "figure"
    IMPORTED = "imported"
    SETTINGS = "settings"
    SHARED = "shared"


KEYS_OF = {
    FileKind.SHARED: {"routine", "exercises", "figures"},
    FileKind.FIGURE: {"path", "pose", "view", "shows", "like"},
    FileKind.EXERCISE: {"position", "kind", "areas", "sides", "dose", "replaces", "cues"},
}
"""Keys that only one kind of file has."""


def own_files(locations: Locations) -> tuple[Path, ...]:
    """Every file of the person's own that can be wrong, and every folder that cannot be read."""
    folders = (locations.exercises, locations.figures, locations.routines)
    found = tuple(path for folder in folders for path in files.toml_files(folder))
    shut = tuple(folder for folder in own_folders(locations) if files.folder_problem(folder))
    found = (*shut, *found, *imported.paths_of(locations))
    # In a folder that is shut a file is not missing, and cannot be asked whether it is a link.
    there = not files.is_missing(locations.settings) or locations.settings.is_symlink()
    return (*found, locations.settings) if there else found


KeyCheck = Callable[[Mapping[str, str]], Iterable[str]]
"""Checker of a person's own keys by action; returns one line per problem."""


def check(
    path: Path, snapshot: Snapshot, locations: Locations, key_check: KeyCheck | None = None
) -> tuple[FileProblem, ...]:
    """Everything that is wrong with a file, or why a folder of the person's own cannot be read.

    ``key_check`` is the app's own check of ``[keys]``; it is asked only where a file has some.
    """
    if path in own_folders(locations):
        return tuple(filter(None, (files.folder_problem(path),)))
    try:
        return _check_file(path, snapshot, locations, key_check)
    except BadFile as error:
        return error.problems


def _check_file(
    path: Path, snapshot: Snapshot, locations: Locations, key_check: KeyCheck | None
) -> tuple[FileProblem, ...]:
    match kind_of_file(path, locations):
        case FileKind.SETTINGS:
            return _check_settings(path, snapshot, key_check)
        case FileKind.EXERCISE:
            return snapshot.problems_of_exercise(path)
        case FileKind.FIGURE:
            read_figure(path)
        case FileKind.IMPORTED:
            imported.load(path)
        case FileKind.SHARED:
            read_shared(files.read_text(path), shown_path(path), snapshot)
        case FileKind.ROUTINE:
            return check_file(path, snapshot.catalogue).problems
    return ()


def kind_of_file(path: Path, locations: Locations) -> FileKind:
    """Kind of a file: by its folder, or else by the keys in it."""
    folders = {
        locations.exercises: FileKind.EXERCISE,
        locations.figures: FileKind.FIGURE,
        locations.imported: FileKind.IMPORTED,
        locations.routines: FileKind.ROUTINE,
    }
    if path.name == locations.settings.name:
        return FileKind.SETTINGS
    return folders.get(path.absolute().parent) or _kind_by_keys(path)


def _kind_by_keys(path: Path) -> FileKind:
    try:
        data: Mapping[str, object] = files.parse(files.read_text(path), shown_path(path))
    except BadFile:
        return FileKind.ROUTINE  # whose check says what is wrong with the file as such
    return next((kind for kind, keys in KEYS_OF.items() if keys & data.keys()), FileKind.ROUTINE)


def _check_settings(
    path: Path, snapshot: Snapshot, key_check: KeyCheck | None
) -> tuple[FileProblem, ...]:
    """Problems of settings, or names in them that nothing has, which are no reason to stop."""
    settings = files.read_record(Settings, path, slug=False)
    name, text = shown_path(path), files.read_text(path)
    lines = key_check(settings.keys) if key_check and settings.keys else ()
    keys = (_key_problem(line, settings, name, text) for line in lines)
    names = (
        FileProblem(
            name, wrong, ".".join(keys), instead and f"“{instead}”", line_of(text, list(keys))
        )
        for keys, wrong, instead in _unknown(settings, snapshot)
    )
    return (*names, *keys)


def _key_problem(line: str, settings: Settings, name: str, text: str) -> FileProblem:
    """A problem of a key binding, at the line of the action that it names."""
    named = (one for one in settings.keys if f"“{one}”" in line or f"({one})" in line)
    action = next(named, None)
    place = ["keys", action] if action else ["keys"]
    return FileProblem(name, line.rstrip("."), ".".join(place), line=line_of(text, place))


def _unknown(
    settings: Settings, snapshot: Snapshot
) -> Iterator[tuple[tuple[str, ...], str, str | None]]:
    for key in (*Liking, "hidden"):
        for slug in getattr(settings.exercises, key):
            if slug not in snapshot.catalogue:
                wrong = f"“{slug}” is not in the catalogue"
                yield ("exercises", key), wrong, snapshot.catalogue.nearest(slug)
    for slug in settings.routines.keep_up:
        if slug not in snapshot.routines:
            wrong = f"no routine is called “{slug}”"
            yield ("routines", "keep_up"), wrong, nearest(slug, snapshot.routines)
