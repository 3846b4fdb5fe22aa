"""``loosen session``: one session of the history, shown in full, edited or deleted."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from loosen.cli.history import history_of
from loosen.cli.output import paragraph, say, say_json, strong
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.domain.answers import Morning
from loosen.domain.history import SessionRecord
from loosen.domain.text import clean
from loosen.storage.history_db import History
from loosen.text.answers_form import LONGEST_NOTE, editable_answers, edited_record
from loosen.text.controls import with_fields
from loosen.text.history import session_lines, session_title

LAST = "last"
UNSAID = "unsaid"
SHORTEST_DAY, SHORTEST_ID = len("2026-05-04"), 8
"""Characters that a session must at least be named by."""
SESSION_HELP = f"""\b
Examples:
  loosen session
  loosen session 2026-05-04
  loosen session "2026-05-04 07:30" --stiffness-after 3 --pain-after 1
  loosen session last --note "Slept well"
  loosen session last --morning better
  loosen session last --note ""
  loosen session 2026-05-04 --delete

Name a session by its day, or its day and time, as “loosen history” lists them; or by its id, as
“loosen history --json” has it. Without one it is the last. “{UNSAID}” takes back what was said.

JSON: the session as it is then, with the keys of “loosen history --json”.
"""
Decorated = TypeVar("Decorated", bound=Callable[..., object])


def _score(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    if text is None or text == UNSAID or text in map(str, range(11)):
        return text
    raise click.BadParameter(f"“{clean(text)}” is no score; it is from 0 to 10, or “{UNSAID}”")


def _score_option(name: str, help_text: str) -> Callable[[Decorated], Decorated]:
    return click.option(name, metavar="SCORE", callback=_score, help=help_text)


def _note(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    if text is not None and len(text) > LONGEST_NOTE:
        raise click.BadParameter(f"it has {len(text)} characters; {LONGEST_NOTE} are the most")
    return text


@click.command("session", short_help="Show, edit or delete a session.", epilog=SESSION_HELP)
@click.argument("which", metavar="[DAY|ID]", default=LAST)
@_score_option("--stiffness-before", "Stiffness before it, 0 none to 10 the worst.")
@_score_option("--pain-before", "Pain before it.")
@_score_option("--stiffness-after", "Stiffness after it.")
@_score_option("--pain-after", "Pain after it.")
@click.option(
    "--morning",
    type=click.Choice([*(one.value for one in Morning), UNSAID]),
    help="How the morning after was.",
)
@click.option("--note", metavar="TEXT", callback=_note, help="Your note; an empty text deletes it.")
@click.option("--delete", is_flag=True, help="Delete it for good; it asks first.")
@click.option("--yes", is_flag=True, help="Delete it without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_runtime
def session_command(
    runtime: Runtime,
    /,
    which: str,
    *,
    delete: bool,
    yes: bool,
    as_json: bool,
    **answers: str | None,
) -> None:
    """Show a session of your history in full; change what you said of it, or delete it."""
    changes = {name: _value(name, text) for name, text in answers.items() if text is not None}
    if delete and (changes or as_json):
        raise click.UsageError("--delete goes alone, or with --yes")
    if yes and not delete:
        raise click.UsageError("--yes goes with --delete")
    record = _find(history_of(runtime, History.all), which)
    if delete:
        _delete(runtime, record, asks=not yes)
        return
    record = _edit(runtime, record, changes)
    if as_json:
        say_json(record.to_plain())
        return
    say(strong(_title(record)))
    for line in session_lines(record):
        say(paragraph(line, 2))


def _value(name: str, text: str) -> str | int | None:
    if name == "note":
        return clean(text)
    if text == UNSAID:
        return None
    return text if name == "morning" else int(text)


def _title(record: SessionRecord) -> str:
    return f"{session_title(record)} · {record.name}"


def _start_words(record: SessionRecord) -> str:
    return f"{record.started:%Y-%m-%d %H:%M}"


def _find(records: tuple[SessionRecord, ...], which: str) -> SessionRecord:
    """Return the session with a start time or ID that begins with ``which``, or the last one.

    Raises:
        ClickException: when there is no session yet.
        UsageError: when none or more than one fits.
    """
    if not records:
        raise click.ClickException("nothing is in the history yet")
    if which == LAST:
        return records[-1]
    start = which.replace("T", " ")
    found = [
        record
        for record in records
        if (len(start) >= SHORTEST_DAY and _start_words(record).startswith(start))
        or (len(which) >= SHORTEST_ID and str(record.id).startswith(which.lower()))
    ]
    if not found:
        raise click.UsageError(f"no session fits “{clean(which)}”; “loosen history” lists them all")
    if len(found) > 1:
        times = [_start_words(record) for record in found]
        differ = len(set(times)) == len(times)
        names = times if differ else [str(record.id) for record in found]
        raise click.UsageError(f"{len(found)} sessions are meant; give one of {', '.join(names)}")
    return found[0]


def _edit(runtime: Runtime, record: SessionRecord, changes: Mapping[str, object]) -> SessionRecord:
    before = editable_answers(record.answers)
    after = with_fields(before, **changes)
    if after == before:
        return record
    edited = edited_record(record, after, runtime.now())
    runtime.sessions.history.put(edited)
    return edited


def _delete(runtime: Runtime, record: SessionRecord, *, asks: bool) -> None:
    title = clean(_title(record))
    if asks and not click.confirm(f"Delete {title} for good?", err=True):
        say("It stays.")
        return
    runtime.sessions.history.remove(record.id)
    say(f"Deleted: {title}.")
