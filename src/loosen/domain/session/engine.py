"""The session engine: a state machine over a timeline.

Every method takes ``now``, an instant of any monotonic clock in seconds, and returns the events that
came about, in order, each with its own ``at``. Nothing here waits, sounds or draws. A tick only asks and
counts for nothing: asking often and asking once report the same events.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

from loosen.domain.session.bells import marks_of
from loosen.domain.session.events import (
    Cued,
    Ended,
    Event,
    Finished,
    Hurt,
    Mark,
    Outcome,
    Paused,
    PauseReason,
    Replanned,
    Resumed,
    SegmentBegan,
    SegmentEnded,
    Started,
    Stopped,
    TimeAdded,
    WentBack,
)
from loosen.domain.session.view import State, View, beat_of
from loosen.domain.timeline import Segment, SegmentKind, Timeline

COUNT_IN = 3.0
"""Seconds counted in after a pause before the clock runs again."""


@dataclass
class Session:
    """A timeline being played, and what a person does to it.

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

    # Keys

    def pause(self, now: float) -> tuple[Event, ...]:
        """Stop the clock."""
        events = self.advance(now)
        if self.state not in (State.RUNNING, State.COUNT_IN):
            return events
        return (*events, *self._halt(self._asked, PauseReason.KEY))

    def resume(self, now: float) -> tuple[Event, ...]:
        """Run again after a count-in."""
        if self.state is not State.PAUSED:
            return self.advance(now)
        self._asked = max(now, self._asked)
        self.state, self._anchor = State.COUNT_IN, self._asked + COUNT_IN
        return ()

    def done(self, now: float) -> tuple[Event, ...]:
        """End the current segment: ready already, rested enough, repetitions finished."""
        events = self.advance(now)
        if self.over or self.state is State.READY:
            return events
        self._settle(self._asked)
        finished = self._segment.open_ended or bool(self._segment.work and self._segment.work.beats)
        outcome = Outcome.COMPLETED if finished else Outcome.ENDED_EARLY
        return (*events, *self._end(outcome), *self._begin(self._index + 1))

    def next(self, now: float) -> tuple[Event, ...]:
        """Leave out what is left of this exercise and go on to the next one."""
        return self._leave_out(now, lambda _segment: True)

    def skip_side(self, now: float) -> tuple[Event, ...]:
        """Leave out what is left of this side in this exercise."""
        return self._leave_out(now, lambda segment: segment.side is self._segment.side)

    def _leave_out(self, now: float, wanted: Callable[[Segment], bool]) -> tuple[Event, ...]:
        events = self.advance(now)
        if self.over or self.state is State.READY:
            return events
        self._settle(self._asked)
        rest = range(self._index + 1, self.timeline.of_step(self._segment.step).stop)
        self._skips.update(n for n in rest if wanted(self.timeline.segments[n]))
        return (*events, *self._end(Outcome.SKIPPED), *self._begin(self._index + 1))

    def back(self, now: float) -> tuple[Event, ...]:
        """Restart this exercise, or go to the one before when this one has hardly begun."""
        events = self.advance(now)
        if self.over or self.state is State.READY:
            return events
        self._settle(self._asked)
        target = self.timeline.back_from(self._index, self._done)
        for index in [n for n in self.ended if n >= target]:
            del self.ended[index]
        self._skips = {n for n in self._skips if n < target}
        went = WentBack(self._active, target)
        return (*events, went, *self._begin(target))

    def add(self, now: float, seconds: float) -> tuple[Event, ...]:
        """Give the current segment more time, or less, down to what has already run."""
        events = self.advance(now)
        if self.over or self.state is State.READY:
            return events
        left = max(0.0, self._length - self._position(self._asked))
        change = max(seconds, -left)
        self._added += change
        self._heard = self._position(self._asked)
        at = self._at(self._position(self._asked))
        return (*events, TimeAdded(at, self._index, change), *self.advance(now))

    def hurts(self, now: float) -> tuple[Event, ...]:
        """Stop at once where it hurts; paused until the person says how to go on."""
        events = self.advance(now)
        if self.over or self.state is State.READY:
            return events
        position = self._position(self._asked)
        hurt = Hurt(self._at(position), self._index, position)
        if self.state is State.PAUSED:
            return (*events, hurt)
        return (*events, hurt, *self._halt(self._asked, PauseReason.HURT))

    def replan(self, now: float, timeline: Timeline) -> tuple[Event, ...]:
        """Go on with another timeline, the same as this one up to the end of the current step.

        Raises:
            ValueError: when it is not the same up to there.
        """
        events = self.advance(now)
        if self.over:
            return events
        kept = self.timeline.of_step(self._segment.step).stop
        if timeline.segments[:kept] != self.timeline.segments[:kept]:
            raise ValueError("the timeline differs before the end of the current step")
        self.timeline = timeline
        self._skips = {n for n in self._skips if n < kept}
        return (*events, Replanned(self._at(self._position(self._asked)), kept))

    def stop(self, now: float) -> tuple[Event, ...]:
        """End the session here; what has not begun stays undone."""
        events = self.advance(now)
        if self.over:
            return events
        self._settle(self._asked)
        ended = self._end(Outcome.ENDED_EARLY) if self.state is not State.READY else []
        self.state = State.STOPPED
        return (*events, *ended, Stopped(self._active))

    # Looking

    def view(self, now: float) -> View:
        """What to show at ``now``; looking changes nothing."""
        segment = self._segment
        ran = self._position(now)
        position = ran if segment.open_ended else min(ran, self._length)
        remaining = max(0.0, self._length - position)
        later = self.timeline.segments[self._index + 1 :]
        left = remaining + sum(
            s.seconds for n, s in enumerate(later, self._index + 1) if n not in self._skips
        )
        whole = self.timeline.seconds or 1
        beat, part = beat_of(segment, position)
        return View(
            state=self.state,
            index=self._index,
            segment=segment,
            step=self.timeline.steps[segment.step],
            elapsed=position,
            remaining=0.0 if self.over else remaining,
            total_left=0.0 if self.over else left,
            fraction=1.0 if self.state is State.FINISHED else max(0.0, min(1.0, 1 - left / whole)),
            beat=beat,
            beat_part=part,
            count_in=max(0.0, self._anchor - now) if self.state is State.COUNT_IN else 0.0,
        )

    def left_of_step(self, now: float) -> float:
        """Seconds that the current step still takes."""
        if self.over:
            return 0.0
        later = range(self._index + 1, self.timeline.of_step(self._segment.step).stop)
        ahead = sum(self.timeline.segments[n].seconds for n in later if n not in self._skips)
        return self.view(now).remaining + ahead

    def upcoming(self) -> tuple[Segment, ...]:
        """The work that comes after the current segment, in order, without what is left out."""
        if self.over:
            return ()
        later = enumerate(self.timeline.segments)
        return tuple(
            segment
            for n, segment in later
            if n > self._index and n not in self._skips and segment.kind is SegmentKind.WORK
        )
