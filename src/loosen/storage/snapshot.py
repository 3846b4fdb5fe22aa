"""Snapshot: exercises, figures and routines as the disk had them at one time.

What ships is read on first use and trusted; a person's own files are read one by one, and an invalid one is
left out, with its problems recorded. A snapshot is immutable: when files change, a new one replaces it.
"""

import contextlib
import os
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise, Source
from loosen.domain.own_exercise import OwnExercise
from loosen.domain.routine import Routine
from loosen.domain.value import Record
from loosen.storage import files
from loosen.storage.cache import Cache
from loosen.storage.exercise_files import CheckedExercise, check_exercise
from loosen.storage.imported import NOTHING, Imported, load_all
from loosen.storage.locations import SHIPPED, Locations, shipped_routines
from loosen.storage.problems import FileProblem
from loosen.storage.routine_files import Checked, check_file

if TYPE_CHECKING:
    from loosen.storage.figures import Figures

Stamp = tuple[tuple[str, int, int], ...]
"""Path, modification time and size of every file that a snapshot is read from."""


class Sources(Record):
    """The sources of the exercises that ship."""

    sources: tuple[Source, ...]


def shipped_catalogue(cache: Cache | None = None) -> Catalogue:
    """Every exercise that ships."""
    with (cache or Cache(None)).group("exercises") as known:
        paths = files.toml_files(SHIPPED / "exercises")
        exercises = [files.read_record(Exercise, path, known=known) for path in paths]
        path = SHIPPED / "sources.toml"
        kept = known.get(Sources, path)
        if kept is None:
            kept = _sources(path)
            known.put(path, kept)
    return Catalogue(exercises, kept.sources)


def _sources(path: Path) -> Sources:
    tables = files.parse(files.read_text(path), path.name)
    plain = {"sources": [{"slug": slug, **table} for slug, table in tables.items()]}
    return files.validate(Sources, plain, path.name)


def joined(
    shipped: Catalogue,
    own: Iterable[Exercise],
    hidden: Collection[str],
    imported: Imported = NOTHING,
) -> Catalogue:
    """Catalogue of exercises of every origin.

    An own exercise takes the slug of a shipped one only when its file says so, which is checked where
    the file is read; imported slugs have a dot and meet neither. What is replaced, and what is hidden,
    is no longer listed but still found.
    """
    mine = {exercise.slug: exercise for exercise in own}
    listed: list[Exercise] = []
    unlisted: list[Exercise] = []
    for exercise in shipped.exercises:
        if exercise.slug in mine or exercise.slug in hidden:
            unlisted.append(exercise)
            continue
        gone = [v for v in exercise.variants if v.slug in mine or v.slug in hidden]
        unlisted += (exercise.as_variant(variant) for variant in gone)
        kept = tuple(v for v in exercise.variants if v not in gone)
        listed.append(exercise.copy_with(variants=kept) if gone else exercise)
    for exercise in (*mine.values(), *imported.exercises):
        (unlisted if exercise.slug in hidden else listed).append(exercise)
    return Catalogue(listed, (*shipped.sources.values(), *imported.sources), unlisted)


