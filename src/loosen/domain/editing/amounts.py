"""Changes of amounts: the dose of a step, the number of a pick, open-ended work."""

from typing import assert_never

from loosen.domain.dose import LONGEST_SECONDS, MOST_COUNT, Breaths, Dose, Hold, Reps, Span, Timed
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace, Refusal
from loosen.domain.exercise import Exercise
from loosen.domain.routine import ExerciseStep, PickStep

HOLD_BY = 5
"""Seconds by which one change alters a hold."""


def change_amount(
    draft: Draft, place: DraftPlace, exercise: Exercise | None, by: int
) -> DraftChange | Refusal:
    """Return the change to a little more (1) or less (-1) on a line: of a dose, or of a pick's number."""
    step = draft.at(place)
    if isinstance(step, PickStep):
        low, high = step.pick.low + by, step.pick.high + by
        if low < 1 or high > len(step.among):
            return Refusal("It takes one at least, and no more than there are.")
        return DraftChange(draft.put(place, step.copy_with(pick=Span(low, high))), place)
    if exercise is None or place.heading:
        return DraftChange(draft, place)
    dose = nudge(step.dose_for(exercise), by)
    if dose is None:
        return Refusal("No more than this." if by > 0 else "No less than this.")
    return DraftChange(draft.put(place, with_dose(step, dose, exercise)), place)


def toggle_open_ended(draft: Draft, place: DraftPlace) -> DraftChange | Refusal:
    """Return the change that makes a step's work open-ended, or timed again."""
    step = draft.at(place)
    if isinstance(step, PickStep):
        return Refusal("It is each choice that a key can end, not the pick.")
    step = step.copy_with(open_ended=not step.open_ended)
    return DraftChange(draft.put(place, step), place)


def nudge(dose: Dose, by: int) -> Dose | None:
    """Return a dose with ``by`` repetitions, breaths or 5-second steps more; None beyond the limits.

    A range keeps its width, so that the opposite change gives the same dose again.
    """
    match dose.amount:
        case Hold(span) | Timed(span):
            shifted = _shift(span, HOLD_BY * by, LONGEST_SECONDS)
            return (
                dose.copy_with(amount=dose.amount.copy_with(seconds=shifted)) if shifted else None
            )
        case Reps(span) | Breaths(span):
            shifted = _shift(span, by, MOST_COUNT)
            return dose.copy_with(amount=dose.amount.copy_with(count=shifted)) if shifted else None
        case _:
            assert_never(dose.amount)


def _shift(span: Span, by: int, most: int) -> Span | None:
    low, high = span.low + by, span.high + by
    return Span(low, high) if low >= 1 and high <= most else None


def with_dose(step: ExerciseStep, dose: Dose | None, exercise: Exercise) -> ExerciseStep:
    """Return a step with a dose, which is None where it equals the exercise's default."""
    return step.copy_with(dose=None if dose == exercise.default.dose else dose)
