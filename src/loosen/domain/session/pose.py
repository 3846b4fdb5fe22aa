"""Which moment of its figure a session shows: in time with the count, on the side in work."""

from dataclasses import dataclass
from math import cos, pi

from loosen.domain.body import Side, Sides
from loosen.domain.dose import Breaths, Reps, Timed
from loosen.domain.figure import Figure, Instant
from loosen.domain.session.view import View
from loosen.domain.timeline import Segment, SegmentKind, TimelineStep

LEAST_MOTION_REPETITION = 2.0


@dataclass(frozen=True, slots=True)
class SessionPose:
    """An instant of a figure, and whether it is seen mirrored, with the left side at work."""

    instant: Instant
    mirrored: bool


def pose_of(figure: Figure, view: View, *, stepped: bool = False) -> SessionPose:
    """What the figure does at a moment of a session.

    While work lasts, a repetition of the figure lasts a repetition of the clock, and a hold is held.
    Before it, and in rests, the figure shows what comes. ``stepped`` shows key poses only.
    """
    segment, mirrored = view.segment, view.segment.side is Side.LEFT
    if segment.kind is not SegmentKind.WORK:
        return SessionPose(figure.preview(view.elapsed, stepped=stepped), mirrored)
    if figure.alternating and view.step.dose.sides is Sides.ALTERNATING:
        mirrored = view.beat > 0 and view.beat % 2 == 0
    cycle, seconds = _cycle(segment, view.step), view.elapsed
    if view.since_turn is not None and view.since_turn >= 0:
        seconds = cycle - seconds % cycle
    instant = figure.instant(seconds, cycle, stepped=stepped)
    if isinstance(view.step.dose.amount, Breaths) and not stepped:
        # The breaths are the clock: the chest rises while the count says “in”.
        instant = instant._replace(breath=(1 - cos(2 * pi * view.beat_part)) / 2)
    return SessionPose(instant, mirrored)


def _cycle(segment: Segment, step: TimelineStep) -> float:
    """Seconds of one repetition, or of the whole hold."""
    if isinstance(step.dose.amount, Reps) and segment.work and segment.work.beat_seconds:
        return segment.work.beat_seconds
    if isinstance(step.dose.amount, Timed):
        return step.exercise.seconds_per_rep or LEAST_MOTION_REPETITION
    return float(segment.seconds)
