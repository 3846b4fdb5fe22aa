"""What was done in a session, exercise by exercise and side by side, from the engine's own record."""

from dataclasses import dataclass

from loosen.domain.body import Side
from loosen.domain.session.engine import Session
from loosen.domain.session.events import Outcome
from loosen.domain.timeline import SegmentKind


@dataclass(frozen=True)
class SideDone:
    """One side of an exercise, None for both at once: seconds of work done and planned.

    ``whole`` says that nothing of it was left out.
    """

    side: Side | None
    seconds: float
    planned: int
    whole: bool


@dataclass(frozen=True)
class StepDone:
    """An exercise of the session."""

    name: str
    sides: tuple[SideDone, ...]

    @property
    def done(self) -> bool:
        """Whether any of it was done."""
        return any(side.seconds > 0 for side in self.sides)

    @property
    def whole(self) -> bool:
        """Whether nothing of it was left out."""
        return all(side.whole for side in self.sides)


@dataclass(frozen=True)
class Summary:
    """A session looked back on; ``active`` is in seconds, without pauses."""

    steps: tuple[StepDone, ...]
    active: float
    finished: bool

    @property
    def done(self) -> int:
        """How many exercises were done, wholly or in part."""
        return sum(step.done for step in self.steps)


def summarise(session: Session) -> Summary:
    """What a session came to so far."""
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
    whole = len(ended) == len(work) and all(one.outcome is Outcome.COMPLETED for one in ended)
    planned = sum(session.timeline.segments[n].seconds for n in work)
    return SideDone(side, sum(one.seconds for one in ended), planned, whole)
