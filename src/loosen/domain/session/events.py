"""Events of a session: immutable values for the screen, the recorder and tests alike.

``at`` is on the session's own clock, in active seconds: without pauses and count-ins. ``segment`` is an
index into the timeline's segments.
"""

from enum import StrEnum

from loosen.domain.value import Value


class Outcome(StrEnum):
    """How a segment ended."""

    COMPLETED = "completed"
    ENDED_EARLY = "ended-early"
    SKIPPED = "skipped"


class PauseReason(StrEnum):
    """Reason why a session is paused."""

    KEY = "key"
    CLOCK_GAP = "clock-gap"
    RESUMED = "resumed"
    """It was resumed from an earlier process and waits for the person."""
    HURT = "hurt"
    """The person said that it hurts."""


class CueKind(StrEnum):
    """Kind of a cue within a segment."""

    TICK = "tick"
    HALFWAY = "halfway"


class Ended(Value):
    """Outcome of a segment, and the seconds of it that had run."""

    seconds: float
    outcome: Outcome


class Started(Value):
    """The session's clock began to run."""

    at: float


class SegmentBegan(Value):
    """A segment began."""

    at: float
    segment: int


class SegmentEnded(Value):
    """A segment ended after ``seconds`` of it had run."""

    at: float
    segment: int
    seconds: float
    outcome: Outcome


class WentBack(Value):
    """The person went back; records of the segments from here on are discarded."""

    at: float
    segment: int


class TimeAdded(Value):
    """``seconds`` were added to a segment, or removed if negative."""

    at: float
    segment: int
    seconds: float


class Hurt(Value):
    """The person said that it hurts, ``seconds`` into a segment."""

    at: float
    segment: int
    seconds: float


class Replanned(Value):
    """From ``segment`` on the timeline was replaced."""

    at: float
    segment: int


class Paused(Value):
    """The clock stopped."""

    at: float
    reason: PauseReason


class Resumed(Value):
    """The clock runs again: the count-in is over."""

    at: float


class Cued(Value):
    """The instant of a cue passed."""

    at: float
    segment: int
    kind: CueKind


class Finished(Value):
    """The last segment ended."""

    at: float


class Stopped(Value):
    """The person stopped the session before its end."""

    at: float


class Mark(Value):
    """Position of a session; together with what has ended, enough to resume it in another process.

    ``seconds`` of the current segment have run, and ``added`` were added to it. ``left_out`` are later
    segments that will be skipped. ``active`` is on the session's own clock, in seconds.
    """

    segment: int
    seconds: float = 0.0
    added: float = 0.0
    left_out: tuple[int, ...] = ()
    active: float = 0.0


Event = (
    Started
    | SegmentBegan
    | SegmentEnded
    | WentBack
    | TimeAdded
    | Hurt
    | Replanned
    | Paused
    | Resumed
    | Cued
    | Finished
    | Stopped
)
