"""What was read from a sheet, line by line, for people and as the record that ``--json`` prints."""

from collections.abc import Iterator

from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.sheets import Answers, LineOutcome, Sheet, SheetEntry, SheetItem
from loosen.domain.text import clean

WIDEST_LINE = 44
"""Columns of the sheet's own words; longer lines have what was read of them below."""


def trace(sheet: Sheet) -> Iterator[str]:
    """Every line that is not blank, with what it was read as."""
    steps = sheet.steps()
    shown = [entry for entry in sheet.entries if entry.fate is not LineOutcome.BLANK]
    widths = [len(e.line.text) for e in shown if len(e.line.text) <= WIDEST_LINE]
    wide = max(widths, default=0)
    deep = len(str(sheet.entries[-1].line.number)) if sheet.entries else 1
    for entry in shown:
        number, text = entry.line.number, entry.line.text
        read = _read_as(entry, steps.get(number))
        if len(text) <= wide:
            yield f"{number:>{deep}}  {text:{wide}}  → {read}"
        else:
            yield f"{number:>{deep}}  {text}"
            yield f"{'':{deep}}  {'':{wide}}  → {read}"
        yield from (f"{'':{deep}}  {'':{wide}}    {told}" for told in _told(entry))
    if sheet.frequency:
        yield f"how often: {sheet.frequency}"


def _read_as(entry: SheetEntry, step: ExerciseStep | None) -> str:
    if entry.item is None:
        return entry.said
    return step_words(step) if step else f"not placed: {why(entry.item)}"


def _told(entry: SheetEntry) -> Iterator[str]:
    yield from entry.told
    if entry.fate is LineOutcome.ASKED and entry.item and entry.item.why == MISSING:
        if entry.item.near:
            yield f"nearest: {', '.join(exercise.slug for exercise in entry.item.near)}"
        yield add(entry.item.name)


MANY, MISSING = "could be several", "is not in the catalogue"


def why(item: SheetItem) -> str:
    """Why an exercise was not placed."""
    if item.why == MANY:
        return f"could be {' or '.join(exercise.slug for exercise in item.near)}"
    return item.why


def add(name: str) -> str:
    """How an exercise that is missing is added."""
    plain = clean(name, 60).replace('"', "")
    return f'“loosen new exercise "{plain}"” adds it'


def step_words(step: ExerciseStep) -> str:
    """A step in one line: "pelvic-tilt, 10 x 5 s, rest 30 s (slowly)"."""
    rest = f", rest {step.rest} s" if step.rest is not None else ""
    stiff = f", {step.stiffer_rounds} rounds for the stiffer side" if step.stiffer_rounds else ""
    note = f" ({step.note})" if step.note else ""
    return f"{step.exercise}, {step.dose or 'its own dose'}{rest}{stiff}{note}"


def choice(item: SheetItem, exercise: Exercise) -> str:
    """What a line would come to with an exercise: "Bridge, both legs: 10 reps"."""
    step = item.fitted(exercise).step
    return f"{exercise.name} ({exercise.slug}): {step.dose or 'its own dose'}"


def record(sheet: Sheet, routine: Routine | None, name: str, answers: Answers) -> dict[str, object]:
    """What ``--json`` prints."""
    steps = sheet.steps(answers)
    plain = (
        routine.model_dump(mode="json", exclude_defaults=True, exclude={"slug"})
        if routine
        else None
    )
    return {
        "name": name,
        "frequency": sheet.frequency,
        "unplaced": [n for n, _ in sheet.unplaced if n not in answers],
        "lines": [_line_record(entry, steps, answers) for entry in sheet.entries],
        "routine": plain,
    }


def _line_record(
    entry: SheetEntry, steps: dict[int, ExerciseStep], answers: Answers
) -> dict[str, object]:
    number, item = entry.line.number, entry.item
    step = steps.get(number)
    said = entry.said
    if item and item.exercise is None:
        said = ("answered" if answers[number] else "left out") if number in answers else item.why
    return {
        "line": number,
        "text": entry.line.text,
        "fate": entry.fate,
        "said": said,
        "step": step.model_dump(mode="json", exclude_defaults=True) if step else None,
        "told": entry.told,
        "near": [exercise.slug for exercise in item.near] if item else [],
    }