class Snapshot:
    """Exercises of every origin, figures and routines; ``hidden`` are slugs that no list shows.

    ``shipped`` is the catalogue that ships, read on first use if it is not given. ``cache`` holds values read
    before.
    """

    def __init__(
        self,
        locations: Locations,
        hidden: Collection[str] = (),
        shipped: Catalogue | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._locations = locations
        self._cache = cache or Cache(None)
        self._hidden = hidden
        if shipped is not None:
            self.__dict__["shipped"] = shipped

    @cached_property
    def shipped(self) -> Catalogue:
        """The exercises that ship."""
        return shipped_catalogue(self._cache)

    # Exercises

    @cached_property
    def checked_exercises(self) -> tuple[CheckedExercise, ...]:
        """Result of checking each own exercise file, except for figures."""
        _ = self._stamp
        paths = files.toml_files(self._locations.exercises)
        stems = [path.stem for path in paths]
        with self._cache.group("own") as known:
            return tuple(check_exercise(path, self.shipped, stems, known) for path in paths)

    @property
    def own(self) -> dict[str, OwnExercise]:
        """The person's own exercises that can be used, by slug."""
        return {one.own.slug: one.own for one in self.checked_exercises if one.own}

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every exercise there is."""
        own = [one.to_exercise() for one in self.own.values()]
        if not (own or self._hidden or self.imported.sets):
            return self.shipped
        return joined(self.shipped, own, self._hidden, self.imported)

    @cached_property
    def imported(self) -> Imported:
        """Exercises imported from other projects."""
        _ = self._stamp
        with self._cache.group("imported") as known:
            return load_all(self._locations, known)

    @property
    def import_problems(self) -> tuple[FileProblem, ...]:
        """Problems of imported sets, as far as they have been read."""
        return self.imported.problems if "imported" in self.__dict__ else ()

    def problems_of_exercise(self, path: Path) -> tuple[FileProblem, ...]:
        """Everything that is wrong with an exercise file, and with its figure."""
        beside = [one.stem for one in files.toml_files(self._locations.exercises)]
        return self._with_figure(check_exercise(path, self.shipped, beside))

    def _with_figure(self, checked: CheckedExercise) -> tuple[FileProblem, ...]:
        return (*checked.problems, *(self.figures.problems(checked) if checked.own else ()))

    @cached_property
    def exercise_problems(self) -> tuple[FileProblem, ...]:
        """Problems of the person's own exercises and their figures."""
        return tuple(
            problem for one in self.checked_exercises for problem in self._with_figure(one)
        )

    @cached_property
    def figures(self) -> "Figures":
        """The figures, read as they are asked for."""
        from loosen.storage.figures import Figures

        return Figures(self._locations.figures)

    # Routines

    @cached_property
    def checked_routines(self) -> tuple[Checked, ...]:
        """Result of checking each routine file, shipped ones first; an own one replaces by slug."""
        _ = self._stamp
        shipped = files.toml_files(shipped_routines())
        own = files.toml_files(self._locations.routines)
        with self._cache.group("routines") as known:
            return tuple(check_file(path, self.catalogue, known) for path in (*shipped, *own))

    @cached_property
    def routines(self) -> dict[str, Routine]:
        """The routines that can be used, by slug."""
        return {c.routine.slug: c.routine for c in self.checked_routines if c.routine}

    @cached_property
    def own_routines(self) -> frozenset[str]:
        """The slugs of the person's own routines among them."""
        mine = (c for c in self.checked_routines if c.path.parent == self._locations.routines)
        return frozenset(c.routine.slug for c in mine if c.routine)

    # The whole

    @cached_property
    def problems(self) -> tuple[FileProblem, ...]:
        """Problems of the person's own files."""
        routines = (problem for one in self.checked_routines for problem in one.problems)
        return (
            *folder_problems(self._locations),
            *self.exercise_problems,
            *self.imported.problems,
            *routines,
        )

    @cached_property
    def _stamp(self) -> Stamp:
        """When the person's own files last changed, taken before the first of them is read."""
        return stamp(self._locations)

    @property
    def is_stale(self) -> bool:
        """Whether the person's own files have changed since they were read."""
        return self._stamp != stamp(self._locations)

    def anew(self) -> "Snapshot":
        """A new snapshot of the disk; what ships is not read again."""
        return Snapshot(self._locations, self._hidden, self.shipped, self._cache)


def folder_problems(locations: Locations) -> tuple[FileProblem, ...]:
    """Problems of the person's own folders that exist and cannot be read."""
    found = map(files.folder_problem, own_folders(locations))
    return tuple(problem for problem in found if problem)


def own_folders(locations: Locations) -> tuple[Path, ...]:
    """The folders that hold files of the person's own."""
    return (locations.exercises, locations.figures, locations.imported, locations.routines)


def stamp(locations: Locations) -> Stamp:
    """Fingerprint of the person's own files: differs once one is changed, added or removed."""
    return tuple(sorted(fact for folder in own_folders(locations) for fact in _facts(folder)))


def _facts(folder: Path) -> Iterator[tuple[str, int, int]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):  # gone since, or a link to nowhere
                if entry.name.endswith((".toml", ".json")):
                    facts = entry.stat()
                    yield entry.path, facts.st_mtime_ns, facts.st_size
