"""The library: exercises, routines, settings and memory of one person, by name.

``snapshot`` is the current snapshot of exercises, figures and routines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from loosen.domain.settings import Liking, Memory, Settings
from loosen.domain.text import slug_of
from loosen.domain.value import Invalid
from loosen.storage import files
from loosen.storage.cache import Cache
from loosen.storage.locations import SHIPPED, Locations
from loosen.storage.partial import PartialReading, merged, read_partial
from loosen.storage.problems import AmbiguousName, BadFile, FileProblem, UnknownName, nearest
from loosen.storage.settings_file import copy_beside, read_settings, write_settings

if TYPE_CHECKING:
    from loosen.domain.body import Side
    from loosen.domain.brief import Brief
    from loosen.domain.catalogue import Catalogue
    from loosen.domain.exercise import Exercise
    from loosen.domain.figure import Figure
    from loosen.domain.routine import ExerciseStep, Routine
    from loosen.domain.safety import Safety
    from loosen.domain.settings import ExerciseSettings
    from loosen.domain.timeline import Timeline
    from loosen.storage.snapshot import Snapshot


def first_brief() -> Brief:
    """The first brief of the composer; nothing imported, which nobody here has reviewed."""
    from loosen.domain.body import Area
    from loosen.domain.brief import Brief

    return Brief(
        areas={Area.LOW_BACK: 2, Area.HIP_FLEXORS: 1, Area.GLUTES: 1},
        start_moving=True,
        end_quiet=True,
        ours_only=True,
    )


def likings_for(own: ExerciseSettings, include: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A person's likings as fields of a brief; exercises to include are left out of ``never``."""
    wanted = frozenset(include)
    never = tuple(slug for slug in own.never if slug not in wanted)
    return {"liked": own.liked, "less": own.less, "never": never}


Called = TypeVar("Called", "Exercise", "Routine")


def is_file(name: str) -> bool:
    """Whether what was typed names a file rather than a routine."""
    return "/" in name or Path(name).suffix == ".toml"


def _only(name: str, found: tuple[Called, ...]) -> Called:
    """The only one of those with a name.

    Raises:
        AmbiguousName: when there are several.
    """
    if len(found) > 1:
        raise AmbiguousName(name, [(one.slug, one.name) for one in found])
    return found[0]


