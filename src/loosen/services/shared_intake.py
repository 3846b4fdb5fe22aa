"""Import of a shared routine: what is there already, what is renamed, and the writing.

Nothing that is there is ever written over. What is there and the same is used; what is there and differs
stays as it is, and the newcomer takes the next free name.
"""

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from loosen.domain.own_exercise import LONGEST_NAME, OwnExercise
from loosen.domain.routine import Routine
from loosen.domain.value import Record
from loosen.services.sharing import (
    REFERENCES,
    Shared,
    Tables,
    figure_tables,
    plain,
    renamed,
    without_claims,
)
from loosen.storage import files
from loosen.storage.locations import Locations
from loosen.storage.problems import BadFile
from loosen.storage.snapshot import Snapshot

LONGEST_SLUG = 64
Named = TypeVar("Named", bound=Record)


class Arrived(StrEnum):
    """Outcome for one thing that a file brings."""

    ADDED = "added"
    THERE = "there already"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Arrival:
    """One thing that a file brings: its slug there, its slug here, and what becomes of it."""

    given: str
    slug: str
    name: str
    fate: Arrived


@dataclass(frozen=True)
class Intake:
    """A shared file as it would be taken in; nothing is written yet."""

    routine: Arrival
    exercises: tuple[Arrival, ...]
    writes: Mapping[Path, Tables]


def plan(shared: Shared, snapshot: Snapshot, locations: Locations) -> Intake:
    """Plan for taking in a file."""
    writes: dict[Path, Tables] = {}
    placed: list[tuple[Arrival, OwnExercise]] = []
    promised = {own.slug for own in shared.exercises}
    for own in shared.exercises:
        placed.append(_place(own, shared, snapshot, locations, promised))
        promised.add(placed[-1][0].slug)
    names = {arrival.given: arrival.slug for arrival, _ in placed}
    for arrival, own in placed:
        if arrival.fate is not Arrived.THERE:
            path = locations.exercises / f"{arrival.slug}.toml"
            writes[path] = plain(_told_anew(own, names, snapshot), "slug")
            if arrival.given in shared.figures:
                figure = locations.figures / f"{arrival.slug}.toml"
                writes[figure] = shared.figures[arrival.given]
    routine, arrival = _place_routine(renamed(shared.routine, names), snapshot, locations)
    if arrival.fate is not Arrived.THERE:
        writes[locations.routines / f"{arrival.slug}.toml"] = plain(routine, "slug")
    return Intake(arrival, tuple(one for one, _ in placed), writes)


def take_in(intake: Intake) -> None:
    """Write what is to be added: all of it, or nothing.

    Raises:
        OSError: when something cannot be written, or has come there in the meantime.
    """
    written: list[Path] = []
    try:
        for path, data in intake.writes.items():
            files.write_new(path, files.toml_text(data))
            written.append(path)
    except BaseException:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        raise


def _candidates(given: Named, slug: str, name: str) -> Iterator[tuple[Named, str, str]]:
    """A thing under its own name, then under one number after the other."""
    yield given, slug, name
    number = 1
    while True:
        number += 1
        tail = f"-{number}"
        free = slug[: LONGEST_SLUG - len(tail)].rstrip("-") + tail
        said = f"{name[: LONGEST_NAME - len(tail) - 3]} ({number})"
        yield given.copy_with(slug=free, name=said), free, said


def _place(
    own: OwnExercise,
    shared: Shared,
    snapshot: Snapshot,
    locations: Locations,
    promised: Collection[str],
) -> tuple[Arrival, OwnExercise]:
    """Where an exercise goes; ``promised`` are slugs that others of the same file have or will have."""
    tables = shared.figures.get(own.slug)
    folders = (locations.exercises, locations.figures)
    found = _candidates(own.copy_with(replaces=None), own.slug, own.name)
    while True:
        one, slug, name = next(found)
        there = snapshot.own.get(slug)
        if there and _same(there, one, _figure(there, locations), tables):
            return Arrival(own.slug, slug, name, Arrived.THERE), one
        if slug == own.slug:
            fate, taken = Arrived.ADDED, slug in snapshot.shipped
        else:
            fate, taken = Arrived.RENAMED, slug in snapshot.shipped or slug in promised
        if not (there or taken or any((f / f"{slug}.toml").exists() for f in folders)):
            return Arrival(own.slug, slug, name, fate), one


def _same(
    there: OwnExercise, given: OwnExercise, drawn: Tables | None, tables: Tables | None
) -> bool:
    """Whether two exercises say and show the same; what else they name differs from place to place."""
    but = ("replaces", "figure", *REFERENCES)
    looks = drawn == tables and (tables is not None or there.figure == given.figure)
    return looks and plain(there, *but) == plain(given, *but)


def _figure(own: OwnExercise, locations: Locations) -> Tables | None:
    try:
        return figure_tables(own, locations)
    except BadFile:
        return {}


def _told_anew(own: OwnExercise, names: Mapping[str, str], snapshot: Snapshot) -> OwnExercise:
    """An exercise that names others as they are called here, and none that is not here."""
    changes = {
        key: tuple(
            names.get(slug, slug)
            for slug in getattr(own, key)
            if slug in names or slug in snapshot.catalogue
        )
        for key in REFERENCES
    }
    return own.copy_with(**changes)


def _place_routine(
    given: Routine, snapshot: Snapshot, locations: Locations
) -> tuple[Routine, Arrival]:
    found = _candidates(given, given.slug, given.name)
    while True:
        one, slug, name = next(found)
        there, mine = snapshot.routines.get(slug), without_claims(one)
        if there and plain(there) in (plain(one), plain(mine)):
            return mine, Arrival(given.slug, slug, name, Arrived.THERE)
        if not (there or (locations.routines / f"{slug}.toml").exists()):
            fate = Arrived.ADDED if slug == given.slug else Arrived.RENAMED
            return mine, Arrival(given.slug, slug, name, fate)
