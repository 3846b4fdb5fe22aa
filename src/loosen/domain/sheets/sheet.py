"""Sheet as read: the outcome of each line, and the routine made of them.

A line is exactly one of: an exercise that is placed, one to ask about, a heading, a note, or blank. A line
that belongs to the exercise above, such as a dose of its own or instructions, is a note and added there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from loosen.domain.exercise import Exercise
from loosen.domain.frequency import frequency_or_words
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.sheets.fit import FittedStep, StepRequest, fit
from loosen.domain.sheets.lines import SheetLine
from loosen.domain.text import clean

SLUG = "from-text"
SUMMARY = "Read from a sheet."


class LineOutcome(StrEnum):
    """Outcome of a line."""

    PLACED = "placed"
    ASKED = "asked"
    HEADING = "heading"
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class SheetItem:
    """Exercise of a line: its content, and the exercise that it is or those near it."""

    name: str
    request: StepRequest
    exercise: Exercise | None = None
    near: tuple[Exercise, ...] = ()
    why: str = ""
    """Reason why it has to be asked about; empty if it is placed."""

    def fit(self, exercise: Exercise, *, each_side: bool = False) -> FittedStep:
        """Return its step with an exercise."""
        return fit(self.request, exercise, each_side=each_side)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """Line with its outcome; ``description`` is in words, for a line that is not an exercise."""

    line: SheetLine
    outcome: LineOutcome
    description: str = ""
    item: SheetItem | None = None
    remarks: tuple[str, ...] = ()


SheetAnswers = Mapping[int, ExerciseStep | None]
"""SheetAnswers by line number: the step, or None to leave the line out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sheet as read. ``rules`` are notes on the whole sheet, ``often`` is its frequency in words."""

    entries: tuple[SheetEntry, ...]
    title: str | None = None
    often: str | None = None
    rules: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[tuple[int, SheetItem], ...]:
        """The exercises, placed or not, with their line numbers."""
        return tuple((e.line.number, e.item) for e in self.entries if e.item)

    @property
    def unplaced(self) -> tuple[tuple[int, SheetItem], ...]:
        """The exercises to ask about, with their line numbers."""
        return tuple((number, item) for number, item in self.items if item.exercise is None)

    def steps(self, answers: SheetAnswers | None = None) -> dict[int, ExerciseStep]:
        """Return the steps by line number, as placed or as answered, each heading on its first step."""
        answered = answers or {}
        steps: dict[int, ExerciseStep] = {}
        last = None
        for number, item in self.items:
            placed = item.fit(item.exercise).step if item.exercise else None
            step = answered.get(number, placed)
            if step is None:
                continue
            section = item.request.section
            steps[number] = step.copy_with(section=section if section != last else None)
            last = section
        often = self.frequencies
        if len(set(often.values())) > 1 or (often and len(often) < len(self.items)):
            for number, words in often.items():
                if number in steps:
                    steps[number] = _with_note(steps[number], words)
        return steps

    @property
    def frequencies(self) -> dict[int, str]:
        """Frequencies in words by line number, of exercises whose own line gives one."""
        items = ((number, item.request.amounts.often) for number, item in self.items)
        return {number: ", ".join(often) for number, often in items if often}

    @property
    def frequency(self) -> str | None:
        """Frequency of the whole sheet in words: the one of all its lines, or the sheet's own."""
        own = self.frequencies
        distinct = set(own.values())
        if len(distinct) == 1 and len(own) == len(self.items):
            (common,) = distinct
            return common if self.often is None else self.often
        return self.often

    def routine(self, name: str, answers: SheetAnswers | None = None) -> Routine | None:
        """Return the routine of the sheet; None if it has no steps.

        Raises:
            ValueError: if there are more steps than a routine can hold.
        """
        steps = tuple(self.steps(answers).values())
        if not steps:
            return None
        frequency, when = frequency_or_words(self.frequency)
        return Routine(
            slug=SLUG,
            name=name,
            summary=SUMMARY,
            frequency=frequency,
            when=when,
            rules=self.rules,
            steps=steps,
        )


def _with_note(step: ExerciseStep, words: str) -> ExerciseStep:
    note = f"{step.note}; {words}" if step.note else words
    return step.copy_with(note=clean(note))
