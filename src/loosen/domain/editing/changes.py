"""Changes of a draft: lines added, removed and moved, picks joined and split, and amounts.

Each returns the new draft with the line for the cursor, or a refusal in words.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import assert_never

from loosen.domain.dose import (
    LONGEST_SECONDS,
    MOST_COUNT,
    Breaths,
    Dose,
    Hold,
    Reps,
    Span,
    Timed,
    exactly,
)
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace, Refusal, with_heading
from loosen.domain.exercise import Exercise
from loosen.domain.routine import MOST_STEPS, ExerciseStep, PickStep, Step

HOLD_BY = 5
"""Seconds by which one change alters a hold."""


def add_exercise(draft: Draft, slug: str, place: DraftPlace | None) -> DraftChange | Refusal:
    """Return the change that adds an exercise after a line.

    After a choice it is another choice of the pick, after a heading the first step below it.
    """
    if len(draft.steps) >= MOST_STEPS and (place is None or place.choice is None):
        return Refusal(f"A routine has {MOST_STEPS} steps at most.")
    new = ExerciseStep(exercise=slug)
    if place is None or not draft.steps:
        return DraftChange(replace(draft, steps=(*draft.steps, new)), DraftPlace(len(draft.steps)))
    step = draft.steps[place.step]
    if isinstance(step, PickStep) and place.choice is not None:
        at = place.choice + 1
        among = (*step.among[:at], new, *step.among[at:])
        draft = draft.put(DraftPlace(place.step), step.copy_with(among=among))
        return DraftChange(draft, DraftPlace(place.step, at))
    if place.heading:
        head, steps = with_heading(new, step.section), [*draft.steps]
        steps[place.step : place.step + 1] = [head, with_heading(step, None)]
        return DraftChange(replace(draft, steps=tuple(steps)), DraftPlace(place.step))
    at = place.step + 1
    return DraftChange(
        replace(draft, steps=(*draft.steps[:at], new, *draft.steps[at:])), DraftPlace(at)
    )


def remove_line(draft: Draft, place: DraftPlace) -> DraftChange:
    """Return the change that removes a line.

    The heading of a removed step goes to the next step of its section. A pick is removed with its last
    choice, and takes no more choices than remain.
    """
    step = draft.steps[place.step]
    if place.heading:
        return DraftChange(
            draft.put(DraftPlace(place.step), with_heading(step, None)), DraftPlace(place.step)
        )
    if isinstance(step, PickStep) and place.choice is not None and len(step.among) > 1:
        among = step.among[: place.choice] + step.among[place.choice + 1 :]
        low, high = (min(end, len(among)) for end in (step.pick.low, step.pick.high))
        fewer = step.copy_with(among=among, pick=Span(low, high))
        draft = draft.put(DraftPlace(place.step), fewer)
        return DraftChange(draft, DraftPlace(place.step, min(place.choice, len(among) - 1)))
    before, after = draft.steps[: place.step], draft.steps[place.step + 1 :]
    if step.section and after and not after[0].section:
        after = (with_heading(after[0], step.section), *after[1:])
    draft = replace(draft, steps=(*before, *after))
    return DraftChange(draft, DraftPlace(max(0, min(place.step, len(draft.steps) - 1))))


def move_line(draft: Draft, place: DraftPlace, by: int) -> DraftChange | Refusal:
    """Return the change that moves a line one down (1) or up (-1).

    A step passes a heading like any line, into the next section; a choice stays in its pick. The opposite
    move undoes it.
    """
    if place.heading:
        return _move_heading(draft, place.step, by)
    step = draft.steps[place.step]
    if isinstance(step, PickStep) and place.choice is not None:
        other = place.choice + by
        if not 0 <= other < len(step.among):
            return Refusal("A choice stays in its pick; p on the pick takes it apart.")
        among = [*step.among]
        among[place.choice], among[other] = among[other], among[place.choice]
        draft = draft.put(DraftPlace(place.step), step.copy_with(among=tuple(among)))
        return DraftChange(draft, DraftPlace(place.step, other))
    return _move_down(draft, place.step) if by > 0 else _move_up(draft, place.step)


def _move_down(draft: Draft, at: int) -> DraftChange | Refusal:
    if at + 1 == len(draft.steps):
        return Refusal("It is the last one.")
    step, following = draft.steps[at : at + 2]
    if not following.section:
        return DraftChange(_exchange(draft, at), DraftPlace(at + 1))
    if step.section:
        return _empty_section(step.section)
    pair = with_heading(step, following.section), with_heading(following, None)
    return DraftChange(_replace_pair(draft, at, *pair), DraftPlace(at))


def _move_up(draft: Draft, at: int) -> DraftChange | Refusal:
    step = draft.steps[at]
    if not step.section:
        if at == 0:
            return Refusal("It is the first one.")
        return DraftChange(_exchange(draft, at - 1), DraftPlace(at - 1))
    if at + 1 == len(draft.steps) or draft.steps[at + 1].section:
        return _empty_section(step.section)
    following = with_heading(draft.steps[at + 1], step.section)
    return DraftChange(
        _replace_pair(draft, at, with_heading(step, None), following), DraftPlace(at)
    )


def _move_heading(draft: Draft, at: int, by: int) -> DraftChange | Refusal:
    other = at + by
    if not 0 <= other < len(draft.steps) or draft.steps[other].section:
        return Refusal("There is no step between it and the next heading.")
    text = draft.steps[at].section
    draft = draft.put(DraftPlace(at), with_heading(draft.steps[at], None))
    draft = draft.put(DraftPlace(other), with_heading(draft.steps[other], text))
    return DraftChange(draft, DraftPlace(other, heading=True))


def _exchange(draft: Draft, at: int) -> Draft:
    """Return a draft with a step and the next one exchanged; the heading stays before both."""
    first, second = draft.steps[at : at + 2]
    return _replace_pair(draft, at, with_heading(second, first.section), with_heading(first, None))


def _replace_pair(draft: Draft, at: int, first: Step, second: Step) -> Draft:
    return replace(draft, steps=(*draft.steps[:at], first, second, *draft.steps[at + 2 :]))


def _empty_section(heading: str) -> Refusal:
    return Refusal(f"“{heading}” would be left without a step; x on the heading takes it away.")


MARK_FIRST = "Mark two steps or more with space; p makes one pick of them."


def join_as_pick(draft: Draft, places: Iterable[DraftPlace]) -> DraftChange | Refusal:
    """Return the change that makes several steps one pick of one among them, in place of the first.

    Choices of picks among them join too; the first of these picks gives the number and other fields. A
    heading between the steps stays before the step after it; where all of its section joins, it stays with
    its first choice.
    """
    numbers = sorted({place.step for place in places})
    steps = [draft.steps[number] for number in numbers]
    if len(steps) < 2:
        return Refusal(MARK_FIRST)
    for number in reversed(numbers[1:]):
        draft = remove_line(draft, DraftPlace(number)).draft
    left = {step.section for step in draft.steps}
    among = tuple(choice for step in steps for choice in _choices(step, left))
    picks = [step for step in steps if isinstance(step, PickStep)]
    base = picks[0] if picks else PickStep(pick=exactly(1), among=among)
    pick = with_heading(base.copy_with(among=among), steps[0].section)
    return DraftChange(draft.put(DraftPlace(numbers[0]), pick), DraftPlace(numbers[0]))


def split_pick(draft: Draft, place: DraftPlace) -> DraftChange | Refusal:
    """Return the change that makes each choice of a pick a step; its note and heading go to the first."""
    pick = draft.steps[place.step]
    if not isinstance(pick, PickStep):
        return Refusal(MARK_FIRST)
    if len(draft.steps) + len(pick.among) - 1 > MOST_STEPS:
        return Refusal(f"A routine has {MOST_STEPS} steps at most.")
    first, *others = pick.among
    note = " ".join(filter(None, (pick.note, first.note))) or None
    first = first.copy_with(note=note, section=pick.section or first.section)
    before, after = draft.steps[: place.step], draft.steps[place.step + 1 :]
    return DraftChange(
        replace(draft, steps=(*before, first, *others, *after)), DraftPlace(place.step)
    )


def _choices(step: Step, left: Collection[str | None]) -> tuple[ExerciseStep, ...]:
    """Return a step's choices; the first one has its heading, unless that is ``left`` elsewhere."""
    first, *others = step.among if isinstance(step, PickStep) else (step,)
    heading = step.section if step.section not in left else None
    return (first.copy_with(section=heading), *others)


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
