"""``loosen report``, ``export``, ``import-history``: what was done, for others and other machines."""

import sys
from pathlib import Path

import click

from loosen.cli.output import complain, say, say_json
from loosen.cli.program import Program, pass_program
from loosen.domain.history import SessionRecord
from loosen.domain.progress.looking import look_back
from loosen.domain.report import markdown_lines, plain_lines, report_of
from loosen.domain.wording import count_words
from loosen.storage.files import write_text
from loosen.storage.history_db import HistoryProblem
from loosen.storage.history_file import LARGEST, history_text, read_history
from loosen.storage.problems import BadFile, FileProblem, shown_path

MOST_WEEKS = 520
REPORT_HELP = """\b
Examples:
  loosen report
  loosen report --weeks 12 --markdown > report.md

One page for someone who treats you: sessions, feelings before and after, work by area, where it hurt,
sides, what was left out, notes. It names nobody and draws no conclusion.
"""
EXPORT_HELP = """\b
Examples:
  loosen export --history history.jsonl
  loosen export --history | ssh OTHER loosen import-history -

JSON lines: first an object with the keys format (loosen-history) and version (1), then a session on
each line, with the keys that “loosen history --json” has. A file that is there is not written over.
"""
IMPORT_HELP = """\b
Examples:
  loosen import-history history.jsonl
  ssh OTHER loosen export --history | loosen import-history -

Sessions are told by their ids, so nothing doubles; of two that differ, the one that was edited later
counts. All of a file is taken, or nothing of it. JSON: an object with the keys added, updated and same.
"""


def history_of(program: Program) -> tuple[SessionRecord, ...]:
    """Every session, the earliest first; those that had ended and were not kept yet among them.

    Raises:
        ClickException: when the history cannot be read.
    """
    waiting = program.sessions.look()
    if waiting.problem:
        complain(waiting.problem)
    try:
        return program.sessions.history.all()
    except HistoryProblem as problem:
        raise click.ClickException(str(problem)) from None


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
@pass_program
def report_command(program: Program, /, *, weeks: int, markdown: bool) -> None:
    """Print a page about the last weeks, for someone who treats you."""
    library, today = program.library, program.today().date()
    progress = look_back(
        history_of(program), library.catalogue, library.settings.week, today, weeks
    )
    report = report_of(progress)
    for line in markdown_lines(report) if markdown else plain_lines(report):
        say(line)


def export_history(program: Program, file: Path | None) -> None:
    """Write the whole history into a file, or to the output.

    Raises:
        ClickException: when it cannot be read or written, or the file is there already.
    """
    records = history_of(program)
    text = history_text(records)
    if file is None:
        click.echo(text.encode(), nl=False)
        return
    if file.exists():
        raise click.ClickException(f"{shown_path(file)} is there already; name another file")
    write_text(file, text)
    say(f"{count_words(len(records), 'session')} written to {shown_path(file)}")


@click.command("export", short_help="Write the history into a file.", epilog=EXPORT_HELP)
@click.option("--history", "whole", is_flag=True, required=True, help="The whole history.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@pass_program
def export_command(program: Program, /, *, whole: bool, file: Path | None) -> None:
    """Write the history into FILE, or to the output."""
    if whole:
        export_history(program, file)


def _data_of(file: str) -> bytes:
    """A file's content, or what comes in; a byte more than is taken tells that there is more."""
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
@pass_program
def import_history_command(program: Program, /, *, file: str, as_json: bool) -> None:
    """Take in the history of another machine from FILE, or from the input with “-”."""
    name = "the input" if file == "-" else shown_path(Path(file))
    records = read_history(_data_of(file), name)
    history_of(program)
    try:
        merged = program.sessions.history.merge(records)
    except HistoryProblem as problem:
        raise click.ClickException(str(problem)) from None
    counts = {"added": len(merged.added), "updated": len(merged.updated), "same": merged.same}
    if as_json:
        say_json(counts)
    else:
        added = count_words(counts["added"], "session")
        say(f"{added} added, {counts['updated']} updated, {counts['same']} already there")
