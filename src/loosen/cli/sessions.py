"""``loosen session``: one session of the history, read in full, mended or deleted."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from loosen.cli.context import Program, pass_program
from loosen.cli.history import history_of
from loosen.cli.output import paragraph, say, say_json, strong
from loosen.domain.answers import Morning
from loosen.domain.history import SessionRecord
from loosen.domain.text import clean
from loosen.storage.history_db import HistoryProblem
from loosen.text.answers_controls import LONGEST_NOTE, edited, said_of
from loosen.text.controls import changed
from loosen.text.past_session import session_lines, session_title

LAST = "last"
UNSAID = "unsaid"
SHORTEST_DAY, SHORTEST_ID = len("2026-05-04"), 8
SESSION_HELP = f"""\b
Examples:
  loosen session
  loosen session 2026-05-04
  loosen session "2026-05-04 07:30" --stiffness-after 3 --pain-after 1
  loosen session last --note "Slept well"
  loosen session last --morning better
  loosen session last --note ""
  loosen session 2026-05-04 --delete

A session is told by its day, or its day and time, as “loosen history” lists them; or by its id, as
“loosen history --json” has it. Without one it is the last. “{UNSAID}” takes back what was said.

JSON: the session as it is then, with the keys of “loosen history --json”.
"""
Decorated = TypeVar("Decorated", bound=Callable[..., object])


def _score(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    if text is None or text == UNSAID or text in map(str, range(11)):
        return text
    raise click.BadParameter(f"“{clean(text)}” is no score; it is from 0 to 10, or “{UNSAID}”")


def _score_option(name: str, said: str) -> Callable[[Decorated], Decorated]:
    return click.option(name, metavar="SCORE", callback=_score, help=said)


def _note(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    if text is not None and len(text) > LONGEST_NOTE:
        raise click.BadParameter(f"it has {len(text)} characters; {LONGEST_NOTE} are the most")
    return text


@click.command("session", short_help="Show, mend or delete a session.", epilog=SESSION_HELP)
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
@click.option("--note", metavar="TEXT", callback=_note, help="Your note; an empty one goes.")
@click.option("--delete", is_flag=True, help="Delete it for good; it asks first.")
@click.option("--yes", is_flag=True, help="Delete it without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_program
def session_command(
    program: Program,
    /,
    which: str,
    *,
    delete: bool,
    yes: bool,
    as_json: bool,
    **said: str | None,
) -> None:
    """Show a session of your history in full; change what you said of it, or delete it."""
    changes = {name: _value(name, text) for name, text in said.items() if text is not None}
    if delete and (changes or as_json):
        raise click.UsageError("--delete goes alone, or with --yes")
    if yes and not delete:
        raise click.UsageError("--yes goes with --delete")
    record = _found(history_of(program), which)
    if delete:
        _delete(program, record, asks=not yes)
        return
    record = _mended(program, record, changes)
    if as_json:
        say_json(record.model_dump(mode="json"))
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


def _begun(record: SessionRecord) -> str:
    return f"{record.started:%Y-%m-%d %H:%M}"


def _found(records: tuple[SessionRecord, ...], which: str) -> SessionRecord:
    """The session that is meant.

    Raises:
        ClickException: where there is none yet.
        UsageError: where none is meant, or more than one.
    """
    if not records:
        raise click.ClickException("nothing is in the history yet")
    if which == LAST:
        return records[-1]
    begun = which.replace("T", " ")
    found = [
        record
        for record in records
        if (len(begun) >= SHORTEST_DAY and _begun(record).startswith(begun))
        or (len(which) >= SHORTEST_ID and str(record.id).startswith(which.lower()))
    ]
    if not found:
        raise click.UsageError(
            f"no session is of “{clean(which)}”; “loosen history” lists them all"
        )
    if len(found) > 1:
        times = [_begun(record) for record in found]
        apart = len(set(times)) == len(times)
        names = times if apart else [str(record.id) for record in found]
        raise click.UsageError(f"{len(found)} sessions are meant; give one of {', '.join(names)}")
    return found[0]


def _mended(
    program: Program, record: SessionRecord, changes: Mapping[str, object]
) -> SessionRecord:
    before = said_of(record.answers)
    said = changed(before, **changes)
    if said == before:
        return record
    news = edited(record, said, program.today())
    try:
        program.sessions.history.put(news)
    except HistoryProblem as problem:
        raise click.ClickException(str(problem)) from None
    return news


def _delete(program: Program, record: SessionRecord, *, asks: bool) -> None:
    title = clean(_title(record))
    if asks and not click.confirm(f"Delete {title} for good?", err=True):
        say("It stays.")
        return
    try:
        program.sessions.history.remove(record.id)
    except HistoryProblem as problem:
        raise click.ClickException(str(problem)) from None
    say(f"Deleted: {title}.")
