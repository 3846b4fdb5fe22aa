"""The session engine: a timeline being played, with what a person does to it and what is shown of it.

Every method takes ``now``, an instant of any monotonic clock in seconds, and returns the events that
came about, in order. Nothing here waits, sounds or draws.
"""

from collections.abc import Callable
from dataclasses import dataclass

from loosen.domain.session.events import (
    Event,
    Hurt,
    Outcome,
    PauseReason,
    Replanned,
    Stopped,
    TimeAdded,
    WentBack,
)
from loosen.domain.session.playhead import COUNT_IN, Playhead
from loosen.domain.session.view import State, View, beat_of
from loosen.domain.timeline import Segment, SegmentKind, Timeline


@dataclass
class Session(Playhead):
    """A session: a playhead with keys."""

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
