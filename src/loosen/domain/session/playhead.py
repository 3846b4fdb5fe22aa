"""Where a session stands in its timeline, and the clock that moves it on.

``advance`` is asked with an instant of any monotonic clock in seconds, and returns the events that came
about, in order, each with its own ``at``. A tick only asks and counts for nothing: asking often and
asking once report the same events. What a person does to it is in ``session``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from loosen.domain.session.bells import marks_of
from loosen.domain.session.events import (
    Cued,
    Ended,
    Event,
    Finished,
    Mark,
    Outcome,
    Paused,
    PauseReason,
    Resumed,
    SegmentBegan,
    SegmentEnded,
    Started,
)
from loosen.domain.session.view import State
from loosen.domain.timeline import Segment, Timeline

COUNT_IN = 3.0
"""Seconds counted in after a pause before the clock runs again."""


@dataclass
class Playhead:
    """A timeline being played.

    ``gap`` is the longest silence in seconds between two calls that still counts as time passed; a
    longer one means that nobody was there to see (the machine slept, the process was stopped), and
    the session pauses where it was last asked. None counts every silence.
    """

    timeline: Timeline
    gap: float | None = None
    state: State = State.READY
    ended: dict[int, Ended] = field(default_factory=dict)
    _index: int = 0
    _done: float = 0.0
    _added: float = 0.0
    _active: float = 0.0
    _anchor: float = 0.0
    _asked: float = 0.0
    _heard: float = 0.0
    _skips: set[int] = field(default_factory=set)

    @classmethod
    def resume_at(
        cls,
        timeline: Timeline,
        mark: Mark,
        ended: Mapping[int, Ended] | None = None,
        gap: float | None = None,
    ) -> Self:
        """A session taken up where it stood, paused until ``resume``."""
        head = cls(timeline, gap, State.PAUSED, dict(ended or {}))
        head._index, head._done, head._added = mark.segment, mark.seconds, mark.added
        head._active, head._heard = mark.active, mark.seconds
        head._skips = set(mark.left_out)
        return head

    def mark(self) -> Mark:
        """Where it stands, as of the last call that took an instant."""
        position = self._position(self._asked)
        left_out = tuple(sorted(self._skips))
        return Mark(self._index, position, self._added, left_out, self._at(position))

    @property
    def over(self) -> bool:
        """Whether nothing more can happen."""
        return self.state in (State.FINISHED, State.STOPPED)

    @property
    def finished(self) -> bool:
        """Whether the last segment has ended."""
        return self.state is State.FINISHED

    @property
    def active(self) -> float:
        """Seconds the session's own clock has run, up to the last thing that happened."""
        return self._active

    @property
    def _segment(self) -> Segment:
        return self.timeline.segments[self._index]

    @property
    def _length(self) -> float:
        return self._segment.seconds + self._added

    def _position(self, now: float) -> float:
        ran = now - self._anchor if self.state is State.RUNNING else 0.0
        return self._done + max(0.0, ran)

    def _at(self, position: float) -> float:
        """The session's own clock at a position of the current segment."""
        return self._active + (position - self._done)

    # Time

    def start(self, now: float) -> tuple[Event, ...]:
        """Begin with the first segment."""
        if self.state is not State.READY:
            return ()
        self.state, self._anchor, self._asked = State.RUNNING, now, now
        return Started(0.0), *self._begin(0)

    def advance(self, now: float) -> tuple[Event, ...]:
        """Every boundary and cue passed since the last call, in order, each once."""
        events: list[Event] = []
        now = max(now, self._asked)
        gone = self.gap is not None and now - self._asked > self.gap
        if gone and self.state in (State.RUNNING, State.COUNT_IN):
            events += self._halt(self._asked, PauseReason.CLOCK_GAP)
        if self.state is State.COUNT_IN and now >= self._anchor:
            self.state = State.RUNNING
            events.append(Resumed(self._active))
        while self.state is State.RUNNING:
            end = self._anchor + self._length - self._done
            events += self._cues(min(self._position(now), self._length))
            if self._segment.open_ended or now < end:
                break
            self._settle(end)
            events += self._end(Outcome.COMPLETED)
            events += self._begin(self._index + 1)
        self._asked = now
        return tuple(events)

    def _cues(self, position: float) -> list[Event]:
        if self._segment.open_ended:
            return []
        marks = marks_of(self._segment, self._length)
        passed = [(m, kind) for m, kind in marks if self._heard < m <= position]
        self._heard = max(self._heard, position)
        return [Cued(self._at(mark), self._index, kind) for mark, kind in passed]

    def _settle(self, now: float) -> None:
        """Count what has run up to ``now``, and go on counting from there."""
        position = self._position(now)
        self._active, self._done = self._at(position), position
        if self.state is State.RUNNING:
            self._anchor = now

    def _end(self, outcome: Outcome) -> list[Event]:
        self.ended[self._index] = Ended(self._done, outcome)
        return [SegmentEnded(self._active, self._index, self._done, outcome)]

    def _begin(self, index: int) -> list[Event]:
        """Begin a segment, passing over those to be skipped; past the last one, finish."""
        events: list[Event] = []
        while index in self._skips:
            events += self._skip(index)
            index += 1
        self._done = self._added = self._heard = 0.0
        if index >= len(self.timeline.segments):
            self.state = State.FINISHED
            return [*events, Finished(self._active)]
        self._index = index
        return [*events, SegmentBegan(self._active, index)]

    def _skip(self, index: int) -> list[Event]:
        self._skips.discard(index)
        self.ended[index] = Ended(0.0, Outcome.SKIPPED)
        return [SegmentEnded(self._active, index, 0.0, Outcome.SKIPPED)]

    def _halt(self, now: float, reason: PauseReason) -> list[Event]:
        self._settle(now)
        self.state = State.PAUSED
        return [Paused(self._active, reason)]
