"""Questions about a sheet, asked at a terminal: which exercise a line means, and whether each side.

Questions go to stderr, so that the routine on stdout stays clean. A sheet that comes through a pipe
leaves the keyboard free, and the terminal itself is asked.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator

import click

from loosen.cli.sheet_lines import MANY, MISSING, add, choice, step_words, why
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep
from loosen.domain.sheets import Sheet, SheetItem
from loosen.domain.text import clean

MOST_FOUND = 9
Ask = Callable[[str], str | None]
"""Puts a question and returns the line that is typed; None when there are no more answers."""


@contextlib.contextmanager
def terminal(*, piped: bool) -> Iterator[Ask | None]:
    """A way to ask the person at the terminal; None where nobody can be asked.

    ``piped`` says that the sheet itself came through stdin.
    """
    if not sys.stderr.isatty() or not (piped or sys.stdin.isatty()):
        yield None
        return
    if sys.stdin.isatty():
        yield _asking(sys.stdin.readline)
        return
    try:
        # Closed below, and a device is no path.
        keyboard = open("/dev/tty", encoding="utf-8", errors="replace")  # noqa: PTH123, SIM115  as said
    except OSError:
        yield None
        return
    with keyboard:
        yield _asking(keyboard.readline)


def _asking(readline: Callable[[], str]) -> Ask:
    def ask(question: str) -> str | None:
        click.echo(question, err=True, nl=False)
        typed = readline()
        if not typed:
            click.echo(err=True)
            return None
        return clean(typed)

    return ask


def questions(sheet: Sheet, catalogue: Catalogue, ask: Ask) -> dict[int, ExerciseStep | None]:
    """What a person answers to everything open in a sheet, by line number; fewer where they stop."""
    answers: dict[int, ExerciseStep | None] = {}
    for number, item in sheet.items:
        try:
            if item.exercise is None:
                _tell(f"\n{number}  {clean(item.name)}: {_open(item)}")
                chosen = _which(item, catalogue, ask)
                answers[number] = _step(item, chosen, ask) if chosen else None
                step = answers[number]
                _tell(f"   → {step_words(step)}" if step else "   → left out")
            elif item.fitted(item.exercise).one_sided:
                _tell(f"\n{number}  {item.exercise.name}")
                answers[number] = _step(item, item.exercise, ask)
        except EOFError:
            break
    return answers


def _open(item: SheetItem) -> str:
    if item.why == MISSING:
        return f"it is not in the catalogue; {add(item.name)}."
    return f"it {why(item)}." if item.why == MANY else f"{why(item)}."


def _which(item: SheetItem, catalogue: Catalogue, ask: Ask) -> Exercise | None:
    """The exercise a person means; None to leave the line out."""
    offered = item.near
    while True:
        for place, exercise in enumerate(offered, 1):
            _tell(f"   {place}  {choice(item, exercise)}")
        numbers = f"1-{len(offered)}, " if len(offered) > 1 else "1, " if offered else ""
        typed = _answer(ask, f"   {numbers}s and a word to search, Enter to leave it out: ")
        if not typed:
            return None
        if typed.isdecimal() and 1 <= int(typed[:4]) <= len(offered):
            return offered[int(typed[:4]) - 1]
        if typed.lower() == "s" or typed.lower().startswith("s "):
            offered = _search(typed[2:], catalogue, ask) or offered


def _search(words: str, catalogue: Catalogue, ask: Ask) -> tuple[Exercise, ...]:
    sought = words or _answer(ask, "   Search for: ")
    found = catalogue.search(sought)[:MOST_FOUND] if sought else ()
    if sought and not found:
        _tell(f"   Nothing has “{sought}” in it.")
    return found


def _step(item: SheetItem, exercise: Exercise, ask: Ask) -> ExerciseStep:
    fitted = item.fitted(exercise)
    if not fitted.one_sided:
        return fitted.step
    typed = _answer(
        ask, f"   “{fitted.step.dose}” names no side. Is it for each side (Enter), or not (n)? "
    )
    return item.fitted(exercise, each_side=not typed.lower().startswith("n")).step


def _answer(ask: Ask, question: str) -> str:
    typed = ask(question)
    if typed is None:
        raise EOFError
    return typed


def _tell(line: str) -> None:
    click.echo(line, err=True)
