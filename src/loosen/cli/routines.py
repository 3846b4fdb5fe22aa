"""``loosen routines`` and ``check``: routines listed and deleted, and a person's own files checked."""

from functools import partial
from pathlib import Path

import click

from loosen.cli.completion import routine_names
from loosen.cli.output import complain, fitted, say, say_json, table
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.domain.body import Equipment
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Kit
from loosen.domain.routine import ListedRoutine
from loosen.domain.text import clean
from loosen.services.check import check, own_files
from loosen.services.routine_list import listed
from loosen.storage.problems import shown_path
from loosen.text import wording

UNKNOWN_KIT = Kit(other=(wording.UNKNOWN,))
"""Stands for the equipment of an imported exercise that does not give any."""
ROUTINES_HELP = """\b
Examples:
  loosen routines
  loosen routines --json
  loosen routines --delete my-evening

What is deleted waits in the trash for thirty days, and its place there is named.

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


def _kit(one: ListedRoutine, catalogue: Catalogue) -> Kit:
    """The equipment that all steps of a routine need together."""
    kits = [catalogue[step.exercise].equipment or UNKNOWN_KIT for step in one.steps]
    return Kit(
        required=tuple(item for item in Equipment if any(item in kit.required for kit in kits)),
        other=tuple(dict.fromkeys(thing for kit in kits for thing in kit.other)),
    )


@click.command("routines", short_help="List routines.", epilog=ROUTINES_HELP)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--delete",
    metavar="NAME",
    shell_complete=routine_names,
    help="Put a routine of yours into the trash instead.",
)
@pass_runtime
def routines_command(runtime: Runtime, /, *, as_json: bool, delete: str | None) -> None:
    """List the routines, shipped ones and your own, with how long each takes at your pace."""
    if delete is not None:
        if as_json:
            raise click.UsageError("--json is for the list; it does not go with --delete")
        _delete(runtime, delete)
        return
    found, catalogue = listed(runtime.library), runtime.library.catalogue
    if as_json:
        say_json([_record(one, _kit(one, catalogue)) for one in found])
    else:
        rows = table([_row(one) for one in found], right=frozenset({2})) if found else []
        for row, one in zip(rows, found, strict=True):
            say(row)
            say(fitted(f"    {_about(one, _kit(one, catalogue))}"))
    if any(one.problems for one in runtime.library.snapshot.checked_routines):
        complain("some of your routines are left out; “loosen check” says what is wrong with them")


def _delete(runtime: Runtime, name: str) -> None:
    """Move a routine of the person's own to the trash.

    Raises:
        UsageError: for a routine that ships, or a file outside the person's folder.
    """
    from loosen.services.routines import OwnRoutines

    library = runtime.library
    routine = library.routine(name)
    if library.routines.get(routine.slug) != routine:
        raise click.UsageError("only a routine of the list can be deleted here")
    own = OwnRoutines(library, lambda: runtime.now().date())
    if own.path_of(routine.slug) is None:
        raise click.UsageError(f"“{clean(routine.name)}” ships with loosen and stays")
    kept = own.delete(routine.slug)
    say(f"Deleted: {clean(routine.name)}. It waits in {shown_path(kept)} for thirty days.")


def _row(one: ListedRoutine) -> tuple[str, ...]:
    count = wording.count_words(len(one.steps), "exercise")
    return (one.routine.slug, one.routine.name, wording.clock_words(one.seconds), count)


def _about(one: ListedRoutine, kit: Kit) -> str:
    needs = f"needs {wording.equipment_words(kit)}"
    often = wording.often_words(one.routine.frequency, one.routine.when)
    return " · ".join(filter(None, (one.author, needs, often, "scheduled" if one.kept else "")))


def _record(one: ListedRoutine, kit: Kit) -> dict[str, object]:
    return {
        "id": one.routine.slug,
        "name": one.routine.name,
        "summary": one.routine.summary,
        "yours": one.yours,
        "seconds": one.seconds,
        "exercises": [step.exercise for step in one.steps],
        "equipment": [*kit.required, *kit.other],
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
    runtime = ctx.ensure_object(Runtime)
    library = runtime.library
    chosen = paths or own_files(library.locations)
    check_one = partial(
        check, snapshot=library.snapshot, locations=library.locations, key_check=runtime.key_check
    )
    found = (one for path in chosen for one in check_one(path))
    problems = tuple(dict.fromkeys(found))  # a figure is checked with its exercise, too
    for problem in problems:
        say(str(problem))
    if problems:
        ctx.exit(1)
    if chosen:
        say(f"{wording.count_words(len(chosen), 'file')} checked, nothing wrong")
    else:
        say(f"nothing to check: nothing of your own in {shown_path(library.locations.data)}")
