"""The words for pain during a session and for less time than planned, the same in both faces."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from loosen.domain.answers import Pain, WayOn
from loosen.domain.body import Sides
from loosen.domain.exercise import Exercise
from loosen.domain.timeline import TimelineStep
from loosen.text.wording import clock_words, count_words, dose_words, side_words

if TYPE_CHECKING:
    from loosen.domain.care import Alternative, CareSpot
    from loosen.domain.replan import KeptStep, Replan, TooLittle


class PainAnswer(NamedTuple):
    """An answer to the question how to go on, by the name it has in settings, and its key."""

    name: str
    key: str


PAIN_ANSWERS = {
    WayOn.EASIER: PainAnswer("easier", "e"),
    WayOn.SWAPPED: PainAnswer("swap", "s"),
    WayOn.LEFT_OUT: PainAnswer("without", "o"),
    WayOn.WENT_ON: PainAnswer("smaller", "g"),
    WayOn.ENDED: PainAnswer("end", "q"),
    WayOn.RED_FLAG: PainAnswer("signs", "w"),
}
"""The answers where it hurts, in the order in which they are offered."""

FIRST_SENTENCE = re.compile(r".*?[.](?= |$)|.*", re.DOTALL)
NO_SWAP = "no swap: nothing else fits what is left of it"


def hurt_words(pain: Pain, exercise: Exercise) -> str:
    """Where it hurt: "Pigeon pose, right side, 0:12 in"."""
    side = f", {side_words(pain.side)}" if pain.side else ""
    when = f", {clock_words(pain.seconds)} in" if pain.seconds else ""
    return f"{exercise.name}{side}{when}"


def way_words(way: "Alternative") -> str:
    """The replacement and the time it takes: "Knee drops, 10 reps, 1:08"."""
    dose = way.part.step.dose
    amount = dose_words(dose)
    if way.side and any(segment.side for segment in way.part.segments):
        amount = f"{dose_words(dose.copy_with(sides=Sides.NONE))}, {side_words(way.side)}"
    return f"{way.exercise.name}, {amount}, {clock_words(way.seconds)}"


def pain_answer_words(way: WayOn, exercise: Exercise, found: "Alternative | None") -> str:
    """An answer in words; ``found`` is what is done instead, or None where nothing was found."""
    match way:
        case WayOn.EASIER:
            return f"easier: {way_words(found)}" if found else ""
        case WayOn.SWAPPED:
            return f"swap for {way_words(found)}" if found else NO_SWAP
        case WayOn.LEFT_OUT:
            return "on without it"
        case WayOn.WENT_ON:
            return smaller_words(exercise)
        case WayOn.ENDED:
            return "end here"
        case WayOn.RED_FLAG:
            return "worse than that: see the signs that need help"


def smaller_words(exercise: Exercise) -> str:
    """Advice for going on more gently: the first sentence of the exercise's easier way, or a general one."""
    how = exercise.easier_way or "Half the range, half the effort."
    first = FIRST_SENTENCE.match(how)
    return f"go on with it, smaller: {first[0] if first else how}"


def left_out_words(exercise: Exercise) -> str:
    """The question whether to leave an exercise out of later routines."""
    return f"Leave {exercise.name} out from now on?"


def replan_lines(found: "Replan", spot: "CareSpot") -> list[str]:
    """Summary of a shortened session in one or two lines: the steps it keeps and those it leaves out."""
    here = spot.exercise.name
    count = f"{len(found.kept)} of {len(spot.later)}"
    names = " · ".join(map(_stays_words, found.kept))
    time = clock_words(found.seconds)
    if not found.gone and not any(kept.less for kept in found.kept) and found.finishes:
        return [f"all of it fits: {time}"]
    if not found.kept:
        stays = f"keeps {here} to its end and nothing after it; {time}"
    elif found.finishes:
        stays = f"keeps {here} to its end and {count}: {names}; {time}"
    else:
        stays = f"keeps {count}: {names}; {time}"
    gone = [*([] if found.finishes else [f"the rest of {here}"]), *_names(found.gone)]
    return [stays, f"leaves out {' · '.join(gone)}"] if gone else [stays]


def _stays_words(kept: "KeptStep") -> str:
    name = kept.step.exercise.name
    return f"{name} ({dose_words(kept.step.dose)})" if kept.less else name


def _names(steps: Iterable[TimelineStep]) -> list[str]:
    return [step.exercise.name for step in steps]


def too_little_words(found: "TooLittle", minutes_asked: int) -> str:
    """Sentence for a session that cannot be shortened that far, with the length of the shortest step."""
    time = count_words(minutes_asked, "minute")
    name = found.step.exercise.name
    return (
        f"nothing that is left fits into {time}; {clock_words(found.seconds)} would do for {name}"
    )
