"""Summary of a session: what was done of each exercise and side."""

from dataclasses import dataclass

from loosen.domain.body import Side
from loosen.domain.session.engine import Session
from loosen.domain.session.events import Outcome
from loosen.domain.timeline import SegmentKind


@dataclass(frozen=True)
class SideDone:
    """Seconds of work done and planned on one side of an exercise; ``side`` is None for both at once.

    ``complete`` says that every set of it was completed.
    """

    side: Side | None
    seconds: float
    planned: int
    complete: bool


@dataclass(frozen=True)
class StepDone:
    """What was done of one exercise of the session."""

    name: str
    sides: tuple[SideDone, ...]

    @property
    def done(self) -> bool:
        """Whether any of it was done."""
        return any(side.seconds > 0 for side in self.sides)

    @property
    def complete(self) -> bool:
        """Whether every set of it was completed."""
        return all(side.complete for side in self.sides)


@dataclass(frozen=True)
class Summary:
    """Summary of a session. ``active`` is in seconds, without pauses."""

    steps: tuple[StepDone, ...]
    active: float
    finished: bool

    @property
    def done(self) -> int:
        """Number of exercises done, wholly or in part."""
        return sum(step.done for step in self.steps)


def summarise(session: Session) -> Summary:
    """Return the summary of a session so far."""
    steps = []
    for number, step in enumerate(session.timeline.steps):
        sides = dict.fromkeys(
            segment.side
            for segment in session.timeline.segments
            if segment.step == number and segment.kind is SegmentKind.WORK
        )
        steps.append(
            StepDone(step.exercise.name, tuple(_side(session, number, side) for side in sides))
        )
    return Summary(tuple(steps), session.active, session.finished)


def _side(session: Session, step: int, side: Side | None) -> SideDone:
    work = [
        n
        for n, segment in enumerate(session.timeline.segments)
        if (segment.step, segment.side, segment.kind) == (step, side, SegmentKind.WORK)
    ]
    ended = [session.ended[n] for n in work if n in session.ended]
    complete = len(ended) == len(work) and all(e.outcome is Outcome.COMPLETED for e in ended)
    planned = sum(session.timeline.segments[n].seconds for n in work)
    return SideDone(side, sum(e.seconds for e in ended), planned, complete)
