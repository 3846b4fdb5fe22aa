"""``loosen list`` and ``loosen show``: the catalogue as plain text or JSON."""

from collections.abc import Iterator
from itertools import chain
from typing import Any  # a dumped record, whose fields are of many types

import click

from loosen.cli.completion import exercise_or_routine_names, source_names
from loosen.cli.names import find, routine_or_exercise
from loosen.cli.output import (
    complain,
    on_terminal,
    paragraph,
    say,
    say_all,
    say_json,
    say_json_list,
    strong,
    table,
)
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.cli.word_options import lists_text, word_option
from loosen.domain.body import Area, Caution, Equipment, Kind, Level, Position, Word
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import OURS, Exercise
from loosen.domain.filters import filter_by
from loosen.domain.routine import Routine
from loosen.domain.settings import ExerciseSettings, Liking
from loosen.domain.timeline import Timeline
from loosen.services.library import Library
from loosen.storage.problems import BadFile, nearest
from loosen.text import wording
from loosen.text.plain_pages import exercise_page, routine_lines

HEADING = ("ID", "NAME", "DOSE", "START", "FOR")
WORDS: tuple[type[Word], ...] = (Area, Position, Kind, Level, Equipment, Caution)
LIST_HELP = f"""An option given twice takes either word; different options must all hold.
--avoid may be given for several cautions, and leaves all of them out.
Where an exercise does not fit and a variant of it does, the variant is listed in its place.

\b
Examples:
  loosen list --area low-back --position supine --position hooklying
  loosen list --avoid knee --avoid wrist
  loosen list --search "figure four" --json
  loosen list --source loosen --kind static-stretch

{lists_text(WORDS)}

A ↓ behind a name marks what another project wrote. What is unknown of such an exercise passes no
option that asks for it.

JSON: a list of objects with the keys id, name, origin (shipped, own or imported), kind, position, sides,
level, summary, dose, areas (primary, secondary), equipment (required, optional, other), cautions
(ask_first, avoid), attribution (source, id, licence, licence_address, authors, address, original; null
for what was not imported), variants (ids), variant_of (an id, or null) and liking (liked, less, never or
null). What is unknown is null.
"""
SHOW_HELP = """\b
Examples:
  loosen show pelvic-tilt
  loosen show "figure four, lying" --json
  loosen show egoscue-flow

JSON: one object with id and every key of the exercise's or routine's file; sources are objects with id,
title, publisher, author, code and note. A variant has variant_of and change; a routine has the seconds
that it takes, every_exercise, which holds for all of them, and under next the steps of its next session,
each with exercise, name, dose, seconds, section and note.
"""


def _known_sources(
    ctx: click.Context, _param: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    known = (OURS, *ctx.ensure_object(Runtime).library.catalogue.sources) if names else ()
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean “{near}”?" if near else f"it is one of {', '.join(known)}"
            raise click.BadParameter(f"“{name}” is no source; {hint}")
    return names


source_option = click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="NAME",
    callback=_known_sources,
    shell_complete=source_names,
    help="Only what comes from this article or imported set; “loosen” for all that is not imported.",
)


