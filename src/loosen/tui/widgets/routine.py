"""A routine in rows: its steps, each with its dose and what it takes, and the way through positions."""

from collections.abc import Iterator

from loosen.domain.routine import Routine
from loosen.domain.timeline import Timeline
from loosen.text.exercise_page import MARK_OF_OURS
from loosen.text.plain_pages import path_words
from loosen.text.wording import (
    clock_words,
    dose_words,
    name_words,
    often_words,
)
from loosen.tui.widgets.page import TITLE
from loosen.tui.widgets.prose import GAP, Lead, ProseRow, Tail

NUMBER, TIME = 4, 8
"""Cells that the number and the time of a step take."""
QUIET = "$quiet"


def routine_rows(
    routine: Routine, timeline: Timeline, every_exercise: str, kept: str = "", whose: str = ""
) -> Iterator[ProseRow]:
    """Return the rows of a routine's page, from its name to what of it is ours.

    ``kept`` is its due line and ``whose`` its owner in words, empty for none.
    """
    yield ProseRow(routine.name, "bold")
    often = often_words(routine.frequency, routine.when)
    yield ProseRow(" · ".join(filter(None, (whose, clock_words(timeline.seconds), often))), QUIET)
    if kept:
        yield ProseRow(kept, "$accent")
    yield from (GAP, ProseRow(routine.summary), GAP)
    yield from _step_rows(timeline)
    yield from (GAP, ProseRow(path_words(timeline), QUIET))
    for rule in routine.rules:
        yield from (GAP, ProseRow(rule))
    yield from (GAP, ProseRow(every_exercise))
    for line in routine.ours:
        yield from (GAP, ProseRow(line, QUIET, (Lead(MARK_OF_OURS, 2),)))


def _step_rows(timeline: Timeline) -> Iterator[ProseRow]:
    """Yield number, name, dose and time of each step, under its section and over its note."""
    for number, step in enumerate(timeline.steps):
        if step.section:
            yield from (GAP, ProseRow(step.section, TITLE))
        yield ProseRow(
            name_words(step.exercise),
            leads=(Lead(f"{number + 1:>2}", NUMBER),),
            tails=(
                Tail(dose_words(step.dose), style=QUIET),
                Tail(clock_words(timeline.seconds_of_step(number)), TIME),
            ),
        )
        if step.note:
            yield ProseRow(step.note, QUIET, (Lead("", NUMBER),))
