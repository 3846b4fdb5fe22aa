"""A draft of a routine as words: its lines, its length, and placeholders for what it lacks."""

from collections.abc import Iterator
from dataclasses import replace

from loosen.domain.catalogue import Catalogue
from loosen.domain.editing.draft import Draft, DraftPlace
from loosen.domain.editing.times import Times
from loosen.domain.routine import ExerciseStep, PickStep
from loosen.text.wording import areas_sentence, clock_words, count_words, often_words, span_words


def pick_words(step: PickStep) -> tuple[str, str]:
    """Choice of a pick in words: "2 of these 6", and "rotates" where it does not take all."""
    number = len(step.among)
    rest = "rotates" if step.pick.low < number else ""
    return f"{span_words(step.pick)} of these {number}", rest


def particulars(step: ExerciseStep | PickStep) -> Iterator[str]:
    """Settings of a step besides its dose, each in words: limits, rests, rounds, note."""
    if isinstance(step, PickStep):
        if step.most_per_family:
            yield f"at most {step.most_per_family} that work alike"
    else:
        if step.rest is not None:
            yield f"rest {step.rest} s"
        if step.stiffer_rounds:
            yield f"{step.stiffer_rounds} rounds on the stiffer side"
        if step.open_ended:
            yield "until a key ends it"
    if step.note:
        yield step.note


def total_words(draft: Draft, times: Times) -> str:
    """The number of steps and their length; empty for a draft without steps."""
    if not draft.steps:
        return ""
    return f"{count_words(len(draft.steps), 'step')} · {clock_words(times.seconds)}"


def length_words(times: Times, place: DraftPlace) -> str:
    """The length of one line, where the next session has it, and of the completed draft."""
    here = times.by_line.get(DraftPlace(place.step, place.choice))
    alone = f"{clock_words(here)} for this · " if here is not None else ""
    return f"{alone}{clock_words(times.seconds)} in all"


def head_words(draft: Draft) -> str:
    """Frequency and summary of a draft; empty where it has neither."""
    return " · ".join(filter(None, (often_words(draft.frequency, draft.when), draft.summary)))


def is_known(draft: Draft, catalogue: Catalogue) -> bool:
    """Whether every exercise of a draft is in the catalogue."""
    return all(step.exercise in catalogue for step in draft.exercise_steps)


def completed(draft: Draft, catalogue: Catalogue) -> Draft:
    """A draft with a placeholder for a missing name, and a summary of its areas for a missing one."""
    exercises = [catalogue[step.exercise] for step in draft.exercise_steps]
    areas = list(dict.fromkeys(area for one in exercises for area in one.areas.primary))
    summary = draft.summary or f"For {areas_sentence(areas[:3])}."
    return replace(draft, name=draft.name or "Not named yet", summary=summary)