@click.command("list", short_help="List exercises.", epilog=LIST_HELP)
@word_option("area", Area, "Only what serves this area of the body.")
@word_option("position", Position, "Only what starts in this position.")
@word_option("kind", Kind, "Only this sort of work.")
@word_option("level", Level, "Only what asks no more than this.")
@word_option("equipment", Equipment, "Only what needs or can use this.")
@word_option("avoid", Caution, "Leave out what carries this caution.")
@source_option
@click.option("--search", metavar="TEXT", default="", help="Only what has all these words.")
@click.option("--liked", is_flag=True, help="Only what you like.")
@click.option("--less", is_flag=True, help="Only what you would rather not.")
@click.option("--never", is_flag=True, help="Only what you never want.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_runtime
def list_command(
    runtime: Runtime,
    /,
    *,
    sources: tuple[str, ...],
    search: str,
    as_json: bool,
    liked: bool,
    less: bool,
    never: bool,
    **words: tuple[Word, ...],
) -> None:
    """List the exercises of the catalogue, all of them or those that fit."""
    wanted = filter_by(chain.from_iterable(words.values()), sources)
    asked = {word for word, flag in zip(Liking, (liked, less, never), strict=True) if flag}
    liking = _likings(runtime.library, needed=bool(asked)).liking
    found = [
        exercise
        for exercise in runtime.library.catalogue.search(search, wanted)
        if not asked or liking(exercise.slug) in asked
    ]
    if as_json:
        say_json_list(_list_record(exercise, liking(exercise.slug)) for exercise in found)
    elif found:
        heading = [HEADING] if on_terminal() else []
        say_all(table([*heading, *(_row(one, liking(one.slug)) for one in found)]))
    else:
        complain("no exercise fits all of that; leave one of the options out")
    if any(one.own is None for one in runtime.library.snapshot.checked_exercises):
        complain("some of your exercises are left out; “loosen check” says what is wrong with them")


def _likings(library: Library, *, needed: bool) -> ExerciseSettings:
    """The person's likings; none where the settings cannot be read.

    Raises:
        BadFile: when the settings cannot be read and the likings are ``needed`` to filter.
    """
    try:
        return library.settings_with("exercises").exercises
    except BadFile:
        if needed:
            raise
        complain("what you like is left out; “loosen check” says what is wrong with your settings")
        return ExerciseSettings()


def _row(exercise: Exercise, liking: Liking | None) -> tuple[str, ...]:
    return (
        exercise.slug,
        " · ".join(
            filter(
                None,
                (
                    wording.name_words(exercise),
                    wording.origin_words(exercise),
                    wording.LIKINGS[liking].label if liking else "",
                ),
            )
        ),
        wording.dose_words(exercise.default.dose),
        wording.position_words(exercise.position),
        wording.areas_words(exercise.areas, primary_only=True),
    )


@click.command("show", short_help="Show one exercise or routine.", epilog=SHOW_HELP)
@click.argument("name", metavar="NAME", shell_complete=exercise_or_routine_names)
@routine_or_exercise
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_runtime
def show_command(runtime: Runtime, /, name: str, *, routine: bool | None, as_json: bool) -> None:
    """Show all that is known of an exercise, a variant or a routine, by its ID or its name."""
    library = runtime.library
    found = find(library, name, routine=routine)
    if isinstance(found, Routine):
        timeline = library.timeline(library.steps(found))
        every = library.safety.every_exercise
        if as_json:
            say_json(_routine_record(found, timeline, every, library.catalogue))
        else:
            first, *lines = routine_lines(found, timeline, every)
            say(strong(first))
            say_all(lines)
    elif as_json:
        say_json(_exercise_record(found, library.catalogue))
    else:
        say_all(exercise_lines(found, library.catalogue))


def exercise_lines(exercise: Exercise, catalogue: Catalogue) -> Iterator[str]:
    """The page of an exercise, line by line."""
    for one in exercise_page(exercise, catalogue):
        yield strong(one.text) if one.title else paragraph(one.text, one.indent, one.mark)


def _list_record(exercise: Exercise, liking: Liking | None) -> dict[str, object]:
    """An exercise as ``list --json`` prints it."""
    keys = ("name", "origin", "kind", "position", "sides", "level", "summary")
    more = ("areas", "equipment", "cautions", "attribution")
    return {
        "id": exercise.slug,
        **{key: getattr(exercise, key) for key in keys},
        "dose": exercise.default.dose,
        **{key: getattr(exercise, key) for key in more},
        "variants": [variant.slug for variant in exercise.variants],
        "variant_of": exercise.variant_of,
        "liking": liking,
    }


def _exercise_record(exercise: Exercise, catalogue: Catalogue) -> dict[str, Any]:
    """An exercise as ``show --json`` prints it: every key of its file, sources with their titles."""
    record = _with_id(exercise.to_plain())
    record["variants"] = [_with_id(variant) for variant in record["variants"]]
    for dose in record["doses"]:
        dose["source"] = _source(dose["source"], catalogue)
    return record


def _routine_record(
    routine: Routine, timeline: Timeline, every_exercise: str, catalogue: Catalogue
) -> dict[str, Any]:
    """A routine as ``show --json`` prints it: its file, and the steps of its next session."""
    record = _with_id(routine.to_plain())
    record["source"] = _source(routine.source, catalogue) if routine.source else None
    following = [
        {
            "exercise": step.exercise.slug,
            "name": step.exercise.name,
            "dose": str(step.dose),
            "seconds": timeline.seconds_of_step(number),
            "section": step.section,
            "note": step.note,
        }
        for number, step in enumerate(timeline.steps)
    ]
    more = {"seconds": timeline.seconds, "every_exercise": every_exercise, "next": following}
    return record | more


def _source(slug: str, catalogue: Catalogue) -> dict[str, Any]:
    source = catalogue.sources.get(slug)
    return _with_id(source.to_plain()) if source else {"id": slug}


def _with_id(record: dict[str, Any]) -> dict[str, Any]:
    slug = record.pop("slug")
    return {"id": slug, **record}
