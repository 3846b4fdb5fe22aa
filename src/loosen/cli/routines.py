"""``loosen routines`` and ``check``: routines listed and looked over."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from loosen.cli.output import complain, fitted, say, say_json, table
from loosen.cli.program import Program, pass_program
from loosen.domain import wording
from loosen.domain.body import Equipment
from loosen.domain.exercise import Kit, Source
from loosen.domain.routine import Routine
from loosen.storage.checking import check, own_files
from loosen.storage.library import Library
from loosen.storage.problems import shown_path

UNKNOWN_KIT = Kit(other=(wording.UNKNOWN,))
ROUTINES_HELP = """\b
Examples:
  loosen routines
  loosen routines --json

JSON: a list of objects with the keys id, name, summary, yours, seconds, exercises (ids, as the next
session has them), equipment (what is needed), source (id, or null), frequency (or null), when (words,
or null), keep_up (true or false) and rules.
"""
CHECK_HELP = """\b
Examples:
  loosen check
  loosen check my-routine.toml ~/.config/loosen/config.toml

Without a FILE: all of your own exercises, figures and routines, and your settings. A file called
config.toml is checked as settings, any other as what its folder or its keys say. The exit code is 1 if
anything is wrong.
"""


@dataclass(frozen=True)
class Listed:
    """A routine with what its next session would be."""

    routine: Routine
    yours: bool
    seconds: int
    exercises: tuple[str, ...]
    needed: tuple[Equipment, ...]
    other: tuple[str, ...]
    """What imported exercises need besides, in plain words; “unknown” where nobody knows."""
    source: Source | None
    kept: bool


def _listed(library: Library) -> list[Listed]:
    own = library.shelf.own_routines
    return [_look(library, routine, yours=s in own) for s, routine in library.routines.items()]


def _look(library: Library, routine: Routine, *, yours: bool) -> Listed:
    steps = library.steps(routine)
    kits = [library.catalogue[step.exercise].equipment or UNKNOWN_KIT for step in steps]
    return Listed(
        routine,
        yours,
        library.timeline(steps).seconds,
        tuple(step.exercise for step in steps),
        tuple(item for item in Equipment if any(item in kit.required for kit in kits)),
        tuple(dict.fromkeys(thing for kit in kits for thing in kit.other)),
        library.catalogue.sources.get(routine.source or ""),
        routine.slug in library.settings.routines.keep_up,
    )


@click.command("routines", short_help="List routines.", epilog=ROUTINES_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_program
def routines_command(program: Program, /, *, as_json: bool) -> None:
    """List the routines, shipped ones and your own, with how long each takes at your pace."""
    found = _listed(program.library)
    if as_json:
        say_json([_record(one) for one in found])
    else:
        rows = table([_row(one) for one in found], right=frozenset({2})) if found else []
        for row, one in zip(rows, found, strict=True):
            say(row)
            say(fitted(f"    {_about(one)}"))
    if any(one.problems for one in program.library.shelf.checked_routines):
        complain("some of your routines are left out; “loosen check” says what is wrong with them")


def _row(one: Listed) -> tuple[str, ...]:
    count = wording.count_words(len(one.exercises), "exercise")
    return (one.routine.slug, one.routine.name, wording.minutes(one.seconds), count)


def _about(one: Listed) -> str:
    whose = "yours" if one.yours else one.source.publisher if one.source else "ours"
    kit = wording.equipment_words(Kit(required=one.needed, other=one.other))
    often = wording.often_words(one.routine.frequency, one.routine.when)
    return " · ".join(filter(None, (whose, f"needs {kit}", often, "kept up" if one.kept else "")))


def _record(one: Listed) -> dict[str, Any]:
    return {
        "id": one.routine.slug,
        "name": one.routine.name,
        "summary": one.routine.summary,
        "yours": one.yours,
        "seconds": one.seconds,
        "exercises": one.exercises,
        "equipment": [*one.needed, *one.other],
        "source": one.routine.source,
        "frequency": str(one.routine.frequency) if one.routine.frequency else None,
        "when": one.routine.when,
        "keep_up": one.kept,
        "rules": one.routine.rules,
    }


@click.command("check", short_help="Check files of your own.", epilog=CHECK_HELP)
@click.argument("paths", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@click.pass_context
def check_command(ctx: click.Context, paths: tuple[Path, ...]) -> None:
    """Say everything that is wrong with your exercises, routines or settings, one line each."""
    library = ctx.ensure_object(Program).library
    chosen = paths or own_files(library.locations)
    found = (one for path in chosen for one in check(path, library.shelf, library.locations))
    problems = tuple(dict.fromkeys(found))  # a figure is looked at with its exercise, too
    for problem in problems:
        say(str(problem))
    if problems:
        ctx.exit(1)
    if chosen:
        say(f"{wording.count_words(len(chosen), 'file')} checked, nothing wrong")
    else:
        say(f"nothing to check: nothing of your own in {shown_path(library.locations.data)}")
