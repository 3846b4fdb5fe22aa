"""The words for pain in a session and after it, and for less time than planned, the same in both faces."""

import re
from typing import TYPE_CHECKING, NamedTuple

from loosen.domain.answers import Pain, WayOn
from loosen.domain.body import Sides
from loosen.domain.exercise import Exercise
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
ADVICE_IF_WORSE = (
    "Next time make the movements smaller and the pull milder, or leave out what you doubt. "
    "If it is still worse in a day or two, ask someone who can look at your back."
)
"""For a morning after that was worse."""
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
    """A shortened session as a table: its length, then a line for each step, to keep or to skip."""
    here, time = spot.exercise.name, clock_words(found.seconds)
    if not found.gone and not any(kept.less for kept in found.kept) and found.finishes:
        return [f"all of it fits: {time}"]
    first = ("keep", here, "to its end") if found.finishes else ("skip", f"the rest of {here}", "")
    kept = [("keep", one.step.exercise.name, _less_words(one)) for one in found.kept]
    gone = [("skip", one.exercise.name, "") for one in found.gone]
    rows = sorted((first, *kept, *gone), key=lambda row: row[0])
    width = max(len(name) for _, name, _ in rows)
    count = (
        f"{len(found.kept)} of the {len(spot.later)} that follow" if spot.later else "nothing more"
    )
    lines = [f"{word}  {name.ljust(width)}  {more}".rstrip() for word, name, more in rows]
    return [f"{time} in all, with {count}", *lines]


def _less_words(kept: "KeptStep") -> str:
    return dose_words(kept.step.dose) if kept.less else ""


def too_little_words(found: "TooLittle", minutes_asked: int) -> str:
    """Sentence for a session that cannot be shortened that far, with the length of the shortest step."""
    time = count_words(minutes_asked, "minute")
    name = found.step.exercise.name
    return (
        f"nothing that is left fits into {time}; {clock_words(found.seconds)} would do for {name}"
    )
