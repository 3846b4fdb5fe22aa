"""What a session shows at an instant: values for the faces, without the engine that makes them."""

from dataclasses import dataclass
from enum import StrEnum

from loosen.domain.timeline import Segment, TimelineStep


class State(StrEnum):
    """Where a session stands."""

    READY = "ready"
    RUNNING = "running"
    COUNT_IN = "count-in"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class View:
    """What a face shows at an instant. Times in seconds.

    ``beat`` is the repetition or breath in progress, counted from 1, 0 where there are none, and
    ``beat_part`` how far it has got, 0 to 1. ``count_in`` is what is left of a count-in.
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

    @property
    def since_turn(self) -> float | None:
        """Seconds since the direction has changed, negative before it; None where it never does."""
        turn = self.segment.turns_at(self.elapsed + self.remaining)
        return None if turn is None else self.elapsed - turn


def beat_of(segment: Segment, position: float) -> tuple[int, float]:
    """The repetition or breath in progress and how far it has got."""
    work = segment.work
    if work is None or not work.beats:
        return 0, 0.0
    number, part = divmod(position / work.beat_seconds, 1.0)
    if number >= work.beats:
        return work.beats, 1.0
    return int(number) + 1, part
