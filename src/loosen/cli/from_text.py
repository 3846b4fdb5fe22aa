"""``loosen from-text``: a physiotherapist's sheet, typed in or copied, as a routine.

Exit codes: 0 with a routine, 1 when a line or all of them have no exercise, 2 for wrong usage.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from loosen.cli import asking, sheet_questions
from loosen.cli.output import complain, say_all, say_json
from loosen.cli.runtime import LaunchOptions, Runtime
from loosen.domain.routine import MOST_STEPS, ExerciseStep, Routine
from loosen.domain.sheets.lines import LONGEST_LINE, MOST_LINES
from loosen.domain.sheets.placement import read_sheet
from loosen.domain.sheets.sheet import Sheet, SheetAnswers, SheetEntry
from loosen.domain.text import clean
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, shown_path
from loosen.text import wording
from loosen.text.sheet import reading_lines

DEFAULT_NAME = "From a sheet"
LARGEST = 64 * 1024
"""Bytes of a sheet."""
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


@dataclass(frozen=True)
class SheetRequest:
    """The arguments of the command; ``source`` is a file, or ``-`` for stdin."""

    source: str
    name: str | None
    save: bool
    run: bool
    as_json: bool
    asked: bool
    leave_out: bool

    @property
    def piped(self) -> bool:
        """Whether the sheet comes through stdin."""
        return self.source == "-"


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
    if run and source == "-" and not sys.stdin.isatty():
        raise click.UsageError("the app needs the keyboard that “-” takes; use --save, then run it")
    request = SheetRequest(
        source, name, save=save, run=run, as_json=as_json, asked=not no_ask, leave_out=leave_out
    )
    ctx.exit(_carry_out(ctx.ensure_object(Runtime), request))


def _carry_out(runtime: Runtime, request: SheetRequest) -> int:
    """Read a sheet, print or save its routine as requested, and return the exit code.

    Raises:
        BadFile: when the sheet cannot be read.
        OSError: when the routine cannot be written.
    """
    sheet = read_sheet(_text(request), runtime.library.catalogue)
    click.echo("\n".join(reading_lines(sheet)), err=True)
    answers, called = _ask(runtime, sheet, request)
    routine = _routine(sheet, called, answers, leave_out=request.leave_out)
    if request.as_json:
        say_json(_record(sheet, routine, called, answers))
    if routine is None:
        return 1
    if request.save:
        routine = runtime.library.keep_routine(routine)
        complain(f"kept as {routine.slug}; “loosen run {routine.slug}” starts it")
    if request.run:
        return runtime.open_app(LaunchOptions(routine))
    if not (request.save or request.as_json):
        _print(routine)
    return 0


def _print(routine: Routine) -> None:
    plain = routine.to_plain(defaults=False, without={"slug"})
    say_all(files.toml_text(plain).rstrip().splitlines())


def _text(request: SheetRequest) -> str:
    """The text of the sheet.

    Raises:
        BadFile: when it cannot be read, is too large, or is no plain text.
    """
    if request.piped:
        name = "the sheet"
        text = files.text_within_limits(sys.stdin.buffer, name, LARGEST)
    else:
        path = Path(request.source)
        name, text = shown_path(path), files.read_text(path, LARGEST)
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


def _ask(runtime: Runtime, sheet: Sheet, request: SheetRequest) -> tuple[SheetAnswers, str]:
    """Ask about open lines, if anybody can be asked; return the answers and the routine's name."""
    called = clean(request.name or "", 200) or clean(sheet.title or "", 200) or DEFAULT_NAME
    with asking.terminal(piped=request.piped) as ask:
        if not request.asked or ask is None or not sheet.items:
            return {}, called
        answers = sheet_questions.questions(sheet, runtime.library.catalogue, ask)
        if request.name is None and all(number in answers for number, _ in sheet.unplaced):
            called = clean(ask(f"\nWhat is it called? Enter for “{called}”: ") or "", 200) or called
        return answers, called


def _routine(sheet: Sheet, name: str, answers: SheetAnswers, *, leave_out: bool) -> Routine | None:
    """The routine, or None after a complaint that says why there is none."""
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


def _record(
    sheet: Sheet, routine: Routine | None, name: str, answers: SheetAnswers
) -> dict[str, object]:
    """The sheet and its routine as ``--json`` prints them."""
    steps = sheet.steps(answers)
    plain = routine.to_plain(defaults=False, without={"slug"}) if routine else None
    return {
        "name": name,
        "frequency": sheet.frequency,
        "unplaced": [n for n, _ in sheet.unplaced if n not in answers],
        "lines": [_line_record(entry, steps, answers) for entry in sheet.entries],
        "routine": plain,
    }


def _line_record(
    entry: SheetEntry, steps: dict[int, ExerciseStep], answers: SheetAnswers
) -> dict[str, object]:
    number, item = entry.line.number, entry.item
    step = steps.get(number)
    said = entry.description
    if item and item.exercise is None:
        said = ("answered" if answers[number] else "left out") if number in answers else item.why
    return {
        "line": number,
        "text": entry.line.text,
        "fate": entry.outcome,
        "said": said,
        "step": step.to_plain(defaults=False) if step else None,
        "told": entry.remarks,
        "near": [exercise.slug for exercise in item.near] if item else [],
    }
