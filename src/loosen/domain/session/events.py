"""What a session can report. Facts, frozen, no callbacks: screen, recorder and tests read the same ones.

``at`` is the session's own clock, in active seconds: time in which it ran, without pauses and count-ins.
``segment`` is an index into the timeline's segments.
"""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a segment ended."""

    COMPLETED = "completed"
    ENDED_EARLY = "ended-early"
    SKIPPED = "skipped"


class PauseReason(StrEnum):
    """Why a session stands still."""

    KEY = "key"
    CLOCK_GAP = "clock-gap"
    RESUMED = "resumed"
    """It was taken up again from an earlier process and waits for the person."""
    HURT = "hurt"
    """The person said that it hurts."""


class CueKind(StrEnum):
    """A moment worth a sound."""

    TICK = "tick"
    HALFWAY = "halfway"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a segment ended, and how many seconds of it had run."""

    seconds: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Started:
    """The session's clock began to run."""

    at: float


@dataclass(frozen=True, slots=True)
class SegmentBegan:
    """A segment began."""

    at: float
    segment: int


@dataclass(frozen=True, slots=True)
class SegmentEnded:
    """A segment ended after ``seconds`` of it had run."""

    at: float
    segment: int
    seconds: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class WentBack:
    """The person went back; the segments from here on count anew."""

    at: float
    segment: int


@dataclass(frozen=True, slots=True)
class TimeAdded:
    """``seconds`` were added to a segment, or taken away where negative."""

    at: float
    segment: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Hurt:
    """The person said that it hurts, ``seconds`` into a segment."""

    at: float
    segment: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Replanned:
    """What comes from ``segment`` on is another timeline than before."""

    at: float
    segment: int


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stopped."""

    at: float
    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs again: the count-in is over."""

    at: float


@dataclass(frozen=True, slots=True)
class Cued:
    """A moment worth a sound passed."""

    at: float
    segment: int
    kind: CueKind


@dataclass(frozen=True, slots=True)
class Finished:
    """The last segment ended."""

    at: float


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person ended the session before its end."""

    at: float


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a session stands: with what has ended, enough to take it up in another process.

    ``seconds`` of the current segment have run, and ``added`` were given to it; segments in
    ``left_out`` are still ahead and will be passed over. ``active`` is the session's own clock.
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
