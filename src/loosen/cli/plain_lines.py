"""What a session in plain lines says: each event of the engine as a line, or a few."""

from collections.abc import Iterable, Iterator

from loosen.domain.dose import Hold
from loosen.domain.session.engine import COUNT_IN, Session
from loosen.domain.session.events import (
    Cued,
    CueKind,
    Event,
    Finished,
    Outcome,
    Paused,
    PauseReason,
    Resumed,
    SegmentBegan,
    SegmentEnded,
    Stopped,
    TimeAdded,
    WentBack,
)
from loosen.domain.text import hanging
from loosen.domain.timeline import Segment, SegmentKind, TimelineStep
from loosen.text import wording
from loosen.text.plain.past import REHEARSED
from loosen.text.session_view import beginning, change_of, mirrored, movement

PAGE = 80
"""Columns of a page of prose."""
INDENT = " " * 8
PAUSES = {
    PauseReason.KEY: "paused",
    PauseReason.CLOCK_GAP: "paused: the clock stood still, or nobody was there",
    PauseReason.RESUMED: "taken up again, and paused",
    PauseReason.HURT: "stopped: it hurts",
}
ON_AGAIN = f"{INDENT}on again in {COUNT_IN:.0f}"
CHANGES: dict[type[Event], str] = {
    Resumed: "on again",
    WentBack: "back",
    Finished: "Done.",
    Stopped: "Ended here. What you did counts.",
}


def opening(rules: Iterable[str], every_exercise: str) -> Iterator[str]:
    """What to know before a session: the routine's rules, and what holds for every exercise."""
    for words in (*rules, every_exercise):
        yield from hanging(words, PAGE, 0, "· ").split("\n")


def how(session: Session, now: float) -> Iterator[str]:
    """The whole of the exercise in hand, step by step, for the side in work."""
    view = session.view(now)
    for number, words in enumerate(view.step.exercise.steps, 1):
        yield f"{INDENT}{number}. {mirrored(words, view.segment.side)}"


def where(session: Session, now: float) -> str:
    """Where a session stands, for who comes back to it."""
    view = session.view(now)
    side = f", {wording.side_words(view.segment.side)}" if view.segment.side else ""
    words = wording.segment_words(view.segment, view.step)
    left = wording.minutes(view.total_left)
    return f"{view.step.exercise.name}{side}: {words}, {view.remaining:.0f} s to go; {left} in all."


def lines_of(event: Event, session: Session, now: float, *, kept: bool = True) -> list[str]:
    """What an event is told as; a change begins with the session's clock, the rest is set in.

    Where nothing of the session is ``kept``, its end says so.
    """
    match event:
        case SegmentBegan(_, index):
            first, *others = _began(session, index)
            return [clock_line(event.at, first), *(INDENT + line for line in others)]
        case SegmentEnded(_, index, _, Outcome.SKIPPED):
            kind = session.timeline.segments[index].kind
            return [f"{INDENT}left out"] if kind is SegmentKind.WORK else []
        case Cued():
            return _cue(session, event, now)
        case TimeAdded(_, _, seconds):
            return [f"{INDENT}{seconds:+.0f} s"]
        case Paused(_, reason):
            return [clock_line(event.at, PAUSES[reason])]
        case _:
            words = CHANGES.get(type(event))
            if not kept and isinstance(event, Finished | Stopped):
                words = REHEARSED
            return [clock_line(event.at, words)] if words else []


def clock_line(at: float, words: str) -> str:
    """A line that begins with the session's own clock."""
    return f"{wording.minutes(at):>6}  {words}"


def _began(session: Session, index: int) -> list[str]:
    segment = session.timeline.segments[index]
    step = session.timeline.steps[segment.step]
    line = f"{wording.segment_words(segment, step)}, {segment.seconds} s"
    match segment.kind:
        case SegmentKind.MOVE:
            position = step.exercise.position
            where = f": {wording.position_words(position)}" if position else ""
            return [f"{wording.segment_words(segment, step)}{where}, {segment.seconds} s"]
        case SegmentKind.GET_READY:
            return [*_step_words(session, segment, step), line]
        case SegmentKind.WORK:
            return [_work_line(segment, step), *_given(movement(step.exercise, segment.side))]
        case _:
            return [line, *_given(change_of(session.timeline, index))]


def _given(words: str) -> list[str]:
    return [words] if words else []


def _step_words(session: Session, segment: Segment, step: TimelineStep) -> Iterator[str]:
    """A step as it is told before it begins: its place and name, the note on it, how to begin."""
    place = f"{segment.step + 1} of {len(session.timeline.steps)}"
    yield f"{place}: {step.exercise.name}, {wording.dose_words(step.dose)}"
    lines = beginning(step.exercise, segment.side)
    if step.exercise.setup:
        yield from lines
    else:
        yield from (f"{number}. {words}" for number, words in enumerate(lines, 1))
    if step.note:
        yield mirrored(step.note, segment.side)


def _work_line(segment: Segment, step: TimelineStep) -> str:
    seconds = f"{segment.seconds} s"
    if segment.open_ended:
        seconds = "until you are done"
    elif segment.work and segment.work.beats and not isinstance(step.dose.amount, Hold):
        times = wording.amount_words(step.dose) if segment.turns else f"{segment.work.beats} times"
        seconds = f"{times}, {seconds}"
    side = wording.side_words(segment.side) if segment.side else ""
    words = wording.segment_words(segment, step)
    return ", ".join(filter(None, (words, side, wording.round_words(segment), seconds)))


def _cue(session: Session, event: Cued, now: float) -> list[str]:
    """Half-way, or the seconds that were left; nothing where the segment is over by now."""
    if event.kind is CueKind.HALFWAY:
        segment = session.timeline.segments[event.segment]
        exercise = session.timeline.steps[segment.step].exercise
        turn = wording.turn_words(exercise, segment.side) if segment.turns else "halfway"
        return [f"{INDENT}{turn}"]
    view = session.view(now)
    since = session.mark().active - event.at
    return [f"{INDENT}{view.remaining + since:.0f}"] if view.index == event.segment else []
