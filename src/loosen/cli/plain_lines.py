"""What a session in plain lines says: each event of the engine as a line, or a few."""

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
from loosen.domain.timeline import SegmentKind
from loosen.text import wording
from loosen.text.session_view import mirrored

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


def where(session: Session, now: float) -> str:
    """Where a session stands, for who comes back to it."""
    view = session.view(now)
    side = f", {wording.side_words(view.segment.side)}" if view.segment.side else ""
    words = wording.segment_words(view.segment, view.step)
    left = wording.minutes(view.total_left)
    return f"{view.step.exercise.name}{side}: {words}, {view.remaining:.0f} s to go; {left} in all."


def lines_of(event: Event, session: Session, now: float) -> list[str]:
    """What an event is told as; a change begins with the session's clock, the rest is set in."""
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
            return [clock_line(event.at, words)] if words else []


def clock_line(at: float, words: str) -> str:
    """A line that begins with the session's own clock."""
    return f"{wording.minutes(at):>6}  {words}"


def _began(session: Session, index: int) -> list[str]:
    segment = session.timeline.segments[index]
    step = session.timeline.steps[segment.step]
    words = wording.segment_words(segment, step)
    seconds = f"{segment.seconds} s"
    if segment.kind is SegmentKind.MOVE:
        position = step.exercise.position
        where = f": {wording.position_words(position)}" if position else ""
        return [f"{words}{where}, {seconds}"]
    if segment.kind is SegmentKind.GET_READY:
        place = f"{segment.step + 1} of {len(session.timeline.steps)}"
        how = [f"{n}. {mirrored(s, segment.side)}" for n, s in enumerate(step.exercise.steps, 1)]
        name = f"{place}: {step.exercise.name}, {wording.dose_words(step.dose)}"
        return [name, *how, f"{words}, {seconds}"]
    if segment.kind is not SegmentKind.WORK:
        return [f"{words}, {seconds}"]
    if segment.open_ended:
        seconds = "until you are done"
    elif segment.work and segment.work.beats and not isinstance(step.dose.amount, Hold):
        seconds = f"{segment.work.beats} times, {seconds}"
    side = wording.side_words(segment.side) if segment.side else ""
    return [
        ", ".join(part for part in (words, side, wording.round_words(segment), seconds) if part)
    ]


def _cue(session: Session, event: Cued, now: float) -> list[str]:
    """Half-way, or the seconds left; nothing where the segment is over by the time it is told."""
    if event.kind is CueKind.HALFWAY:
        return [f"{INDENT}halfway"]
    view = session.view(now)
    return [f"{INDENT}{view.remaining:.0f}"] if view.index == event.segment else []
