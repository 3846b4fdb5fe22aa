"""A sheet: every line of it accounted for, and the routine it comes to.

A line is an exercise that is placed, one that has to be asked about, a heading, a note, or blank; each is
exactly one of them. What belongs to the exercise above it, a dose on a line of its own or how to do it,
goes there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from loosen.domain.exercise import Exercise
from loosen.domain.frequency import frequency_or_words
from loosen.domain.routine import ExerciseStep, Routine
from loosen.domain.sheets.fit import Fitted, Request, fit
from loosen.domain.sheets.lines import SheetLine
from loosen.domain.text import clean

SLUG = "from-text"
SUMMARY = "Read from a sheet."


class LineOutcome(StrEnum):
    """What became of a line."""

    PLACED = "placed"
    ASKED = "asked"
    HEADING = "heading"
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class SheetItem:
    """A line that is an exercise: what it asks for, and which exercise it is or could be."""

    name: str
    request: Request
    exercise: Exercise | None = None
    near: tuple[Exercise, ...] = ()
    why: str = ""
    """Why it has to be asked about; empty where it is placed."""

    def fitted(self, exercise: Exercise, *, each_side: bool = False) -> Fitted:
        """The step it comes to with an exercise."""
        return fit(self.request, exercise, each_side=each_side)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A line and what became of it; ``said`` in words where it is no exercise."""

    line: SheetLine
    fate: LineOutcome
    said: str = ""
    item: SheetItem | None = None
    told: tuple[str, ...] = ()


Answers = Mapping[int, ExerciseStep | None]
"""By line number: the step an answer came to, or None to leave the line out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as read. ``title`` is None where it has none; ``rules`` are remarks on the whole."""

    entries: tuple[SheetEntry, ...]
    title: str | None = None
    often: str | None = None
    rules: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[tuple[int, SheetItem], ...]:
        """The exercises, placed or not, by line number."""
        return tuple((e.line.number, e.item) for e in self.entries if e.item)

    @property
    def unplaced(self) -> tuple[tuple[int, SheetItem], ...]:
        """The exercises that have to be asked about, by line number."""
        return tuple((number, item) for number, item in self.items if item.exercise is None)

    def steps(self, answers: Answers | None = None) -> dict[int, ExerciseStep]:
        """The steps by line number, as placed or as answered, each heading on its first step."""
        given = answers or {}
        steps: dict[int, ExerciseStep] = {}
        last = None
        for number, item in self.items:
            placed = item.fitted(item.exercise).step if item.exercise else None
            step = given.get(number, placed)
            if step is None:
                continue
            section = item.request.section
            steps[number] = step.model_copy(
                update={"section": section if section != last else None}
            )
            last = section
        often = self.frequencies
        if len(set(often.values())) > 1 or (often and len(often) < len(self.items)):
            for number, words in often.items():
                if number in steps:
                    steps[number] = _with_note(steps[number], words)
        return steps

    @property
    def frequencies(self) -> dict[int, str]:
        """How often each exercise is asked for, by line number, where its own line says so."""
        items = ((number, item.request.amounts.often) for number, item in self.items)
        return {number: ", ".join(often) for number, often in items if often}

    @property
    def frequency(self) -> str | None:
        """How often the whole is asked for: what all lines agree on, or what the sheet says of all."""
        own = self.frequencies
        said = set(own.values())
        if len(said) == 1 and len(own) == len(self.items):
            (one,) = said
            return one if self.often in (None, one) else self.often
        return self.often

    def routine(self, name: str, answers: Answers | None = None) -> Routine | None:
        """The routine that the sheet comes to; None where no exercise is left.

        Raises:
            ValueError: when there are more steps than a routine holds.
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
    return step.model_copy(update={"note": clean(note)})
