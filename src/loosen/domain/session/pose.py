"""Pose of the figure in a session: in time with the count, on the working side."""

from dataclasses import dataclass
from math import cos, pi

from loosen.domain.body import Side, Sides
from loosen.domain.dose import Breaths, Reps, Timed
from loosen.domain.figure import Figure, Instant
from loosen.domain.session.view import View
from loosen.domain.timeline import Segment, SegmentKind, TimelineStep

DEFAULT_REPETITION = 2.0
"""Seconds of one repetition of timed movement, for exercises without ``seconds_per_rep``."""


@dataclass(frozen=True, slots=True)
class SessionPose:
    """Instant of a figure, and whether it is mirrored, with the left side working."""

    instant: Instant
    mirrored: bool


def pose_of(figure: Figure, view: View, *, stepped: bool = False) -> SessionPose:
    """Return the pose of a figure for a view of a session.

    During work the figure's repetitions take as long as those of the count, and a hold is held. Before
    work and in rests it previews the movement. ``stepped`` shows key poses only.
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
        # In time with the count of breaths: the chest rises while it says “in”.
        instant = instant._replace(breath=(1 - cos(2 * pi * view.beat_part)) / 2)
    return SessionPose(instant, mirrored)


def _cycle(segment: Segment, step: TimelineStep) -> float:
    """Return the seconds of one repetition, or of the whole hold."""
    if isinstance(step.dose.amount, Reps) and segment.work and segment.work.beat_seconds:
        return segment.work.beat_seconds
    if isinstance(step.dose.amount, Timed):
        return step.exercise.seconds_per_rep or DEFAULT_REPETITION
    return float(segment.seconds)
