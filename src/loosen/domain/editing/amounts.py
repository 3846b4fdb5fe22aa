"""How much: doses turned up and down, how many a pick takes, who ends the work."""

from dataclasses import replace
from typing import assert_never

from loosen.domain.dose import LONGEST_SECONDS, MOST_COUNT, Breaths, Dose, Hold, Reps, Span, Timed
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace, Refusal
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep, PickStep

HOLD_BY = 5
"""Seconds by which a hold grows or shrinks."""


def turned(
    draft: Draft, place: DraftPlace, exercise: Exercise | None, by: int
) -> DraftChange | Refusal:
    """With a little more (1) or less (-1) on a line: of a step's dose, of a pick's number."""
    step = draft.at(place)
    if isinstance(step, PickStep):
        low, high = step.pick.low + by, step.pick.high + by
        if low < 1 or high > len(step.among):
            return Refusal("It takes one at least, and no more than there are.")
        return DraftChange(
            draft.put(place, step.model_copy(update={"pick": Span(low, high)})), place
        )
    if exercise is None or place.heading:
        return DraftChange(draft, place)
    dose = nudged(step.dose_for(exercise), by)
    if dose is None:
        return Refusal("No more than this." if by > 0 else "No less than this.")
    return DraftChange(draft.put(place, dosed(step, dose, exercise)), place)


def opened(draft: Draft, place: DraftPlace) -> DraftChange | Refusal:
    """With the work of a step ended by a key, or by the clock again."""
    step = draft.at(place)
    if isinstance(step, PickStep):
        return Refusal("It is each choice that a key can end, not the pick.")
    step = step.model_copy(update={"open_ended": not step.open_ended})
    return DraftChange(draft.put(place, step), place)


def nudged(dose: Dose, by: int) -> Dose | None:
    """A dose with a little more or less of it; None at the end of what can be written.

    A range keeps its width, so that going back leads to the same dose.
    """
    match dose.amount:
        case Hold(span) | Timed(span):
            other = _shifted(span, HOLD_BY * by, LONGEST_SECONDS)
            return replace(dose, amount=replace(dose.amount, seconds=other)) if other else None
        case Reps(span) | Breaths(span):
            other = _shifted(span, by, MOST_COUNT)
            return replace(dose, amount=replace(dose.amount, count=other)) if other else None
        case _:
            assert_never(dose.amount)


def _shifted(span: Span, by: int, most: int) -> Span | None:
    low, high = span.low + by, span.high + by
    return Span(low, high) if low >= 1 and high <= most else None


def dosed(step: ExerciseStep, dose: Dose | None, exercise: Exercise) -> ExerciseStep:
    """A step with a dose; the exercise's own is not written down."""
    return step.model_copy(update={"dose": None if dose == exercise.default.dose else dose})
