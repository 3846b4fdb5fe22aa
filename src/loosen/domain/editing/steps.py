"""Steps come, go and move, and headings with them."""

from collections.abc import Iterable
from dataclasses import replace

from loosen.domain.dose import Span, exactly
from loosen.domain.editing.draft import Draft, DraftChange, DraftPlace, Refusal, headed
from loosen.domain.routine import MOST_STEPS, ExerciseStep, PickStep, Step


def added(draft: Draft, slug: str, place: DraftPlace | None) -> DraftChange | Refusal:
    """With an exercise after a line: beside a choice as another choice, at a heading as its first."""
    if len(draft.steps) >= MOST_STEPS and (place is None or place.choice is None):
        return Refusal(f"A routine has {MOST_STEPS} steps at most.")
    step = ExerciseStep(exercise=slug)
    if place is None or not draft.steps:
        return DraftChange(replace(draft, steps=(*draft.steps, step)), DraftPlace(len(draft.steps)))
    whole = draft.steps[place.step]
    if isinstance(whole, PickStep) and place.choice is not None:
        at = place.choice + 1
        among = (*whole.among[:at], step, *whole.among[at:])
        draft = draft.put(DraftPlace(place.step), whole.model_copy(update={"among": among}))
        return DraftChange(draft, DraftPlace(place.step, at))
    if place.heading:
        head, steps = headed(step, whole.section), [*draft.steps]
        steps[place.step : place.step + 1] = [head, headed(whole, None)]
        return DraftChange(replace(draft, steps=tuple(steps)), DraftPlace(place.step))
    at = place.step + 1
    return DraftChange(
        replace(draft, steps=(*draft.steps[:at], step, *draft.steps[at:])), DraftPlace(at)
    )


def without(draft: Draft, place: DraftPlace) -> DraftChange:
    """Without a line. The heading of a step that goes passes to the next of its section.

    A pick goes with its last choice, and wants no more than remain.
    """
    whole = draft.steps[place.step]
    if place.heading:
        return DraftChange(
            draft.put(DraftPlace(place.step), headed(whole, None)), DraftPlace(place.step)
        )
    if isinstance(whole, PickStep) and place.choice is not None and len(whole.among) > 1:
        among = whole.among[: place.choice] + whole.among[place.choice + 1 :]
        low, high = (min(end, len(among)) for end in (whole.pick.low, whole.pick.high))
        fewer = whole.model_copy(update={"among": among, "pick": Span(low, high)})
        draft = draft.put(DraftPlace(place.step), fewer)
        return DraftChange(draft, DraftPlace(place.step, min(place.choice, len(among) - 1)))
    before, after = draft.steps[: place.step], draft.steps[place.step + 1 :]
    if whole.section and after and not after[0].section:
        after = (headed(after[0], whole.section), *after[1:])
    draft = replace(draft, steps=(*before, *after))
    return DraftChange(draft, DraftPlace(max(0, min(place.step, len(draft.steps) - 1))))


def moved(draft: Draft, place: DraftPlace, by: int) -> DraftChange | Refusal:
    """With a line one further down (1) or up (-1).

    A step goes past a heading as past any line, and so into the next section; a choice stays in
    its pick. Moving back undoes it.
    """
    if place.heading:
        return _heading_moved(draft, place.step, by)
    whole = draft.steps[place.step]
    if isinstance(whole, PickStep) and place.choice is not None:
        other = place.choice + by
        if not 0 <= other < len(whole.among):
            return Refusal("A choice stays in its pick; p on the pick takes it apart.")
        among = [*whole.among]
        among[place.choice], among[other] = among[other], among[place.choice]
        draft = draft.put(DraftPlace(place.step), whole.model_copy(update={"among": tuple(among)}))
        return DraftChange(draft, DraftPlace(place.step, other))
    return _moved_down(draft, place.step) if by > 0 else _moved_up(draft, place.step)


def _moved_down(draft: Draft, at: int) -> DraftChange | Refusal:
    if at + 1 == len(draft.steps):
        return Refusal("It is the last one.")
    step, following = draft.steps[at : at + 2]
    if not following.section:
        return DraftChange(_exchanged(draft, at), DraftPlace(at + 1))
    if step.section:
        return _bare(step.section)
    return DraftChange(
        _pair(draft, at, headed(step, following.section), headed(following, None)), DraftPlace(at)
    )


def _moved_up(draft: Draft, at: int) -> DraftChange | Refusal:
    step = draft.steps[at]
    if not step.section:
        if at == 0:
            return Refusal("It is the first one.")
        return DraftChange(_exchanged(draft, at - 1), DraftPlace(at - 1))
    if at + 1 == len(draft.steps) or draft.steps[at + 1].section:
        return _bare(step.section)
    following = headed(draft.steps[at + 1], step.section)
    return DraftChange(_pair(draft, at, headed(step, None), following), DraftPlace(at))


def _heading_moved(draft: Draft, at: int, by: int) -> DraftChange | Refusal:
    other = at + by
    if not 0 <= other < len(draft.steps) or draft.steps[other].section:
        return Refusal("There is no step between it and the next heading.")
    text = draft.steps[at].section
    draft = draft.put(DraftPlace(at), headed(draft.steps[at], None))
    draft = draft.put(DraftPlace(other), headed(draft.steps[other], text))
    return DraftChange(draft, DraftPlace(other, heading=True))


def _exchanged(draft: Draft, at: int) -> Draft:
    """With a step and the one after it exchanged; the heading stays before both."""
    first, second = draft.steps[at : at + 2]
    return _pair(draft, at, headed(second, first.section), headed(first, None))


def _pair(draft: Draft, at: int, first: Step, second: Step) -> Draft:
    return replace(draft, steps=(*draft.steps[:at], first, second, *draft.steps[at + 2 :]))


def _bare(heading: str) -> Refusal:
    return Refusal(f"“{heading}” would be left without a step; x on the heading takes it away.")


MARK_FIRST = "Mark two steps or more with space; p makes one pick of them."


def joined(draft: Draft, places: Iterable[DraftPlace]) -> DraftChange | Refusal:
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
        draft = without(draft, DraftPlace(number)).draft
    return DraftChange(draft.put(DraftPlace(numbers[0]), pick), DraftPlace(numbers[0]))


def apart(draft: Draft, place: DraftPlace) -> DraftChange | Refusal:
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
    return DraftChange(
        replace(draft, steps=(*before, first, *others, *after)), DraftPlace(place.step)
    )


def _choices(step: Step) -> tuple[ExerciseStep, ...]:
    among = step.among if isinstance(step, PickStep) else (step,)
    return tuple(one.model_copy(update={"section": None}) for one in among)
