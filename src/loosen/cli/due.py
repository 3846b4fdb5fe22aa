"""``loosen due``: the routines that are due, as a line for a prompt, a clock or a login.

Exit codes: 0 if something is due, 1 if nothing is or the history cannot be read, 2 for a wrong format. In
a pipe it prints nothing but its answer, and it never writes a file.
"""

from collections.abc import Callable
from datetime import datetime
from string import Formatter

import click

from loosen.cli.output import FAILURE, complain, on_terminal, say, say_all, say_json, table
from loosen.cli.runtime import Runtime
from loosen.domain.due import DueState
from loosen.domain.routine import Routine
from loosen.domain.text import clean
from loosen.services.due import due_states_at
from loosen.services.library import Library
from loosen.storage.problems import nearest
from loosen.storage.recency import CannotTell
from loosen.text import wording
from loosen.text.due import done_count_words, due_words, last_done_words

DEFAULT_FORMAT = "{name} · {minutes} min"
FIELDS = ("name", "id", "minutes", "last", "count", "asked", "often", "why", "due")
HINT = "no routine is scheduled; press + on one in “loosen”, or write its ID into keep_up, under [routines]"
DUE_HELP = """It is a line for the first routine that is due; with --all, one for each that is scheduled, due
or not.

\b
In a format:
  {name} {id}   the routine
  {minutes}     how long it takes at your pace
  {last}        when it was last done: “yesterday”, “never”
  {count}       how often it was done today, or this week if weeks count
  {asked}       how often it is meant to be done then: “2–3”
  {often}       the same in words: “2–3 times a week”
  {why}         “due”, or why it is not
  {due}         how many routines are due

\b
Examples:
  loosen due
  loosen due --format "{name}, last {last}"
  loosen due --all

JSON: a list of objects with the keys id, name, due (true or false), why (due, done, between, strength,
early, day-off or never), seconds, last (a time, or null), count, frequency (or null) and until (from when
it is due, or null); with --all of every routine that is scheduled. The exit code is 1 if nothing is due.
"""


def _format(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    """Check that a format has only known fields in braces."""
    if text is None:
        return None
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        raise click.BadParameter("a brace is not closed; for a brace itself write two") from None
    for _, field, spec, conversion in parts:
        if field is not None and (field not in FIELDS or spec or conversion):
            near = nearest(field, FIELDS)
            hint = f"did you mean {{{near}}}?" if near else f"there are {', '.join(FIELDS)}"
            raise click.BadParameter(f"“{{{clean(field, 40)}}}” has no meaning; {hint}")
    return text


@click.command("due", short_help="Say what is due.", epilog=DUE_HELP)
@click.option(
    "--format", "form", metavar="FORMAT", callback=_format, help="The line, with {name} and others."
)
@click.option("--all", "every", is_flag=True, help="Every scheduled routine, due or not.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def due_command(ctx: click.Context, /, *, form: str | None, every: bool, as_json: bool) -> None:
    """Say what is due of the scheduled routines."""
    runtime = ctx.ensure_object(Runtime)
    library, now = runtime.library, runtime.now()
    library.cache.writes = False  # a prompt waits for it
    kept = _kept(library, now)
    due = [one for one in kept if one.is_due]
    listed = kept if every else due
    if as_json:
        say_json([_record(one, library) for one in listed])
    elif form is not None or not every:
        line_format = form or (
            DEFAULT_FORMAT if len(due) < 2 else f"{DEFAULT_FORMAT}, and {len(due) - 1} more"
        )
        for one in listed if every else listed[:1]:
            say(clean(line_format.format_map(_fields(one, line_format, library, now, len(due)))))
    else:
        say_all(table([_row(one, now) for one in kept]) if kept else [])
    if not library.settings.routines.keep_up and on_terminal():
        complain(HINT)
    ctx.exit(0 if due else FAILURE)


def _kept(library: Library, now: datetime) -> tuple[DueState, ...]:
    """The routines kept up, due or not; none while the history cannot be read."""
    try:
        return due_states_at(library, now)
    except CannotTell as problem:
        if not problem.busy:
            complain(str(problem))
        return ()


def _seconds(routine: Routine, library: Library) -> int | None:
    """The length of a routine's next session; None where the catalogue lacks one of its exercises."""
    try:
        return library.timeline(library.steps(routine)).seconds
    except KeyError:
        return None


def _minutes(seconds: int | None) -> str:
    return "?" if seconds is None else wording.minutes_words(seconds)


def _fields(one: DueState, form: str, library: Library, now: datetime, due: int) -> dict[str, str]:
    """The values of the fields that a format has; the others are not computed, since some take long."""
    asked = one.frequency
    values: dict[str, Callable[[], str]] = {
        "name": lambda: one.routine.name,
        "id": lambda: one.routine.slug,
        "minutes": lambda: _minutes(_seconds(one.routine, library)),
        "last": lambda: last_done_words(one, now),
        "count": lambda: str(one.count),
        "asked": lambda: wording.span_words(asked.times) if asked else "",
        "often": lambda: wording.often_words(asked, one.routine.when),
        "why": lambda: due_words(one, now),
        "due": lambda: str(due),
    }
    wanted = {field for _, field, _, _ in Formatter().parse(form) if field}
    return {field: values[field]() for field in wanted}


def _row(one: DueState, now: datetime) -> tuple[str, ...]:
    return (
        one.routine.slug,
        one.routine.name,
        due_words(one, now),
        f"last {last_done_words(one, now)}",
        done_count_words(one),
    )


def _record(one: DueState, library: Library) -> dict[str, object]:
    return {
        "id": one.routine.slug,
        "name": one.routine.name,
        "due": one.is_due,
        "why": one.why,
        "seconds": _seconds(one.routine, library),
        "last": one.last.isoformat() if one.last else None,
        "count": one.count,
        "frequency": str(one.frequency) if one.frequency else None,
        "until": one.until.isoformat() if one.until else None,
    }
