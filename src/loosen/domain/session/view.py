"""View of a session at an instant: the values that the faces show, apart from the engine."""

from dataclasses import dataclass
from enum import StrEnum

from loosen.domain.timeline import Segment, TimelineStep


class State(StrEnum):
    """State of a session."""

    READY = "ready"
    WAITING = "waiting"
    """It waits for the person to be in place; nothing has begun."""
    RUNNING = "running"
    COUNT_IN = "count-in"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class View:
    """Values to show of a session at an instant. Times are in seconds.

    ``index`` is that of the segment. ``elapsed`` and ``remaining`` are of the segment, ``total_left`` and
    ``fraction`` (0 to 1) of the whole session. ``beat`` is the repetition or breath in progress, from 1,
    or 0 where there are none, and ``beat_part`` its progress, 0 to 1. ``count_in`` is the rest of a
    count-in. ``starts_in`` is the rest of the wait before the first segment; None where it has no end.
    """

    state: State
    index: int
    segment: Segment
    step: TimelineStep
    elapsed: float
    remaining: float
    total_left: float
    fraction: float
    beat: int
    beat_part: float
    count_in: float
    starts_in: float | None = None

    @property
    def since_turn(self) -> float | None:
        """Seconds since the direction changed, negative before; None where it never changes."""
        turn = self.segment.turns_at(self.elapsed + self.remaining)
        return None if turn is None else self.elapsed - turn


def beat_of(segment: Segment, position: float) -> tuple[int, float]:
    """Return the repetition or breath in progress, from 1, and its progress, 0 to 1; (0, 0) for none.

    ``position`` is in seconds into the segment.
    """
    work = segment.work
    if work is None or not work.beats:
        return 0, 0.0
    number, part = divmod(position / work.beat_seconds, 1.0)
    if number >= work.beats:
        return work.beats, 1.0
    return int(number) + 1, part
