"""Import of a shared routine: what is there already, what is renamed, and the writing.

No file is overwritten. What is there and equal is used; what is there and differs stays, and the newcomer
gets the next free name.
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


class ArrivalOutcome(StrEnum):
    """Outcome for one thing that a file brings."""

    ADDED = "added"
    THERE = "there already"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Arrival:
    """One thing that a file brings: its slug in the file, its slug here, and its outcome."""

    given: str
    slug: str
    name: str
    outcome: ArrivalOutcome


@dataclass(frozen=True)
class Intake:
    """Plan for importing a shared file: what becomes of each thing, and the files to write."""

    routine: Arrival
    exercises: tuple[Arrival, ...]
    writes: Mapping[Path, Tables]


def plan(shared: Shared, snapshot: Snapshot, locations: Locations) -> Intake:
    """Plan the import of a shared file; nothing is written."""
    writes: dict[Path, Tables] = {}
    placed: list[tuple[Arrival, OwnExercise]] = []
    promised = {own.slug for own in shared.exercises}
    for own in shared.exercises:
        placed.append(_place(own, shared, snapshot, locations, promised))
        promised.add(placed[-1][0].slug)
    names = {arrival.given: arrival.slug for arrival, _ in placed}
    for arrival, own in placed:
        if arrival.outcome is not ArrivalOutcome.THERE:
            path = locations.exercises / f"{arrival.slug}.toml"
            writes[path] = plain(_with_local_names(own, names, snapshot), "slug")
            if arrival.given in shared.figures:
                figure = locations.figures / f"{arrival.slug}.toml"
                writes[figure] = shared.figures[arrival.given]
    routine, arrival = _place_routine(renamed(shared.routine, names), snapshot, locations)
    if arrival.outcome is not ArrivalOutcome.THERE:
        writes[locations.routines / f"{arrival.slug}.toml"] = plain(routine, "slug")
    return Intake(arrival, tuple(one for one, _ in placed), writes)


def take_in(intake: Intake) -> None:
    """Write the files of a plan: all of them, or none.

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
    """A record under its own name, then under the name with 2, 3 and so on."""
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
            return Arrival(own.slug, slug, name, ArrivalOutcome.THERE), one
        if slug == own.slug:
            outcome, taken = ArrivalOutcome.ADDED, slug in snapshot.shipped
        else:
            outcome, taken = ArrivalOutcome.RENAMED, slug in snapshot.shipped or slug in promised
        if not (there or taken or any((f / f"{slug}.toml").exists() for f in folders)):
            return Arrival(own.slug, slug, name, outcome), one


def _same(
    there: OwnExercise, given: OwnExercise, drawn: Tables | None, tables: Tables | None
) -> bool:
    """Whether two exercises are equal, apart from references to others, which differ from place to place."""
    but = ("replaces", "figure", *REFERENCES)
    looks = drawn == tables and (tables is not None or there.figure == given.figure)
    return looks and plain(there, *but) == plain(given, *but)


def _figure(own: OwnExercise, locations: Locations) -> Tables | None:
    try:
        return figure_tables(own, locations)
    except BadFile:
        return {}


def _with_local_names(
    own: OwnExercise, names: Mapping[str, str], snapshot: Snapshot
) -> OwnExercise:
    """An exercise with its references by their slugs here, without those that are not here."""
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
            return mine, Arrival(given.slug, slug, name, ArrivalOutcome.THERE)
        if not (there or (locations.routines / f"{slug}.toml").exists()):
            outcome = ArrivalOutcome.ADDED if slug == given.slug else ArrivalOutcome.RENAMED
            return mine, Arrival(given.slug, slug, name, outcome)
