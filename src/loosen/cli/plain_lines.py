"""The lines of a plain session: what comes before it, its instructions, and each event of the engine."""

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
from loosen.text.history import REHEARSED
from loosen.text.session_text import mirrored, movement_line, setup_lines, side_change_line

PAGE = 80
"""Cells of a line of prose."""
INDENT = " " * 8
PAUSE_WORDS = {
    PauseReason.KEY: "paused",
    PauseReason.CLOCK_GAP: "paused: the clock stood still, or nobody was there",
    PauseReason.RESUMED: "taken up again, and paused",
    PauseReason.HURT: "stopped: it hurts",
}
RESUMING = f"{INDENT}resuming in {COUNT_IN:.0f}"
EVENT_WORDS: dict[type[Event], str] = {
    Resumed: "resumed",
    WentBack: "back",
    Finished: "Done.",
    Stopped: "Ended here. What you did counts.",
}


def opening_lines(rules: Iterable[str], every_exercise: str) -> Iterator[str]:
    """The rules of the routine and the advice for every exercise, as a list."""
    for words in (*rules, every_exercise):
        yield from hanging(words, PAGE, 0, "· ").split("\n")


def instruction_lines(session: Session, now: float) -> Iterator[str]:
    """The steps of the current exercise, numbered, for the working side."""
    view = session.view(now)
    for number, words in enumerate(view.step.exercise.steps, 1):
        yield f"{INDENT}{number}. {mirrored(words, view.segment.side)}"


def waiting_line(seconds: int, *, keys: bool) -> str:
    """How a session that waits ``seconds`` begins: by Enter too, where there are ``keys``."""
    return f"Press Enter to begin, or wait {seconds} s." if keys else f"It begins in {seconds} s."


def position_line(session: Session, now: float) -> str:
    """The current exercise and phase with the time left, for a session that is resumed."""
    view = session.view(now)
    side = f", {wording.side_words(view.segment.side)}" if view.segment.side else ""
    words = wording.segment_words(view.segment, view.step)
    left = wording.clock_words(view.total_left)
    return f"{view.step.exercise.name}{side}: {words}, {view.remaining:.0f} s to go; {left} in all."


def event_lines(event: Event, session: Session, now: float, *, kept: bool = True) -> list[str]:
    """An event as lines: a change begins with the session's clock, everything else is indented.

    The end of a rehearsal, where nothing is ``kept``, says so.
    """
    match event:
        case SegmentBegan(_, index):
            first, *others = _began(session, index)
            return [clock_line(event.at, first), *(INDENT + line for line in others)]
        case SegmentEnded(_, index, _, Outcome.SKIPPED):
            kind = session.timeline.segments[index].kind
            return [f"{INDENT}not done"] if kind is SegmentKind.WORK else []
        case Cued():
            return _cue_lines(session, event, now)
        case TimeAdded(_, _, seconds):
            return [f"{INDENT}{seconds:+.0f} s"]
        case Paused(_, reason):
            return [clock_line(event.at, PAUSE_WORDS[reason])]
        case _:
            words = EVENT_WORDS.get(type(event))
            if not kept and isinstance(event, Finished | Stopped):
                words = REHEARSED
            return [clock_line(event.at, words)] if words else []


def clock_line(at: float, words: str) -> str:
    """A line that begins with ``at``, the seconds on the session's clock."""
    return f"{wording.clock_words(at):>6}  {words}"


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
            return [_work_line(segment, step), *_if_any(movement_line(step.exercise, segment.side))]
        case _:
            return [line, *_if_any(side_change_line(session.timeline, index))]


def _if_any(words: str) -> list[str]:
    return [words] if words else []


def _step_words(session: Session, segment: Segment, step: TimelineStep) -> Iterator[str]:
    """A step while getting ready for it: its number, name and dose, how to begin, and its note."""
    place = f"{segment.step + 1} of {len(session.timeline.steps)}"
    yield f"{place}: {step.exercise.name}, {wording.dose_words(step.dose)}"
    lines = setup_lines(step.exercise, segment.side)
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


def _cue_lines(session: Session, event: Cued, now: float) -> list[str]:
    """Half-way, or the seconds left at the cue; nothing where its segment is over."""
    if event.kind is CueKind.HALFWAY:
        segment = session.timeline.segments[event.segment]
        exercise = session.timeline.steps[segment.step].exercise
        turn = wording.turn_words(exercise, segment.side) if segment.turns else "halfway"
        return [f"{INDENT}{turn}"]
    view = session.view(now)
    since = session.mark().active - event.at
    return [f"{INDENT}{view.remaining + since:.0f}"] if view.index == event.segment else []
