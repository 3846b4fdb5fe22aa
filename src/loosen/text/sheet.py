"""Result of reading a sheet of exercises, line by line, with its open questions in words."""

from collections.abc import Iterator

from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep
from loosen.domain.sheets.sheet import LineOutcome, Sheet, SheetEntry, SheetItem
from loosen.domain.text import clean

WIDEST_LINE = 44
"""Cells of the column for the sheet's lines; what was read of a longer line stands below it."""
MANY, MISSING = "could be several", "is not in the catalogue"
"""Reasons in ``SheetItem.why``: several exercises fit, or none."""


def reading_lines(sheet: Sheet) -> Iterator[str]:
    """Each line of a sheet that is not blank, with how it was read."""
    steps = sheet.steps()
    entries = [entry for entry in sheet.entries if entry.outcome is not LineOutcome.BLANK]
    widths = [len(e.line.text) for e in entries if len(e.line.text) <= WIDEST_LINE]
    wide = max(widths, default=0)
    digits = len(str(sheet.entries[-1].line.number)) if sheet.entries else 1
    for entry in entries:
        number, text = entry.line.number, entry.line.text
        read = _read_as(entry, steps.get(number))
        if len(text) <= wide:
            yield f"{number:>{digits}}  {text:{wide}}  → {read}"
        else:
            yield f"{number:>{digits}}  {text}"
            yield f"{'':{digits}}  {'':{wide}}  → {read}"
        yield from (f"{'':{digits}}  {'':{wide}}    {note}" for note in _notes(entry))
    if sheet.frequency:
        yield f"how often: {sheet.frequency}"


def _read_as(entry: SheetEntry, step: ExerciseStep | None) -> str:
    if entry.item is None:
        return entry.description
    return step_words(step) if step else f"not placed: {unplaced_words(entry.item)}"


def _notes(entry: SheetEntry) -> Iterator[str]:
    yield from entry.remarks
    if entry.outcome is LineOutcome.ASKED and entry.item and entry.item.why == MISSING:
        if entry.item.near:
            yield f"nearest: {', '.join(exercise.slug for exercise in entry.item.near)}"
        yield adding_words(entry.item.name)


def unplaced_words(item: SheetItem) -> str:
    """Why an item has no exercise."""
    if item.why == MANY:
        return f"could be {' or '.join(exercise.slug for exercise in item.near)}"
    return item.why


def adding_words(name: str) -> str:
    """The command that adds a missing exercise."""
    plain = clean(name, 60).replace('"', "")
    return f'“loosen new exercise "{plain}"” adds it'


def step_words(step: ExerciseStep) -> str:
    """A step in one line: "pelvic-tilt, 10 x 5 s, rest 30 s (slowly)"."""
    rest = f", rest {step.rest} s" if step.rest is not None else ""
    stiff = f", {step.stiffer_rounds} rounds for the stiffer side" if step.stiffer_rounds else ""
    note = f" ({step.note})" if step.note else ""
    return f"{step.exercise}, {step.dose or 'its own dose'}{rest}{stiff}{note}"


def choice_words(item: SheetItem, exercise: Exercise) -> str:
    """An exercise as a choice for an item: "Bridge (bridge): 10 reps"."""
    step = item.fit(exercise).step
    return f"{exercise.name} ({exercise.slug}): {step.dose or 'its own dose'}"
