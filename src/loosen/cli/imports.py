"""``loosen import`` and ``loosen imports``: exercise sets of other projects, added, listed and removed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click

from loosen.cli.output import complain, paragraph, say, say_all, say_json, table
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.cli.word_options import word_option
from loosen.domain.body import Area, Kind, Word
from loosen.domain.exercise import Exercise
from loosen.domain.filters import filter_by
from loosen.services.library import Library
from loosen.storage import imported
from loosen.storage.imported import ImportChange, ImportedSet
from loosen.storage.importers.entries import tables
from loosen.storage.importers.reader import ImportReading, read
from loosen.storage.problems import BadFile, UnknownName, nearest, shown_path
from loosen.text import wording
from loosen.text.exercise_page import unknown_facts

IMPORT_HELP = """FILE is free-exercise-db’s exercises.json or its folder of exercises; or wger’s
exerciseinfo pages, one file or a folder of them, or its folder of fixtures. Nothing is fetched, and no
picture is taken. Without options all of it is taken; with some, only what fits is added. What you have
of the set is brought up to date either way, and what the file no longer has stays.

\b
Examples:
  loosen import exercises.json --dry-run
  loosen import exercises.json --area low-back --area hips --kind stretching
  loosen list --source free-exercise-db

Position, sides and cautions are in neither set. They stay unknown, and where a brief or a filter asks
for one, such an exercise is left out.

JSON: one object with set, file, added, updated, same and kept (lists of ids), not_asked_for (a number),
left_out (objects with id, why and what), unknown (facts, each with how often) and written (false in a
dry run, and where nothing changed).
"""
IMPORTS_HELP = """\b
Examples:
  loosen imports
  loosen imports --remove wger

