"""A running session as short sentences for a voice: what begins, on which side, and the last seconds."""

from collections.abc import Iterable

from loosen.domain.session.engine import Session
from loosen.domain.session.events import Cued, CueKind, Event, Paused, Resumed, SegmentBegan
from loosen.domain.timeline import Segment, SegmentKind, TimelineStep
from loosen.text.session_text import movement_line, side_change_line
from loosen.text.wording import position_words, segment_words, side_words, turn_words


def spoken_words(events: Iterable[Event], session: Session, now: float) -> str:
    """The words for some events, as one text; empty where there is nothing to say."""
    return " ".join(filter(None, (_words(event, session, now) for event in events)))


def _words(event: Event, session: Session, now: float) -> str:
    match event:
        case SegmentBegan(_, index):
            return _beginning(session, index)
        case Cued(at, index, CueKind.TICK):
            view, since = session.view(now), session.mark().active - at
            return f"{view.remaining + since:.0f}" if view.index == index else ""
        case Cued(_, index, CueKind.HALFWAY):
            segment = session.timeline.segments[index]
            exercise = session.timeline.steps[segment.step].exercise
            return _sentence(turn_words(exercise, segment.side) if segment.turns else "halfway")
        case Paused():
            return "Paused."
        case Resumed():
            return "On."
        case _:
            return ""


def _beginning(session: Session, index: int) -> str:
    segment = session.timeline.segments[index]
    step = session.timeline.steps[segment.step]
    match segment.kind:
        case SegmentKind.MOVE:
            position = step.exercise.position
            return _sentence(position_words(position)) if position else "Change position."
        case SegmentKind.GET_READY:
            return _sentence(f"{step.exercise.name}{_side(segment)}")
        case SegmentKind.WORK:
            return _work(segment, step)
        case _:
            change = side_change_line(session.timeline, index)
            return change or _sentence(segment_words(segment, step))


def _work(segment: Segment, step: TimelineStep) -> str:
    """The side and the movement; where none is written, what is done for how long."""
    side = _sentence(side_words(segment.side)) if segment.side else ""
    words = movement_line(step.exercise, segment.side)
    plain = _sentence(f"{segment_words(segment, step)}, {segment.seconds} seconds")
    return " ".join(filter(None, (side, words or plain)))


def _side(segment: Segment) -> str:
    return f", {side_words(segment.side)}" if segment.side else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
