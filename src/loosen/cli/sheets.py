"""A sheet read, told, asked about, and handed on: what ``loosen from-text`` does."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click
import tomli_w

from loosen.cli import sheet_questions
from loosen.cli.context import Opening, Program
from loosen.cli.output import complain, say, say_json
from loosen.cli.sheet_lines import record, trace
from loosen.domain.routine import MOST_STEPS, Routine
from loosen.domain.sheets import LONGEST_LINE, MOST_LINES, Answers, Sheet, read_sheet
from loosen.domain.text import clean
from loosen.storage import files
from loosen.storage.problems import BadFile, FileProblem, shown_path
from loosen.text import wording

NAME = "From a sheet"
LARGEST = 64 * 1024
"""Bytes of a sheet."""


@dataclass(frozen=True)
class SheetRequest:
    """What is to become of a sheet; ``source`` is a file, or ``-`` for stdin."""

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


def carry_out(program: Program, wish: SheetRequest) -> int:
    """Read a sheet and do with it as wished; the exit code comes back.

    Raises:
        BadFile: when it is no sheet.
        OSError: when the routine cannot be written.
    """
    sheet = read_sheet(_text(wish), program.library.catalogue)
    click.echo("\n".join(trace(sheet)), err=True)
    answers, called = _answered(program, sheet, wish)
    routine = _routine(sheet, called, answers, leave_out=wish.leave_out)
    if wish.as_json:
        say_json(record(sheet, routine, called, answers))
    if routine is None:
        return 1
    if wish.save:
        routine = program.library.keep_routine(routine)
        complain(f"kept as {routine.slug}; “loosen run {routine.slug}” starts it")
    if wish.run:
        return program.open(Opening(routine))
    if not (wish.save or wish.as_json):
        _print(routine)
    return 0


def _print(routine: Routine) -> None:
    plain = routine.model_dump(mode="json", exclude_defaults=True, exclude={"slug"})
    for line in tomli_w.dumps(plain).rstrip().splitlines():
        say(line)


def _text(wish: SheetRequest) -> str:
    """The sheet's text, within limits.

    Raises:
        BadFile: when it cannot be read, is too large, or is no plain text.
    """
    if wish.piped:
        name = "the sheet"
        text = files.text_within_limits(sys.stdin.buffer, name, LARGEST)
    else:
        path = Path(wish.source)
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


def _answered(program: Program, sheet: Sheet, wish: SheetRequest) -> tuple[Answers, str]:
    """What the person says to what is open, and the routine's name."""
    called = clean(wish.name or "", 200) or clean(sheet.title or "", 200) or NAME
    with sheet_questions.terminal(piped=wish.piped) as ask:
        if not wish.asked or ask is None or not sheet.items:
            return {}, called
        answers = sheet_questions.questions(sheet, program.library.catalogue, ask)
        if wish.name is None and all(number in answers for number, _ in sheet.unplaced):
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
