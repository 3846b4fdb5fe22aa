"""What is noted where it hurts, and of what was chosen there."""

from collections.abc import Iterable

from loosen.domain.answers import Answers, Pain, WayOn
from loosen.domain.session.events import Event, Hurt, Outcome, Resumed, SegmentEnded, Stopped
from loosen.domain.timeline import SegmentKind, Timeline


def pain_of(hurt: Hurt, timeline: Timeline) -> Pain:
    """What the engine reported, as it is kept."""
    segment = timeline.segments[hurt.segment]
    return Pain(
        step=segment.step,
        exercise=timeline.steps[segment.step].exercise.slug,
        side=segment.side,
        at=round(hurt.at, 3),
        seconds=round(hurt.seconds, 3) if segment.kind is SegmentKind.WORK else 0.0,
    )


def open_pain(answers: Answers) -> Pain | None:
    """The last time it hurt, while nothing has been chosen yet."""
    last = answers.pains[-1] if answers.pains else None
    return last if last and last.way_on is None else None


def red_flagged(answers: Answers) -> bool:
    """Whether it ended with a sign that needs help: no time for other questions."""
    return any(pain.way_on is WayOn.RED_FLAG for pain in answers.pains)


def chosen(answers: Answers, way: WayOn) -> Answers:
    """The answers with what was chosen where it hurt last."""
    *before, last = answers.pains
    pains = (*before, last.model_copy(update={"way_on": way}))
    return answers.model_copy(update={"pains": pains})


def heard(answers: Answers, events: Iterable[Event], timeline: Timeline) -> Answers:
    """The answers with what events say of pain: that it hurts, or which way on a key took.

    Pressed again before anything was chosen, it is the same pain.
    """
    for event in events:
        waiting, way = open_pain(answers), _way_of(event)
        if isinstance(event, Hurt):
            pain = pain_of(event, timeline)
            if waiting is None or waiting.at != pain.at:
                answers = answers.model_copy(update={"pains": (*answers.pains, pain)})
        elif waiting and way:
            answers = chosen(answers, way)
    return answers


def _way_of(event: Event) -> WayOn | None:
    """What a person has chosen who only pressed another key; None where it says nothing."""
    match event:
        case Resumed():
            return WayOn.WENT_ON
        case Stopped():
            return WayOn.ENDED
        case SegmentEnded(outcome=Outcome.SKIPPED):
            return WayOn.LEFT_OUT
        case _:
            return None
