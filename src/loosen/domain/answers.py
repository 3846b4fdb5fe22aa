"""A person's answers about one session: how it felt, which side was harder, where it hurt.

They are stored beside the record of what was done, and each of them is optional. Pains are derived from
the engine's events; the engine itself reads no answers.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, Self

from msgspec import Meta

from loosen.domain.body import Side
from loosen.domain.session.events import Event, Hurt, Outcome, Resumed, SegmentEnded, Stopped
from loosen.domain.timeline import SegmentKind, Timeline
from loosen.domain.value import Record, Slug, Text

Score = Annotated[int, Meta(ge=0, le=10)]
"""From 0, none at all, to 10, the worst imaginable."""


class Feeling(Record):
    """Stiffness and pain at one moment; None for a question that was not answered."""

    stiffness: Score | None = None
    pain: Score | None = None


class Harder(StrEnum):
    """Which side felt harder."""

    LEFT = "left"
    RIGHT = "right"
    SAME = "same"


class Morning(StrEnum):
    """How the back and hips felt the morning after, compared with before the session."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class WayOn(StrEnum):
    """How a session went on after a pain."""

    EASIER = "easier"
    SWAPPED = "swapped"
    LEFT_OUT = "left-out"
    WENT_ON = "went-on"
    ENDED = "ended"
    RED_FLAG = "red-flag"
    """A sign that needs help or a check; the session ended there."""


class Pain(Record):
    """One report that it hurt: the step (counted from 0), its exercise, the side, and when.

    ``at`` is on the session's own clock in seconds, ``seconds`` how much of the segment's work had run.
    ``way_on`` is None where nothing has been chosen, as in a session that was cut off.
    """

    step: Annotated[int, Meta(ge=0)]
    exercise: Slug
    side: Side | None = None
    at: float
    seconds: float
    way_on: WayOn | None = None


class Answers(Record):
    """All answers about one session. ``harder`` is keyed by the step's index, from 0."""

    before: Feeling | None = None
    after: Feeling | None = None
    morning: Morning | None = None
    note: Text | None = None
    harder: Mapping[int, Harder] = {}
    pains: tuple[Pain, ...] = ()

    def with_harder(self, step: int, side: Harder) -> Self:
        """Return these answers with the harder side of one step set."""
        return self.copy_with(harder={**self.harder, step: side})


def pain_of(hurt: Hurt, timeline: Timeline) -> Pain:
    """Convert the engine's report of a pain to the form in which it is stored."""
    segment = timeline.segments[hurt.segment]
    return Pain(
        step=segment.step,
        exercise=timeline.steps[segment.step].exercise.slug,
        side=segment.side,
        at=round(hurt.at, 3),
        seconds=round(hurt.seconds, 3) if segment.kind is SegmentKind.WORK else 0.0,
    )


def open_pain(answers: Answers) -> Pain | None:
    """Return the latest pain while no way on has been chosen for it; else None."""
    last = answers.pains[-1] if answers.pains else None
    return last if last and last.way_on is None else None


def has_red_flag(answers: Answers) -> bool:
    """Return whether the session ended with a red flag, so that no other question is asked."""
    return any(pain.way_on is WayOn.RED_FLAG for pain in answers.pains)


def with_way_on(answers: Answers, way: WayOn) -> Answers:
    """Return the answers with the way on of the latest pain set."""
    *before, last = answers.pains
    pains = (*before, last.copy_with(way_on=way))
    return answers.copy_with(pains=pains)


def with_pains(answers: Answers, events: Iterable[Event], timeline: Timeline) -> Answers:
    """Return the answers with the pains that events report, and the ways on that keys imply.

    Another report at the same instant, before a way on was chosen, is the same pain.
    """
    for event in events:
        waiting, way = open_pain(answers), _implied_way_on(event)
        if isinstance(event, Hurt):
            pain = pain_of(event, timeline)
            if waiting is None or waiting.at != pain.at:
                answers = answers.copy_with(pains=(*answers.pains, pain))
        elif waiting and way:
            answers = with_way_on(answers, way)
    return answers


def _implied_way_on(event: Event) -> WayOn | None:
    """Return the way on that an ordinary key of the session implies; None where it implies none."""
    match event:
        case Resumed():
            return WayOn.WENT_ON
        case Stopped():
            return WayOn.ENDED
        case SegmentEnded(outcome=Outcome.SKIPPED):
            return WayOn.LEFT_OUT
        case _:
            return None
