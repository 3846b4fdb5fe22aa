"""``loosen history``, ``report`` and ``import-history``, and the export of the history."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from loosen.cli.output import (
    complain,
    paragraph,
    say,
    say_all,
    say_json,
    say_json_list,
    strong,
    table,
    write_and_say,
)
from loosen.cli.runtime import Runtime, pass_runtime
from loosen.domain.history import SessionRecord
from loosen.domain.stats.overview import progress_of
from loosen.domain.stats.weeks import since_week
from loosen.storage.history_db import History
from loosen.storage.history_file import LARGEST, history_csv, history_text, read_history
from loosen.storage.problems import BadFile, FileProblem, shown_path
from loosen.text import wording
from loosen.text.history import session_lines, session_title
from loosen.text.report import markdown_lines, plain_lines, report_of
from loosen.text.wording import count_words

Answer = TypeVar("Answer")
MOST_WEEKS = 520
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
REPORT_HELP = """\b
Examples:
  loosen report
  loosen report --weeks 12 --markdown > report.md

One page for someone who treats you: sessions, feelings before and after, work by area, where it hurt,
sides, what was left out, notes. It names nobody and draws no conclusion.
"""
IMPORT_HELP = """\b
Examples:
  loosen import-history history.jsonl
  loosen import-history history.jsonl --json
  ssh OTHER loosen export --history | loosen import-history -

Sessions are matched by their ids, so none doubles; of two that differ, the one that was edited later
counts. All of a file is taken, or nothing of it. JSON: an object with the keys added, updated and same.
"""


def history_of(runtime: Runtime, read: Callable[[History], Answer]) -> Answer:
    """Return what is read of the history. Ended sessions found in journals are recorded first.

    Raises:
        HistoryProblem: when the history cannot be read.
    """
    waiting = runtime.sessions.scan()
    answer = read(runtime.sessions.history)  # its own problem is the same one
    if waiting.problem:
        complain(waiting.problem)
    return answer


@click.command("history", short_help="List what was done.", epilog=HISTORY_HELP)
@click.option("--last", metavar="N", type=click.IntRange(min=1), help="Only the latest N sessions.")
@click.option("--detail", is_flag=True, help="With what was done and what was said of it.")
@click.option("--text", "as_text", is_flag=True, help="Print text, which is the default.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, a line for each round.")
@pass_runtime
def history_command(
    runtime: Runtime,
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
    records = history_of(runtime, lambda history: history.latest(last) if last else history.all())
    if as_json:
        say_json_list(records)
    elif as_csv:
        click.echo(history_csv(records).encode(), nl=False)
    elif records and detail:
        _say_details(records)
    elif records:
        say_all(table([_row(record) for record in records], right=frozenset({1})))
    else:
        say("nothing is in the history yet")


def _say_details(records: tuple[SessionRecord, ...]) -> None:
    for number, record in enumerate(records):
        if number:
            say()
        say(strong(f"{session_title(record)} · {record.name}"))
        for line in session_lines(record):
            say(paragraph(line, 2))


def _row(record: SessionRecord) -> tuple[str, ...]:
    done = sum(step.seconds > 0 for step in record.steps)
    count = f"{done} of {wording.count_words(len(record.steps), 'exercise')}"
    when = f"{record.started:%Y-%m-%d %H:%M}"
    return (when, wording.clock_words(record.active), record.name, count, record.outcome.value)


@click.command("report", short_help="Print a page for a therapist.", epilog=REPORT_HELP)
@click.option(
    "--weeks",
    metavar="N",
    type=click.IntRange(1, MOST_WEEKS),
    default=6,
    show_default=True,
    help="How many weeks, the present one among them.",
)
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@pass_runtime
def report_command(runtime: Runtime, /, *, weeks: int, markdown: bool) -> None:
    """Print a page about the last weeks, for someone who treats you."""
    library, now = runtime.library, runtime.now()
    today, since = now.date(), since_week(now, weeks)
    records, days = history_of(runtime, lambda history: (history.since(since), history.days()))
    progress = progress_of(
        records, library.catalogue, library.settings.week, today, weeks, days=days
    )
    report = report_of(progress, today)
    say_all(markdown_lines(report) if markdown else plain_lines(report))


def export_history(runtime: Runtime, file: Path | None) -> None:
    """Write the whole history into a file, or to stdout for None.

    Raises:
        Failure: when it cannot be read, or the file exists.
        OSError: when it cannot be written.
    """
    records = history_of(runtime, History.all)
    text = history_text(records)
    if file is None:
        click.echo(text.encode(), nl=False)
        return
    write_and_say(file, text, f"{count_words(len(records), 'session')} written to")


def _read(file: str) -> bytes:
    """The bytes of a file or of stdin (``-``), at most one more than the limit, so that it is noticed.

    Raises:
        BadFile: when the file cannot be read.
    """
    if file == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    path = Path(file)
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        problem = FileProblem(shown_path(path), f"cannot be read: {error.strerror}")
        raise BadFile([problem]) from None


@click.command("import-history", short_help="Take in another history.", epilog=IMPORT_HELP)
@click.argument("file", metavar="FILE|-")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_runtime
def import_history_command(runtime: Runtime, /, *, file: str, as_json: bool) -> None:
    """Take in the history of another machine from FILE, or from the input with “-”."""
    name = "the input" if file == "-" else shown_path(Path(file))
    records = read_history(_read(file), name)
    history_of(runtime, History.count)  # what has ended is taken down before
    merged = runtime.sessions.history.merge(records)
    counts = {"added": len(merged.added), "updated": len(merged.updated), "same": merged.same}
    if as_json:
        say_json(counts)
    else:
        added = count_words(counts["added"], "session")
        say(f"{added} added, {counts['updated']} updated, {counts['same']} already there")
