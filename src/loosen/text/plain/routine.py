"""A routine as lines of plain text."""

from collections.abc import Iterator

from loosen.domain.routine import Routine
from loosen.domain.text import aligned, hanging
from loosen.domain.timeline import Timeline
from loosen.text import wording
from loosen.text.exercise_page import MARK_OF_OURS

PAGE = 80
"""Columns of a page of prose."""
NOTE = 4
"""Columns that the note on a step is set in."""


def path_words(timeline: Timeline) -> str:
    """The positions a routine goes through, in order, and how often they change."""
    places: list[str] = []
    for step in timeline.steps:
        place = wording.position_words(step.exercise.position)
        if not places or places[-1] != place:
            places.append(place)
    changes = len(places) - 1
    if not changes:
        return f"{places[0]} throughout" if places else ""
    return f"{' ▸ '.join(places)}  ({wording.count_words(changes, 'change')})"


def routine_lines(routine: Routine, timeline: Timeline, every_exercise: str) -> Iterator[str]:
    """A routine: its steps with doses, times and notes, the body's way, and what to know."""
    yield routine.name
    often = wording.often_words(routine.frequency, routine.when)
    yield " · ".join(filter(None, (wording.minutes(timeline.seconds), often)))
    yield ""
    yield from hanging(routine.summary, PAGE).split("\n")
    rows = [
        (
            f"{number + 1}",
            wording.name_words(step.exercise),
            wording.dose_words(step.dose),
            wording.minutes(timeline.seconds_of_step(number)),
        )
        for number, step in enumerate(timeline.steps)
    ]
    lines = aligned(rows, right=frozenset({0, 3}))
    for step, line in zip(timeline.steps, lines, strict=True):
        if step.section:
            yield from ("", step.section)
        elif step is timeline.steps[0]:
            yield ""
        yield line
        if step.note:
            yield from hanging(step.note, PAGE, NOTE).split("\n")
    yield ""
    notes = (
        path_words(timeline),
        *routine.rules,
        every_exercise,
        *(f"{MARK_OF_OURS} {one}" for one in routine.ours),
    )
    for note in notes:
        yield from hanging(note, PAGE).split("\n")
