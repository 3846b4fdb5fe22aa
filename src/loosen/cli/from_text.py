"""``loosen from-text``: a physiotherapist's sheet, typed in or copied, as a routine.

Exit codes: 0 with a routine, 1 where a line has no place or there is no exercise, 2 for what cannot be.
"""

import sys
from pathlib import Path

import click
import tomli_w

from loosen.cli import asking
from loosen.cli.output import complain, say, say_json
from loosen.cli.program import Opening, Program
from loosen.cli.sheet_lines import record, trace
from loosen.domain import wording
from loosen.domain.prescription import LONGEST_LINE, MOST_LINES, Answers, Sheet, read_sheet
from loosen.domain.routine import MOST_STEPS, Routine
from loosen.domain.text import clean
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, shown_path

NAME = "From a sheet"
FROM_TEXT_HELP = """\b
Examples:
  loosen from-text sheet.txt
  loosen from-text sheet.txt --name "From the physio" --save
  loosen from-text sheet.txt --run
  pdftotext -layout sheet.pdf - | loosen from-text - --no-ask > mine.toml

One exercise a line, as on paper: “Knee to chest, 5 x 10 s each side, twice a day”. Its dose and how it
is done may follow on lines of their own; headings, numbering and columns are understood. A name is taken
only where the catalogue leaves no other reading; for the rest you are asked, or, where nobody can be
asked, it is listed with the nearest names, and there is no routine unless you say --leave-out.

What was read goes to stderr, line by line, the routine to stdout.

JSON: one object with name, frequency, unplaced (line numbers), lines (line, text, fate: placed, asked,
heading, note or blank; said, step, told, near) and routine (null where there is none).
"""


@click.command("from-text", short_help="Read a sheet of exercises.", epilog=FROM_TEXT_HELP)
@click.argument("source", metavar="FILE|-")
@click.option("--name", metavar="NAME", help="What the routine is called.")
@click.option("--save", is_flag=True, help="Keep it as a routine of yours.")
@click.option("--run", is_flag=True, help="Open the app on it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--no-ask", is_flag=True, help="Ask nothing, also at a terminal.")
@click.option("--leave-out", is_flag=True, help="Go on without the lines that have no place.")
@click.pass_context
def from_text_command(
    ctx: click.Context,
    /,
    *,
    source: str,
    name: str | None,
    save: bool,
    run: bool,
    as_json: bool,
    no_ask: bool,
    leave_out: bool,
) -> None:
    """Read a sheet of exercises, as a physiotherapist writes it, into a routine."""
    program = ctx.ensure_object(Program)
    if run and source == "-" and not sys.stdin.isatty():
        raise click.UsageError("the app needs the keyboard that “-” takes; use --save, then run it")
    sheet = read_sheet(_text(source), program.library.catalogue)
    click.echo("\n".join(trace(sheet)), err=True)
    answers, called = _answered(program, sheet, name, asked=not no_ask, piped=source == "-")
    routine = _routine(sheet, called, answers, leave_out=leave_out)
    if as_json:
        say_json(record(sheet, routine, called, answers))
    if routine is None:
        ctx.exit(1)
    if save:
        routine = program.library.keep_routine(routine)
        complain(f"kept as {routine.slug}; “loosen run {routine.slug}” starts it")
    if run:
        ctx.exit(program.open(Opening(routine)))
    if not (save or as_json):
        _print(routine)


def _print(routine: Routine) -> None:
    plain = routine.model_dump(mode="json", exclude_defaults=True, exclude={"slug"})
    for line in tomli_w.dumps(plain).rstrip().splitlines():
        say(line)


def _text(source: str) -> str:
    """The sheet's text, within limits.

    Raises:
        BadFile: when it cannot be read, is too large, or is no plain text.
    """
    piped = source == "-"
    name = "the sheet" if piped else shown_path(Path(source))
    text = (
        files.text_within_limits(sys.stdin.buffer, name) if piped else files.read_text(Path(source))
    )
    if "\x00" in text or text.startswith(("%PDF", "{\\rtf", "PK\x03\x04")):
        raise BadFile([FileProblem(name, "is no plain text; copy the words out of it first")])
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise BadFile([FileProblem(name, f"has more than {MOST_LINES} lines", line=MOST_LINES + 1)])
    long = next((n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), None)
    if long:
        wrong = f"is longer than {LONGEST_LINE} characters"
        raise BadFile([FileProblem(name, wrong, line=long)])
    return text


def _answered(
    program: Program, sheet: Sheet, name: str | None, *, asked: bool, piped: bool
) -> tuple[Answers, str]:
    """What the person says to what is open, and the routine's name."""
    called = clean(name or "", 200) or clean(sheet.title or "", 200) or NAME
    with asking.terminal(piped=piped) as ask:
        if not asked or ask is None or not sheet.items:
            return {}, called
        answers = asking.questions(sheet, program.library.catalogue, ask)
        if name is None:
            called = clean(ask(f"\nWhat is it called? Enter for “{called}”: ") or "", 200) or called
        return answers, called


def _routine(sheet: Sheet, name: str, answers: Answers, *, leave_out: bool) -> Routine | None:
    """The routine, or None after saying why there is none."""
    steps = sheet.steps(answers)
    missing = [number for number, _ in sheet.unplaced if number not in answers]
    if missing and not leave_out:
        lines = f"line{'s' * (len(missing) > 1)} {', '.join(map(str, missing))}"
        complain(f"{lines}: not placed; write another name, or --leave-out to go on without")
        return None
    if not steps:
        complain("no exercise is placed, so that there is no routine")
        return None
    if len(steps) > MOST_STEPS:
        complain(f"a routine has at most {MOST_STEPS} steps, and these are {len(steps)}")
        return None
    complain(f"{wording.count_words(len(steps), 'exercise')} of {len(sheet.items)} in “{name}”")
    return sheet.routine(name, answers)
