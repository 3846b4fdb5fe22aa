"""Picks: several steps made a choice among them, and taken apart again."""

from collections.abc import Iterable
from dataclasses import replace

from loosen.domain.dose import exactly
from loosen.domain.editing.draft import Change, Draft, Place, Refusal, headed
from loosen.domain.editing.steps import without
from loosen.domain.routine import MOST_STEPS, ExerciseStep, PickStep, Step

MARK_FIRST = "Mark two steps or more with space; p makes one pick of them."


def joined(draft: Draft, places: Iterable[Place]) -> Change | Refusal:
    """With several steps made one pick of one among them, where the first of them stood."""
    numbers = sorted({place.step for place in places})
    steps = [draft.steps[number] for number in numbers]
    if len(steps) < 2:
        return Refusal(MARK_FIRST)
    among = tuple(one for step in steps for one in _choices(step))
    picks = [step for step in steps if isinstance(step, PickStep)]
    one = picks[0] if picks else PickStep(pick=exactly(1), among=among)
    pick = headed(one.model_copy(update={"among": among}), steps[0].section)
    for number in reversed(numbers[1:]):
        draft = without(draft, Place(number)).draft
    return Change(draft.put(Place(numbers[0]), pick), Place(numbers[0]))


def apart(draft: Draft, place: Place) -> Change | Refusal:
    """With a pick taken apart: each choice a step, its note and heading on the first."""
    pick = draft.steps[place.step]
    if not isinstance(pick, PickStep):
        return Refusal(MARK_FIRST)
    if len(draft.steps) + len(pick.among) - 1 > MOST_STEPS:
        return Refusal(f"A routine has {MOST_STEPS} steps at most.")
    first, *others = _choices(pick)
    note = " ".join(filter(None, (pick.note, first.note))) or None
    first = first.model_copy(update={"note": note, "section": pick.section})
    before, after = draft.steps[: place.step], draft.steps[place.step + 1 :]
    return Change(replace(draft, steps=(*before, first, *others, *after)), Place(place.step))


def _choices(step: Step) -> tuple[ExerciseStep, ...]:
    among = step.among if isinstance(step, PickStep) else (step,)
    return tuple(one.model_copy(update={"section": None}) for one in among)
