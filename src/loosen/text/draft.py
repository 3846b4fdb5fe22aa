"""A draft in words: its lines, how long it takes, and what stands in for what it lacks."""

from collections.abc import Iterator
from dataclasses import replace

from loosen.domain.catalogue import Catalogue
from loosen.domain.editing.draft import Draft, DraftPlace
from loosen.domain.editing.times import Times
from loosen.domain.routine import ExerciseStep, PickStep
from loosen.text.wording import areas_words, count_words, minutes, often_words, span_words


def pick_words(step: PickStep) -> tuple[str, str]:
    """What a pick takes: "2 of these 6", and "others next time" where any are left."""
    whole = len(step.among)
    left = "others next time" if step.pick.low < whole else ""
    return f"{span_words(step.pick)} of these {whole}", left


def particulars(step: ExerciseStep | PickStep) -> Iterator[str]:
    """What a line has besides its dose, in words."""
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
    """How many steps, and how long they take."""
    if not draft.steps:
        return ""
    return f"{count_words(len(draft.steps), 'step')} · {minutes(times.seconds)}"


def taken_words(times: Times, place: DraftPlace) -> str:
    """How long a line takes, where the next session plays it, and how long all does."""
    here = times.of.get(DraftPlace(place.step, place.choice))
    alone = f"{minutes(here)} for this · " if here is not None else ""
    return f"{alone}{minutes(times.seconds)} in all"


def head_words(draft: Draft) -> str:
    """How often it is meant to be done, and what it is for; empty where it says neither."""
    return " · ".join(filter(None, (often_words(draft.frequency, draft.when), draft.summary)))


def is_known(draft: Draft, catalogue: Catalogue) -> bool:
    """Whether every exercise of a draft is in the catalogue."""
    return all(step.exercise in catalogue for step in draft.exercise_steps)


def whole(draft: Draft, catalogue: Catalogue) -> Draft:
    """A draft with a name and a summary, whatever it lacks: the summary says what it is for."""
    exercises = [catalogue[step.exercise] for step in draft.exercise_steps]
    areas = dict.fromkeys(areas_words(one.areas, primary_only=True) for one in exercises)
    summary = draft.summary or f"For {', '.join(list(areas)[:3])}."
    return replace(draft, name=draft.name or "Not named yet", summary=summary)
