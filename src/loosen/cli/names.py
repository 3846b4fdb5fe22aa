"""Lookup of a typed name: the exercise or routine it means, with a question where it means several."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import click

from loosen.cli.output import can_ask
from loosen.domain.exercise import Exercise, Origin
from loosen.domain.routine import Routine
from loosen.domain.text import clean
from loosen.services.library import Library, is_file
from loosen.storage.problems import AmbiguousName, UnknownName, nearest

ORIGINS = {Origin.OWN: "yours", Origin.IMPORTED: "imported", Origin.SHIPPED: "ships with loosen"}

routine_or_exercise = click.option(
    "--routine/--exercise",
    "routine",
    default=None,
    help="Which of the two, where an exercise and a routine have one name.",
)


class Candidate(NamedTuple):
    """One of several things with a name: what to type for this one, and a description."""

    typed: str
    words: str


def find(library: Library, name: str, *, routine: bool | None) -> Exercise | Routine:
    """Return the thing with a name among routines (True), exercises (False), or both (None).

    A person at the terminal is asked where several have it.

    Raises:
        UnknownName: when nothing has the name.
        AmbiguousName: when several have it and nobody can be asked.
        BadFile: when it names a file that is no usable routine.
    """
    if routine is not False and is_file(name):
        return library.routine(name)
    found: list[Exercise | Routine] = []
    if routine is not True:
        found += library.exercises_called(name)
    if routine is not False:
        found += library.routines_called(name)
    if not found:
        raise _unknown(library, name, routine=routine)
    if len(found) == 1:
        return found[0]
    return found[_choose(name, tuple(_candidates(library, found)))]


def find_routine(library: Library, name: str) -> Routine:
    """Return the routine with a name, as ``find`` does."""
    found = library.routines_called(name)
    if len(found) < 2:
        return library.routine(name)
    return found[_choose(name, tuple(_candidates(library, found)))]


def _candidates(library: Library, found: Sequence[Exercise | Routine]) -> Iterator[Candidate]:
    times = Counter(one.slug for one in found)
    for one in found:
        kind = "routine" if isinstance(one, Routine) else "exercise"
        typed = one.slug if times[one.slug] == 1 else f"{one.slug} --{kind}"
        if isinstance(one, Exercise):
            whose = ORIGINS[one.origin]
        else:
            own = one.slug in library.snapshot.own_routines
            whose = ORIGINS[Origin.OWN if own else Origin.SHIPPED]
        yield Candidate(typed, f"{kind} “{clean(one.name)}”, {whose}")


def _choose(name: str, candidates: tuple[Candidate, ...]) -> int:
    """The index of the candidate that the person means."""
    if not can_ask():
        raise AmbiguousName(name, [(one.typed, one.words) for one in candidates])
    click.echo(f"“{clean(name)}” is the name of several:", err=True)
    for number, one in enumerate(candidates, 1):
        click.echo(f"  {number}  {one.words} ({one.typed})", err=True)
    answer = click.prompt("Which one?", type=click.IntRange(1, len(candidates)), err=True)
    return int(answer) - 1


def _unknown(library: Library, name: str, *, routine: bool | None) -> UnknownName:
    lookups: list[Callable[[str], Exercise | Routine]] = []
    if routine is not True:
        lookups.append(library.exercise)
    if routine is not False:
        lookups.append(library.routine)
    missed: list[UnknownName] = []
    for look_up in lookups:
        try:
            look_up(name)
        except UnknownName as unknown:
            missed.append(unknown)
    near = [unknown.near for unknown in missed if unknown.near]
    nearer = nearest(name, near) or next(iter(near), None)
    return UnknownName(" or ".join(unknown.what for unknown in missed), name, nearer)
