"""What ``loosen due`` prints, without the parser of command lines: a prompt waits for it.

Exit codes: 0 if something is due, 1 if nothing is or the history cannot be read. In a pipe it prints nothing
but its answer, and it never writes a file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from loosen.cli.outcome import exit_code
from loosen.cli.output import DONE, FAILURE, complain, on_terminal, say, say_all, say_json, table
from loosen.domain.text import clean
from loosen.storage.problems import nearest

if TYPE_CHECKING:
    from datetime import datetime

    from loosen.cli.runtime import Runtime
    from loosen.domain.due import DueState
    from loosen.domain.routine import Routine
    from loosen.services.library import Library

DEFAULT_FORMAT = "{name} · {minutes} min"
FIELDS = ("name", "id", "minutes", "last", "count", "asked", "often", "why", "due")
HINT = "no routine is scheduled; press + on one in “loosen”, or write its ID into keep_up, under [routines]"


def answer(runtime: Runtime, args: Sequence[str]) -> int | None:
    """Run ``loosen due`` with options that need no parser, and return its exit code.

    None for any others, which are for the parser to read or to refuse.
    """
    flags, form = list(args), None
    if "--format" in flags[:-1]:
        at = flags.index("--format")
        form = flags[at + 1]
        del flags[at : at + 2]
    if not {"--all", "--json"}.issuperset(flags) or (form and format_problem(form)):
        return None
    every, as_json = "--all" in flags, "--json" in flags
    return exit_code(runtime, lambda: say_due(runtime, form, every=every, as_json=as_json))


def format_problem(form: str) -> str | None:
    """What is wrong with a format; None where it has only known fields in braces."""
    from string import Formatter

    try:
        parts = list(Formatter().parse(form))
    except ValueError:
        return "a brace is not closed; for a brace itself write two"
    for _, field, spec, conversion in parts:
        if field is not None and (field not in FIELDS or spec or conversion):
            near = nearest(field, FIELDS)
            hint = f"did you mean {{{near}}}?" if near else f"there are {', '.join(FIELDS)}"
            return f"“{{{clean(field, 40)}}}” has no meaning; {hint}"
    return None


def say_due(runtime: Runtime, form: str | None, *, every: bool, as_json: bool) -> int:
    """Print what is due, in a format, as a table or as JSON, and return the exit code."""
    library, now = runtime.library, runtime.now()
    library.cache.writes = False
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
    return DONE if due else FAILURE


def _kept(library: Library, now: datetime) -> tuple[DueState, ...]:
    """The routines kept up, due or not; none while the history cannot be read."""
    if not library.settings_with("routines").routines.keep_up:
        return ()  # as with most people; neither routines nor the history are needed then
    from loosen.services.due import due_states_at
    from loosen.storage.recency import CannotTell

    try:
        return due_states_at(library, now)
    except CannotTell as problem:
        if not problem.busy:
            complain(str(problem))
        return ()


def _seconds(routine: Routine, library: Library) -> int | None:
    """The length of a routine's next session; None where the catalogue lacks one of its exercises."""
    try:
        return library.seconds(routine)
    except KeyError:
        return None


def _minutes(seconds: int | None) -> str:
    from loosen.text import wording

    return "?" if seconds is None else wording.minutes_words(seconds)


def _fields(one: DueState, form: str, library: Library, now: datetime, due: int) -> dict[str, str]:
    """The values of the fields that a format has; the others are not computed, since some take long."""
    from string import Formatter

    from loosen.text import wording
    from loosen.text.due import due_words, last_done_words

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
    from loosen.text.due import done_count_words, due_words, last_done_words

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
