"""``loosen history``, ``config`` and ``doctor``: what is kept, where, and what the program found."""

import csv
import io
import os
import platform
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import click

from loosen import __version__
from loosen.cli.output import paragraph, say, say_json, strong, table
from loosen.cli.past import history_of
from loosen.cli.program import Program, pass_program
from loosen.domain import wording
from loosen.domain.history import ROUND_KEYS, SessionRecord, round_rows
from loosen.domain.progress.session_text import session_lines, session_title
from loosen.storage.history_db import HistoryProblem
from loosen.storage.problems import BadFile, shown_path
from loosen.storage.settings_file import settings_text

HISTORY_HELP = """\b
Examples:
  loosen history
  loosen history --last 10
  loosen history --last 1 --detail
  loosen history --csv > history.csv

JSON: a list of objects with the keys id, routine, name, started, ended, outcome (finished, stopped or
abandoned), planned and active (seconds), answers (what was said: before and after, objects with
stiffness and pain from 0 to 10; morning; note; harder, a side by number of step; pains, where it hurt),
changed (when it was edited, or null) and steps: objects with the keys exercise, name, dose and
rounds, those with side, set_number, again, planned, seconds and outcome (null if never begun).
CSV: a line for each round, the keys in the first line.
"""
CONFIG_HELP = """\b
Examples:
  loosen config
  loosen check ~/.config/loosen/config.toml

What it prints below the first line can be the file itself.
"""
DOCTOR_HELP = """\b
Examples:
  loosen doctor
  loosen doctor > report.txt

It changes nothing and names no exercise, so that a report of a fault can hold all of it.
"""


@click.command("history", short_help="List what was done.", epilog=HISTORY_HELP)
@click.option("--last", metavar="N", type=click.IntRange(min=1), help="Only the latest N sessions.")
@click.option("--detail", is_flag=True, help="With what was done and what was said of it.")
@click.option("--text", "as_text", is_flag=True, help="Print text; it does so anyway.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, a line for each round.")
@pass_program
def history_command(
    program: Program,
    /,
    *,
    last: int | None,
    detail: bool,
    as_text: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the sessions that were done, the earliest first."""
    if as_text + as_json + as_csv > 1:
        raise click.UsageError("--text, --json and --csv do not go together")
    if detail and (as_json or as_csv):
        raise click.UsageError("--detail is for text; JSON and CSV have everything")
    records = history_of(program)[-(last or 0) :]
    if as_json:
        say_json([record.model_dump(mode="json") for record in records])
    elif as_csv:
        click.echo(_csv(records), nl=False)
    elif records and detail:
        _say_in_full(records)
    elif records:
        for line in table([_row(record) for record in records], right=frozenset({1})):
            say(line)
    else:
        say("nothing is in the history yet")


def _say_in_full(records: tuple[SessionRecord, ...]) -> None:
    for number, record in enumerate(records):
        if number:
            say()
        say(strong(f"{session_title(record)}  {record.name}"))
        for line in session_lines(record):
            say(paragraph(line, 2))


def _row(record: SessionRecord) -> tuple[str, ...]:
    done = sum(step.seconds > 0 for step in record.steps)
    count = f"{done} of {wording.count_words(len(record.steps), 'exercise')}"
    when = f"{record.started:%Y-%m-%d %H:%M}"
    return (when, wording.minutes(record.active), record.name, count, record.outcome.value)


def _csv(records: tuple[SessionRecord, ...]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(ROUND_KEYS)
    writer.writerows(round_rows(records))
    return text.getvalue().encode()


@click.command("config", short_help="Show the settings.", epilog=CONFIG_HELP)
@pass_program
def config_command(program: Program, /) -> None:
    """Show where the settings are and what holds, defaults included."""
    path = program.library.locations.settings
    whence = "" if path.exists() else " (not there yet: these are the defaults)"
    text = settings_text(program.library.settings)
    say(f"# {shown_path(path)}{whence}")
    click.echo(text, nl=False)


@click.command("doctor", short_help="Say what the program found.", epilog=DOCTOR_HELP)
@pass_program
def doctor_command(program: Program, /) -> None:
    """Say what the program found of the terminal, its files and itself."""
    for line in table(list(_found(program))):
        say(line)


def _found(program: Program) -> Iterator[tuple[str, str]]:
    yield "loosen", __version__
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    yield "system", f"{platform.system()} {platform.release()}"
    yield from program.terminal().items()
    try:
        settings = program.library.settings
        yield "bell", settings.cues.bell
        yield "motion", settings.motion.value
        own = "right"
    except BadFile as error:
        own = "; ".join(map(str, error.problems))
    places = program.library.locations
    yield "settings", f"{_place(places.settings)}; {own}"
    yield "routines", f"{_place(places.routines)}; {len(program.library.problems)} problems"
    yield "history", f"{_place(places.history)}; {_history(program)}"
    waiting = program.sessions.look()
    stand = f"{len(waiting.left)} left, {len(waiting.running)} running"
    yield "sessions", f"{_place(places.journals)}; {waiting.problem or stand}"


def _history(program: Program) -> str:
    try:
        return wording.count_words(len(program.sessions.history.all()), "session")
    except HistoryProblem as problem:
        return str(problem)


def _place(path: Path) -> str:
    """A path, with what is worth knowing about who may read and write it."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return f"{shown_path(path)}: not there yet"
    facts = []
    if not os.access(path, os.W_OK):
        facts.append("read-only")
    if mode & (stat.S_IRGRP | stat.S_IROTH):
        facts.append("others may read it")
    return f"{shown_path(path)}: {', '.join(facts) or 'private'}"
