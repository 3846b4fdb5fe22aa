"""A routine as one self-contained file: the routine, its own exercises and their figures.

Such a file comes from strangers. It is read within limits and wholly checked before anything is written;
names in it are slugs, never paths. What it says of an article is not believed, and a brief, which tells
what hurts its owner, is neither given away nor taken in.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated

from msgspec import Meta

from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.own_exercise import OwnExercise
from loosen.domain.routine import Routine, check
from loosen.domain.value import Form, Record, Slug
from loosen.storage import files
from loosen.storage.figures import figure_from, figure_slugs
from loosen.storage.locations import Locations
from loosen.storage.problems import BadFile, FileProblem, in_order, keys_of, line_of
from loosen.storage.snapshot import Snapshot, joined

FORMAT = 1
MOST = 60
"""Exercises in a file."""
HEADING = """\
# A routine for loosen, with what it needs. To take it in:
#   loosen add THIS-FILE
"""
REFERENCES = ("easier", "harder", "similar", "before")

Tables = dict[str, object]


def _is_known(number: int) -> int:
    if number != FORMAT:
        raise ValueError(f"is {number}, which this loosen does not read; write {FORMAT}")
    return number


class Shared(Record):
    """Content of a shared file. ``figures`` are tables of figure files, by the slug of their exercise."""

    format: Form[int, _is_known]
    routine: Routine
    exercises: Annotated[tuple[OwnExercise, ...], Meta(max_length=MOST)] = ()
    figures: Annotated[Mapping[Slug, Tables], Meta(max_length=MOST)] = {}

    def catalogue(self, snapshot: Snapshot) -> Catalogue:
        """Catalogue that the routine is read with: its own exercises before all others."""
        brought = {own.slug: own.to_exercise() for own in self.exercises}
        mine: dict[str, Exercise] = {slug: own.to_exercise() for slug, own in snapshot.own.items()}
        return joined(snapshot.shipped, (mine | brought).values(), (), snapshot.imported)


# Writing


def share(routine: Routine, snapshot: Snapshot, locations: Locations) -> Shared:
    """A routine with all that another person needs for it.

    Raises:
        BadFile: when a figure that belongs to it cannot be read.
    """
    slugs = dict.fromkeys(step.exercise for step in routine.exercise_steps)
    own = [snapshot.own[slug] for slug in slugs if slug in snapshot.own]
    found = {one.slug: figure_tables(one, locations) for one in own}
    figures = {slug: tables for slug, tables in found.items() if tables is not None}
    known = {*snapshot.shipped, *figures, *(one.slug for one in own)}
    return Shared(
        format=FORMAT,
        routine=routine.copy_with(brief=None),
        exercises=tuple(_given(one, known, drawn=one.slug in figures) for one in own),
        figures=figures,
    )


def _given(own: OwnExercise, known: set[str], *, drawn: bool) -> OwnExercise:
    """An own exercise without what only holds on this machine: references and figures that others lack."""
    changes: Tables = {"replaces": None}
    for key in REFERENCES:
        changes[key] = tuple(slug for slug in getattr(own, key) if slug in known)
    if drawn or own.figure not in figure_slugs():
        changes["figure"] = None
    return own.copy_with(**changes)


def figure_tables(own: OwnExercise, locations: Locations) -> Tables | None:
    """The file of an own exercise's own figure as plain data; None where it has none.

    Raises:
        BadFile: when the file is no TOML.
    """
    path = locations.figures / f"{own.figure or own.slug}.toml"
    return None if files.is_missing(path) else files.parse(files.read_text(path), path.name)


def plain(record: Record, *but: str) -> Tables:
    """A record as plain data for a file, without defaults and without the brief."""
    return record.to_plain(defaults=False, without={*but, "brief"})


def shared_text(shared: Shared) -> str:
    """The text of a shared file."""
    data: Tables = {"format": FORMAT, "routine": plain(shared.routine)}
    if shared.exercises:
        data["exercises"] = [plain(own) for own in shared.exercises]
    if shared.figures:
        data["figures"] = dict(shared.figures)
    return f"{HEADING}\n{files.toml_text(data)}"


# Reading


def read_shared(text: str, name: str, snapshot: Snapshot) -> Shared:
    """Content of a shared file; problems call the file ``name``.

    Raises:
        BadFile: with everything that is wrong with it.
    """
    data = files.parse(text, name)
    if "routine" not in data and "steps" in data:
        wrong = "is a routine alone: put it into the folder of your routines"
        raise BadFile([FileProblem(name, wrong, instead="what “loosen export” prints to share it")])
    shared = files.validate(Shared, data, name, text)
    problems = (*_doubles(shared), *_figures(shared, name), *_routine(shared, snapshot))
    if problems:
        raise BadFile(
            in_order(
                FileProblem(name, p.wrong, p.key, p.instead, line_of(text, keys_of(p.key or "")))
                for p in problems
            )
        )
    return shared


def _doubles(shared: Shared) -> Iterator[FileProblem]:
    count = Counter(own.slug for own in shared.exercises)
    for number, own in enumerate(shared.exercises, 1):
        if count[own.slug] > 1:
            wrong = f"“{own.slug}” is there {count[own.slug]} times"
            yield FileProblem("", wrong, f"exercises[{number}].slug")
    for slug in shared.figures:
        if slug not in count:
            yield FileProblem("", "belongs to none of the exercises", f"figures.{slug}")


def _figures(shared: Shared, name: str) -> Iterator[FileProblem]:
    for slug, tables in shared.figures.items():
        try:
            figure_from(tables, slug, name)
        except BadFile as error:
            for one in error.problems:
                yield FileProblem(name, one.wrong, f"figures.{slug}.{one.key}")
    for number, own in enumerate(shared.exercises, 1):
        if own.figure and own.figure not in figure_slugs():
            wrong = f"there is no figure “{own.figure}”"
            yield FileProblem(name, wrong, f"exercises[{number}].figure", "nothing instead")


def _routine(shared: Shared, snapshot: Snapshot) -> Iterator[FileProblem]:
    for one in check(shared.routine, shared.catalogue(snapshot)):
        yield FileProblem("", one.wrong, f"routine.{one.key}", one.instead)


def without_claims(routine: Routine) -> Routine:
    """A routine as a person's own, without what it says of an article or of loosen."""
    return routine.copy_with(source=None, ours=(), brief=None)


def renamed(routine: Routine, names: Mapping[str, str]) -> Routine:
    """A routine with other slugs for some of its exercises."""
    data = routine.to_plain(defaults=False)
    for step in data["steps"]:
        for one in (step, *step.get("among", ())):
            if "exercise" in one:
                one["exercise"] = names.get(one["exercise"], one["exercise"])
    return Routine.from_plain(data)
