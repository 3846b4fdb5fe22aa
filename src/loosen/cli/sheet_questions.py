"""Questions about a sheet of exercises: which exercise a line means, and whether a dose is for each side.

They go to stderr, since the routine goes to stdout. Where the sheet comes through stdin, the answers are
read from the terminal itself.
"""

import click

from loosen.cli.asking import Ask
from loosen.domain.catalogue import Catalogue
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep
from loosen.domain.sheets.sheet import Sheet, SheetItem
from loosen.domain.text import clean
from loosen.text.sheet import MANY, MISSING, adding_words, choice_words, step_words, unplaced_words

MOST_FOUND = 9


def questions(sheet: Sheet, catalogue: Catalogue, ask: Ask) -> dict[int, ExerciseStep | None]:
    """Ask about every open line of a sheet and return the answers by line number, up to the end of input."""
    answers: dict[int, ExerciseStep | None] = {}
    for number, item in sheet.items:
        try:
            if item.exercise is None:
                _write(f"\n{number}  {clean(item.name)}: {_problem_words(item)}")
                chosen = _ask_exercise(item, catalogue, ask)
                answers[number] = _ask_step(item, chosen, ask) if chosen else None
                step = answers[number]
                _write(f"   → {step_words(step)}" if step else "   → left out")
            elif item.fit(item.exercise).one_sided:
                _write(f"\n{number}  {item.exercise.name}")
                answers[number] = _ask_step(item, item.exercise, ask)
        except EOFError:
            break
    return answers


def _problem_words(item: SheetItem) -> str:
    if item.why == MISSING:
        return f"it is not in the catalogue; {adding_words(item.name)}."
    return f"it {unplaced_words(item)}." if item.why == MANY else f"{unplaced_words(item)}."


def _ask_exercise(item: SheetItem, catalogue: Catalogue, ask: Ask) -> Exercise | None:
    """Ask which exercise an item is; None to leave its line out."""
    offered = item.near
    while True:
        for place, exercise in enumerate(offered, 1):
            _write(f"   {place}  {choice_words(item, exercise)}")
        numbers = f"1-{len(offered)}, " if len(offered) > 1 else "1, " if offered else ""
        typed = _answer(ask, f"   {numbers}s and a word to search, Enter to leave it out: ")
        if not typed:
            return None
        if typed.isdecimal() and 1 <= int(typed[:4]) <= len(offered):
            return offered[int(typed[:4]) - 1]
        if typed.lower() == "s" or typed.lower().startswith("s "):
            offered = _search(typed[2:], catalogue, ask) or offered


def _search(words: str, catalogue: Catalogue, ask: Ask) -> tuple[Exercise, ...]:
    query = words or _answer(ask, "   Search for: ")
    found = catalogue.search(query)[:MOST_FOUND] if query else ()
    if query and not found:
        _write(f"   Nothing has “{query}” in it.")
    return found


def _ask_step(item: SheetItem, exercise: Exercise, ask: Ask) -> ExerciseStep:
    fitted = item.fit(exercise)
    if not fitted.one_sided:
        return fitted.step
    typed = _answer(
        ask, f"   “{fitted.step.dose}” names no side. Is it for each side (Enter), or not (n)? "
    )
    return item.fit(exercise, each_side=not typed.lower().startswith("n")).step


def _answer(ask: Ask, question: str) -> str:
    typed = ask(question)
    if typed is None:
        raise EOFError
    return typed


def _write(line: str) -> None:
    click.echo(line, err=True)