JSON: a list of objects with the keys name, title, publisher, author, exercises (a number), licences
(each with how often) and file.
"""


@click.command("import", short_help="Import exercises of another project.", epilog=IMPORT_HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@word_option(
    "area",
    Area,
    "Only what serves this area, or “hips”, “back”, “legs”.",
    lambda: tables().areas,
)
@word_option(
    "kind", Kind, "Only this sort of work; “stretching” will do, too.", lambda: tables().kinds
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_runtime
def import_command(
    runtime: Runtime,
    /,
    *,
    file: Path,
    dry_run: bool,
    as_json: bool,
    **words: tuple[Word, ...],
) -> None:
    """Take exercises of free-exercise-db or wger into the catalogue, with their licence and authors."""
    reading = read(file)
    fits = filter_by(chain.from_iterable(words.values()))
    wanted = {slug for slug, exercise in reading.exercises.items() if fits(exercise)}
    before = _present_set(runtime.library, reading.table.name)
    after, change = imported.merged(before, reading.table.source, reading.exercises, wanted)
    writes = change.changes and not dry_run
    if writes:
        imported.save(runtime.library.locations, after)
    if as_json:
        say_json(_record(reading, change, file, written=writes))
        return
    say_all(_result_lines(reading, change, dry_run=dry_run))


def _present_set(library: Library, name: str) -> ImportedSet | None:
    """The set as it was imported before; None, with a complaint, for a damaged one."""
    path = imported.path_of(library.locations, name)
    if not path.exists():
        return None
    try:
        return imported.load(path)
    except BadFile:
        complain(f"{shown_path(path)} was damaged; it is written anew from this file alone")
        return None


def _wanted(reading: ImportReading, change: ImportChange) -> list[Exercise]:
    return [reading.exercises[slug] for slug in (*change.added, *change.updated, *change.same)]


def _unknown(exercises: Iterable[Exercise]) -> dict[str, int]:
    """The facts that some exercises lack, each with how many lack it."""
    missing: dict[str, int] = {}
    for exercise in exercises:
        for fact in unknown_facts(exercise):
            missing[fact] = missing.get(fact, 0) + 1
    return missing


def _not_asked_for(reading: ImportReading, change: ImportChange) -> int:
    return len(reading.exercises) - len(_wanted(reading, change))


def _record(
    reading: ImportReading, change: ImportChange, file: Path, *, written: bool
) -> dict[str, object]:
    return {
        "set": reading.table.name,
        "file": str(file),
        "added": change.added,
        "updated": change.updated,
        "same": change.same,
        "kept": change.kept,
        "not_asked_for": _not_asked_for(reading, change),
        "left_out": [{"id": o.id, "why": o.why, "what": o.what} for o in reading.left_out],
        "unknown": _unknown(_wanted(reading, change)),
        "written": written,
    }


def _result_lines(reading: ImportReading, change: ImportChange, *, dry_run: bool) -> Iterator[str]:
    name, title = reading.table.name, reading.table.title
    done = {
        "added": change.added,
        "brought up to date": change.updated,
        "as before": change.same,
        "kept that this file does not have": change.kept,
    }
    counts = [f"{len(slugs)} {words}" for words, slugs in done.items() if slugs]
    lead = "would be " if dry_run and change.changes else ""
    yield paragraph(f"{title}: {lead}{', '.join(counts) or 'nothing taken'}.")
    for note in reading.notes:
        yield paragraph(f"Of the file: {note}.")
    yield from _left_out_lines(reading, change)
    yield from _unknown_lines(_wanted(reading, change))
    if not dry_run and (change.added or change.updated):
        yield ""
        yield f"loosen list --source {name}   lists them"


def _left_out_lines(reading: ImportReading, change: ImportChange) -> Iterator[str]:
    rest = _not_asked_for(reading, change)
    rows = [
        (str(number), f"{why} ({', '.join(what)})" if what else why)
        for why, number, what in reading.reasons
    ]
    if rest:
        rows.append((str(rest), "not what you ask for"))
    if rows:
        yield ""
        yield f"Left out, {len(reading.left_out) + rest} in all:"
        yield from (f"  {line}" for line in table(rows, right=frozenset({0})))


def _unknown_lines(exercises: list[Exercise]) -> Iterator[str]:
    unknown = _unknown(exercises)
    if not unknown:
        return
    facts = ", ".join(
        fact if number == len(exercises) else f"{fact} of {number}"
        for fact, number in unknown.items()
    )
    yield ""
    yield paragraph(
        f"The set does not say: {facts}. Where you ask for one of these, in the composer or in a "
        "filter, such an exercise is left out. The dose is ours: 2 x 30 s of a stretch, 10 reps of "
        "strength; in a routine you can write your own, with sides."
    )


@click.command("imports", short_help="List what was imported.", epilog=IMPORTS_HELP)
@click.option("--remove", metavar="NAME", help="Remove a set.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_runtime
def imports_command(runtime: Runtime, /, *, remove: str | None, as_json: bool) -> None:
    """List the sets that were imported, whose they are and under which licences."""
    library = runtime.library
    if remove:
        _remove(library, remove)
        return
    sets = library.snapshot.imported.sets
    if as_json:
        say_json([_set_record(library, one) for one in sets])
    elif not sets:
        complain("nothing is imported; “loosen import --help” says what can be")
    else:
        say_all(table([_row(one) for one in sets], right=frozenset({1})))


def _remove(library: Library, name: str) -> None:
    names = imported.names(library.locations)
    if name not in names:
        raise UnknownName("import", name, nearest(name, names))
    slugs = {
        e.slug
        for one in library.snapshot.imported.sets
        if one.source.slug == name
        for e in one.exercises
    }
    users = [r for r in library.routines.values() if slugs & {s.exercise for s in r.exercise_steps}]
    imported.remove(library.locations, name)
    library.reload()
    say(f"{name} is taken away")
    if users:
        listed = ", ".join(routine.slug for routine in users)
        complain(f"these routines of yours need what is gone: {listed}")


def _licences(one: ImportedSet) -> dict[str, int]:
    """The licences of a set, each with its number of exercises."""
    return dict(Counter(e.attribution.licence for e in one.exercises if e.attribution))


def _set_record(library: Library, one: ImportedSet) -> dict[str, object]:
    return {
        "name": one.source.slug,
        "title": one.source.title,
        "publisher": one.source.publisher,
        "author": one.source.author,
        "exercises": len(one.exercises),
        "licences": _licences(one),
        "file": str(imported.path_of(library.locations, one.source.slug)),
    }


def _row(one: ImportedSet) -> tuple[str, ...]:
    count = wording.count_words(len(one.exercises), "exercise")
    return (one.source.slug, count, one.source.publisher, ", ".join(_licences(one)))