class Library:
    """Everything on the disk that the faces need, by name."""

    def __init__(self, locations: Locations, shipped: Catalogue | None = None) -> None:
        self.locations = locations
        self.cache = Cache(locations.cache)
        self._shipped = shipped
        self._settings_read = PartialReading(Settings())

    # Exercises and routines

    @cached_property
    def snapshot(self) -> Snapshot:
        """The current snapshot; ``reload`` replaces it."""
        from loosen.storage.snapshot import Snapshot

        return Snapshot(self.locations, self._hidden(), self._shipped, self.cache)

    def _hidden(self) -> frozenset[str]:
        return frozenset(self.settings.exercises.hidden)

    @property
    def catalogue(self) -> Catalogue:
        """Every exercise there is."""
        return self.snapshot.catalogue

    @property
    def routines(self) -> dict[str, Routine]:
        """The routines that can be used, by slug."""
        return self.snapshot.routines

    def figure(self, exercise: Exercise) -> Figure | None:
        """The figure of an exercise; None where there is none."""
        return self.snapshot.figures.of(exercise)

    @cached_property
    def safety(self) -> Safety:
        """The safety page."""
        from loosen.domain.safety import Safety

        with self.cache.group("safety") as known:
            return files.read_record(Safety, SHIPPED / "safety.toml", slug=False, known=known)

    def save_routine(
        self, name: str, summary: str, steps: Iterable[ExerciseStep], brief: Brief | None = None
    ) -> Routine:
        """Save steps as a routine of the person's own, under a slug that no other has.

        The file holds the brief too, so that it can be recomposed.

        Raises:
            OSError: when it cannot be written; nothing is then changed.
        """
        from loosen.domain.routine import Routine

        asked = brief.to_table() if brief else None
        whole = Routine(
            slug=slug_of(name), name=name, summary=summary, steps=tuple(steps), brief=asked
        )
        return self.keep_routine(whole)

    def keep_routine(self, routine: Routine) -> Routine:
        """Save a routine as the person's own, under a slug made of its name that no other has.

        Raises:
            OSError: when it cannot be written; nothing is then changed.
        """
        from loosen.storage.routine_files import routine_text

        slug = self.free_slug(routine.name)
        kept = routine.copy_with(slug=slug)
        files.write_text(self.locations.routines / f"{slug}.toml", routine_text(kept))
        self.reload()
        return kept

    def free_slug(self, name: str) -> str:
        """A slug after a name, that no routine and no file has yet."""
        stem = slug = slug_of(name)
        number = 1
        while slug in self.routines or (self.locations.routines / f"{slug}.toml").exists():
            number += 1
            slug = f"{stem[:60]}-{number}"
        return slug

    def reload(self) -> None:
        """Read the person's own files anew when they are next asked for."""
        self.snapshot = self.snapshot.anew()

    def routine(self, name: str) -> Routine:
        """The routine with a slug or a name, or in a file.

        Raises:
            UnknownName: when there is none.
            AmbiguousName: when several have the name.
            BadFile: when the file is no usable routine.
        """
        if is_file(name):
            from loosen.storage.routine_files import check_file

            checked = check_file(Path(name), self.catalogue)
            if checked.routine is None:
                raise BadFile(checked.problems)
            return checked.routine
        found = self.routines_called(name)
        if not found:
            by_name = {one.name.casefold(): one for one in self.routines.values()}
            near = nearest(name, [*self.routines, *by_name])
            raise UnknownName("routine", name, by_name[near].slug if near in by_name else near)
        return _only(name, found)

    def routines_called(self, name: str) -> tuple[Routine, ...]:
        """The routine with a slug, or else every routine with a name."""
        if name in self.routines:
            return (self.routines[name],)
        folded = name.casefold().strip()
        found = [one for one in self.routines.values() if one.name.casefold() == folded]
        return tuple(sorted(found, key=lambda one: one.slug))

    def exercise(self, name: str) -> Exercise:
        """The exercise or variant with a slug or a name.

        Raises:
            UnknownName: when there is none.
            AmbiguousName: when several have the name.
        """
        found = self.exercises_called(name)
        if not found:
            raise UnknownName("exercise", name, self.catalogue.nearest(name))
        return _only(name, found)

    def exercises_called(self, name: str) -> tuple[Exercise, ...]:
        """The exercise or variant with a slug, or else every one with a name."""
        if name in self.catalogue:
            return (self.catalogue[name],)
        folded = name.casefold().strip()
        return tuple(one for one in self.catalogue.records if one.name.casefold() == folded)

    def steps(
        self, routine: Routine, exercises: Mapping[str, Exercise] | None = None
    ) -> tuple[ExerciseStep, ...]:
        """A routine's steps for its next session: its picks settled, without what is ruled out.

        Where that leaves nothing, it was asked for by name, and is there this once. ``exercises`` are those
        that it names, by slug; without them they are looked up in the catalogue.
        """
        from loosen.domain.routine import resolve

        turn, own = self.memory.turns.get(routine.slug, 0), self.settings
        settled = partial(resolve, routine, exercises or self.catalogue, turn, own.equipment)
        return settled(own.exercises.never) or settled()

    def timeline(self, steps: Iterable[ExerciseStep], stiffer: Side | None = None) -> Timeline:
        """The timeline of steps at the person's pace."""
        from loosen.domain.timeline import unroll

        pace = self.settings.pace
        return unroll(tuple(steps), self.catalogue, pace, stiffer or self.settings.stiffer_side)

    def seconds(self, routine: Routine) -> int:
        """Length of a routine's next session. No exercises are read but its own, where all of them ship.

        Raises:
            KeyError: when there is none of a name.
        """
        from loosen.domain.timeline import unroll

        exercises, own = self._exercises_of(routine), self.settings
        steps = self.steps(routine, exercises)
        return unroll(steps, exercises, own.pace, own.stiffer_side).seconds

    def _exercises_of(self, routine: Routine) -> Mapping[str, Exercise]:
        """The exercises that a routine names, by slug; the catalogue where it is there or is needed."""
        from loosen.domain.exercise import Exercise

        names = {step.exercise: f"{step.exercise}.toml" for step in routine.exercise_steps}
        paths = {slug: SHIPPED / "exercises" / name for slug, name in names.items()}
        mine = [self.locations.exercises / name for name in names.values()]
        is_read = self._shipped is not None or "snapshot" in self.__dict__
        if is_read or any(map(files.is_missing, paths.values())):
            return self.catalogue
        if not all(map(files.is_missing, mine)):
            return self.catalogue  # one that ships may be replaced
        with self.cache.group("exercises") as known:
            read = partial(files.read_record, Exercise, known=known)
            return {slug: read(path) for slug, path in paths.items()}

    # Settings and memory

    @cached_property
    def settings(self) -> Settings:
        """The person's settings; the default for each that is missing or wrong.

        ``settings_problems`` says what is wrong, ``settings_with`` refuses it.
        """
        with self.cache.group("settings") as known:
            self._settings_read = read_settings(self.locations.settings, known)
        return self._settings_read.value

    @property
    def settings_problems(self) -> tuple[FileProblem, ...]:
        """Settings with a wrong value, or why none can be read; empty until the settings are read."""
        return self._settings_read.wrong

    @property
    def unknown_settings(self) -> tuple[FileProblem, ...]:
        """Keys of the settings file that are not known here; they stay in it."""
        return self._settings_read.unknown

    def settings_with(self, *needed: str) -> Settings:
        """The settings, for callers that cannot do without some of them, such as ``avoid``.

        Raises:
            BadFile: when one of these keys is wrong, or the file cannot be read at all.
        """
        settings, read = self.settings, self._settings_read
        bad = [
            one
            for one in read.wrong
            if (one.key or "").partition(".")[0].partition("[")[0] in needed
        ]
        if bad or not read.readable:
            raise BadFile(bad or read.wrong)
        return settings

    @property
    def import_problems(self) -> tuple[FileProblem, ...]:
        """Problems of imported sets; nothing where nobody asked for any."""
        return self.snapshot.import_problems if "snapshot" in self.__dict__ else ()

    @property
    def start_problems(self) -> tuple[FileProblem, ...]:
        """Problems to show once at the start: of settings, the memory and folders."""
        from loosen.storage.snapshot import folder_problems

        _ = self.settings
        memory = read_partial(Memory, self.locations.memory).wrong
        folders = folder_problems(self.locations)
        return (*self.settings_problems, *self.unknown_settings, *memory, *folders)

    def save_settings(self, settings: Settings, today: date) -> Path | None:
        """Write the settings file, and use these settings from now on.

        The file before is kept beside it where it holds comments; that copy's path comes back.

        Raises:
            OSError: when it cannot be written; the settings are used all the same.
        """
        self.__dict__["settings"] = settings
        self._settings_read = PartialReading(settings)
        return write_settings(self.locations.settings, settings, today)

    def rule_out(self, slug: str, today: date) -> None:
        """Never propose an exercise from now on.

        Raises:
            OSError: when it cannot be written; it holds all the same while the app is open.
        """
        changed = self.settings.exercises.with_liking(slug, Liking.NEVER)
        self.save_settings(self.settings.copy_with(exercises=changed), today)

    @property
    def memory(self) -> Memory:
        """Memory of the app; what is missing, wrong or damaged in its file is forgotten."""
        with self.cache.group("settings") as known:
            return read_partial(Memory, self.locations.memory, known).value

    def remember_safety_seen(self) -> None:
        """Record that the safety page was seen, so that the next start does not show it.

        Raises:
            OSError: when it cannot be written.
        """
        self._remember(self.memory.copy_with(safety_seen=True))

    def remember_finished(self, routine: Routine) -> None:
        """Record that a routine was finished, so that its picks take other choices next time.

        Raises:
            OSError: when it cannot be written.
        """
        memory = self.memory
        turns = {**memory.turns, routine.slug: memory.turns.get(routine.slug, 0) + 1}
        self._remember(memory.copy_with(turns=turns))

    def remember_asked(self, session: UUID) -> None:
        """Record that the morning after a session was asked about.

        Raises:
            OSError: when it cannot be written.
        """
        self._remember(self.memory.copy_with(asked_morning=session))

    def remember_brief(self, brief: Brief) -> None:
        """Store the brief with which the composer opens next.

        Raises:
            OSError: when it cannot be written.
        """
        self._remember(self.memory.copy_with(brief=brief.to_table()))

    @property
    def brief(self) -> Brief:
        """Last brief given to the composer; at first, ten minutes under the person's settings."""
        from loosen.domain.brief import Brief

        try:
            last = Brief.from_plain(self.memory.brief) if self.memory.brief else first_brief()
        except Invalid:
            last = first_brief()
        own = self.settings
        avoid = {*last.avoid, *own.avoid}
        stiffer = last.stiffer or own.stiffer_side
        changes: dict[str, object] = {"avoid": avoid, "stiffer": stiffer}
        changes |= likings_for(own.exercises, last.include)
        if not self.memory.brief:
            changes["equipment"] = own.equipment
        return Brief.from_plain({**last.fields(), **changes})

    def _remember(self, memory: Memory) -> None:
        path = self.locations.memory
        before = read_partial(Memory, path)
        if before.wrong:
            copy_beside(path, "damaged")
        data = memory.to_plain(none=False)
        files.write_toml(path, merged(data, before.extra))
