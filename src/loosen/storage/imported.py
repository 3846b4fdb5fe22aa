"""Imported sets: one JSON file each; loading, merging and removing.

One JSON file for a whole set, as every start of the program reads it: 2,000 exercises take less than a tenth
of a second.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from loosen.domain.exercise import Exercise, Origin, Source
from loosen.domain.value import Beside, Invalid, Record, Value
from loosen.storage import files
from loosen.storage.cache import Group
from loosen.storage.locations import Locations
from loosen.storage.problems import BadFile, FileProblem, shown_path

LARGEST = 64 * 1024 * 1024
MOST_EXERCISES = 5_000


def _set_apart(exercise: Exercise, _others: Mapping[str, object]) -> None:
    if "." not in exercise.slug or exercise.origin is not Origin.IMPORTED:
        raise ValueError("is not marked as imported: by a slug with a dot, and its origin")


class ImportedSet(Record):
    """One set: its source, and the exercises that were taken from it."""

    format: Literal[1]
    """Version of the format."""
    source: Source
    exercises: Annotated[
        tuple[Annotated[Exercise, Beside(_set_apart)], ...], Meta(max_length=MOST_EXERCISES)
    ]

    def __post_init__(self) -> None:
        for exercise in self.exercises:
            _set_apart(exercise, {})


class Imported(Value):
    """All sets that can be used, and the problems of the others' files."""

    sets: tuple[ImportedSet, ...] = ()
    problems: tuple[FileProblem, ...] = ()

    @property
    def exercises(self) -> Iterable[Exercise]:
        """The exercises of all sets."""
        return (exercise for one in self.sets for exercise in one.exercises)

    @property
    def sources(self) -> Iterable[Source]:
        """The sources of the sets, to be named on pages."""
        return (one.source for one in self.sets)


NOTHING = Imported()
"""No imported set."""


class ImportChange(Value):
    """Result of an import: slugs added, updated and unchanged.

    ``kept`` are earlier ones that the file no longer has.
    """

    added: tuple[str, ...]
    updated: tuple[str, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.added or self.updated)


def load_all(locations: Locations, known: Group | None = None) -> Imported:
    """Every imported set; a file that cannot be used is left out, with one problem for it."""
    sets: list[ImportedSet] = []
    problems: list[FileProblem] = []
    for path in paths_of(locations):
        try:
            sets.append(load(path, known))
        except BadFile as bad:
            problems.append(_one_problem(path, bad))
    return Imported(tuple(sets), tuple(problems))


def paths_of(locations: Locations) -> list[Path]:
    """The file of every set, damaged or not."""
    return files.json_files(locations.imported)


def _one_problem(path: Path, bad: BadFile) -> FileProblem:
    first = bad.problems[0]
    more = f", and {len(bad.problems) - 1} more" if len(bad.problems) > 1 else ""
    where = f"{first.key}: " if first.key else ""
    instead = f"import it again, or take it away with “loosen imports --remove {path.stem}”"
    wrong = f"is damaged and left out ({where}{first.wrong}{more}); {instead}"
    return FileProblem(shown_path(path), wrong, line=first.line)


def names(locations: Locations) -> list[str]:
    """The names of the sets that there are files of, damaged or not."""
    return [path.stem for path in paths_of(locations)]


def path_of(locations: Locations, name: str) -> Path:
    """Path of a set's file."""
    return locations.imported / f"{name}.json"


def load(path: Path, known: Group | None = None) -> ImportedSet:
    """Read the set in a file; one that is ``known`` to be valid is not checked again.

    Raises:
        BadFile: when it is damaged.
    """
    name = shown_path(path)
    try:
        data = files.read_bytes(path, LARGEST + 1)
    except OSError as error:
        wrong = f"cannot be read: {files.reason(error, path)}"
        raise BadFile([FileProblem(name, wrong)]) from None
    if len(data) > LARGEST:
        raise BadFile([FileProblem(name, f"is larger than {LARGEST >> 20} MiB")])
    if known and (trusted := known.get_json(ImportedSet, path, data)):
        return trusted
    checked = _checked(data, name)
    if known:
        known.put(path, None)
    return checked


def _checked(data: bytes, name: str) -> ImportedSet:
    try:
        return ImportedSet.from_json(data)
    except msgspec.DecodeError:
        return files.validate(ImportedSet, _plain(data, name), name)


def _plain(data: bytes, name: str) -> Mapping[str, object]:
    try:
        return msgspec.json.decode(data, type=dict[str, object])
    except Invalid:
        raise BadFile([FileProblem(name, "is not a table")]) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise BadFile([FileProblem(name, "is not JSON")]) from None


def remove(locations: Locations, name: str) -> bool:
    """Delete a set, damaged or not, and return whether there was one.

    Raises:
        OSError: when it cannot be deleted.
    """
    path = next((p for p in paths_of(locations) if p.stem == name), None)
    if path:
        path.unlink()
    return path is not None


def save(locations: Locations, one: ImportedSet) -> None:
    """Write a set's file, in place of the one before.

    Raises:
        OSError: when it cannot be written; the one of before is then untouched.
    """
    text = one.to_json(defaults=False).decode()
    files.write_text(path_of(locations, one.source.slug), f"{text}\n")


def merged(
    before: ImportedSet | None,
    source: Source,
    found: Mapping[str, Exercise],
    wanted: Collection[str],
) -> tuple[ImportedSet, ImportChange]:
    """Return a set with the wanted exercises of a file added and earlier ones updated.

    Exercises that the file no longer has stay, as a routine may use them.

    Raises:
        BadFile: when there would be too many.
    """
    old = {exercise.slug: exercise for exercise in before.exercises} if before else {}
    taken = {slug: found[slug] for slug in found if slug in old or slug in wanted}
    both = [slug for slug in taken if slug in old]
    change = ImportChange(
        added=tuple(slug for slug in taken if slug not in old),
        updated=tuple(slug for slug in both if taken[slug] != old[slug]),
        same=tuple(slug for slug in both if taken[slug] == old[slug]),
        kept=tuple(slug for slug in old if slug not in taken),
    )
    exercises = {**old, **taken}
    one = {"source": source, "exercises": tuple(exercises[slug] for slug in sorted(exercises))}
    return files.validate(ImportedSet, {"format": 1, **one}, source.slug), change
