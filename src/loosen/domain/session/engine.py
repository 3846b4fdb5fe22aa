"""The session engine: a state machine over a timeline.

Every method that takes ``now``, an instant of any monotonic clock in seconds, returns the events since the
last call, in order, each with its own ``at``. Nothing here waits, rings or draws. The frequency of calls
does not matter: calling often and calling once report the same events.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Self

from loosen.domain.session.bells import cues_of
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

GAP = 5.0
"""Seconds of silence after which a session pauses: the machine slept, or the process was stopped."""
COUNT_IN = 3.0
"""Seconds counted in after a pause before the clock runs again."""


@dataclass
class Session:
    """Session in progress over a timeline; its methods are the passing of time and a person's keys.

    ``gap`` is the longest time in seconds between two calls that counts as time passed. After a longer one
    (the machine slept, the process was stopped) the session is paused as of the last call. None counts
    any time. ``ended`` holds how each segment ended, by its index.
    """

    timeline: Timeline
    gap: float | None = None
    state: State = State.READY
    ended: dict[int, Ended] = field(default_factory=dict)
    _index: int = 0
    """The current segment."""
    _ran: float = 0.0
    """Seconds of it that had run at the anchor."""
    _added: float = 0.0
    """Seconds added to it."""
    _active: float = 0.0
    """The session's own clock at the anchor."""
    _anchor: float = 0.0
    """Instant from which the running time is counted; in a count-in, its end."""
    _latest: float = 0.0
    """Instant of the last call."""
    _started: float | None = None
    """Instant at which it began; None before, and for a session that was resumed."""
    _cued_to: float = 0.0
    """Seconds into the segment up to which cues were reported."""
    _skips: set[int] = field(default_factory=set)
    """Later segments to skip."""
    _starts_at: float | None = None
    """Instant at which a session that waits starts by itself; None where only a key starts it."""

    @classmethod
    def resume_at(
        cls,
        timeline: Timeline,
        mark: Mark,
        ended: Mapping[int, Ended] | None = None,
        gap: float | None = None,
    ) -> Self:
        """Return a session at a mark, paused until ``resume``."""
        session = cls(timeline, gap, State.PAUSED, dict(ended or {}))
        session._index, session._ran, session._added = mark.segment, mark.seconds, mark.added
        session._active, session._cued_to = mark.active, mark.seconds
        session._skips = set(mark.left_out)
        return session

    def mark(self) -> Mark:
        """Return its position as of the last call with an instant."""
        position = self._position(self._latest)
        left_out = tuple(sorted(self._skips))
        return Mark(self._index, position, self._added, left_out, self._at(position))

    @property
    def over(self) -> bool:
        """Whether it has finished or was stopped."""
        return self.state in (State.FINISHED, State.STOPPED)

    @property
    def finished(self) -> bool:
        """Whether the last segment has ended."""
        return self.state is State.FINISHED

    @property
    def begun(self) -> bool:
        """Whether its first segment has begun."""
        return self.state not in (State.READY, State.WAITING)

    @property
    def active(self) -> float:
        """The session's own clock in seconds, as of the last event."""
        return self._active

    @property
    def length(self) -> float | None:
        """Seconds from the start to the last call, pauses included; None where it began elsewhere."""
        return None if self._started is None else self._latest - self._started

    @property
    def _segment(self) -> Segment:
        return self.timeline.segments[self._index]

    @property
    def _length(self) -> float:
        return self._segment.seconds + self._added

    def _position(self, now: float) -> float:
        ran = now - self._anchor if self.state is State.RUNNING else 0.0
        return self._ran + max(0.0, ran)

    def _at(self, position: float) -> float:
        """Return the session's own clock at a position in the current segment."""
        return self._active + (position - self._ran)

    # Time

    def wait(self, now: float, seconds: float | None) -> tuple[Event, ...]:
        """Wait for ``start``, or start after ``seconds``; again begins the wait anew.

        With None it starts only by ``start``, with 0 at once.
        """
        if self.begun:
            return self.advance(now)
        if seconds == 0:
            return self.start(now)
        self.state, self._latest = State.WAITING, now
        self._starts_at = None if seconds is None else now + seconds
        return ()

    def start(self, now: float) -> tuple[Event, ...]:
        """Begin the first segment."""
        if self.begun:
            return ()
        self.state, self._anchor, self._latest = State.RUNNING, now, now
        self._started = now
        return Started(0.0), *self._begin(0)

    def advance(self, now: float) -> tuple[Event, ...]:
        """Return the boundaries and cues passed since the last call, in order."""
        events: list[Event] = []
        now = max(now, self._latest)
        has_gap = self.gap is not None and now - self._latest > self.gap
        if self.state is State.WAITING:
            return self._await_start(now, has_gap=has_gap)
        if has_gap and self.state in (State.RUNNING, State.COUNT_IN):
            events += self._pause(self._latest, PauseReason.CLOCK_GAP)
        if self.state is State.COUNT_IN and now >= self._anchor:
            self.state = State.RUNNING
            events.append(Resumed(self._active))
        while self.state is State.RUNNING:
            end = self._anchor + self._length - self._ran
            events += self._cues(min(self._position(now), self._length))
            if self._segment.open_ended or now < end:
                break
            self._settle(end)
            events += self._end(Outcome.COMPLETED)
            events += self._begin(self._index + 1)
        self._latest = now
        return tuple(events)

    def _await_start(self, now: float, *, has_gap: bool) -> tuple[Event, ...]:
        """Start at the end of the wait; a gap in the clock does not count as waiting."""
        at = self._starts_at
        if at is not None and has_gap:
            at = self._starts_at = at + now - self._latest
        self._latest = now
        return () if at is None or now < at else (*self.start(at), *self.advance(now))

    def _cues(self, position: float) -> list[Event]:
        if self._segment.open_ended:
            return []
        cues = cues_of(self._segment, self._length)
        passed = [(at, kind) for at, kind in cues if self._cued_to < at <= position]
        self._cued_to = max(self._cued_to, position)
        return [Cued(self._at(at), self._index, kind) for at, kind in passed]

    def _settle(self, now: float) -> None:
        """Add the time that has run up to ``now``, and move the anchor there."""
        position = self._position(now)
        self._active, self._ran = self._at(position), position
        if self.state is State.RUNNING:
            self._anchor = now

    def _end(self, outcome: Outcome) -> list[Event]:
        self.ended[self._index] = Ended(self._ran, outcome)
        return [SegmentEnded(self._active, self._index, self._ran, outcome)]

    def _begin(self, index: int) -> list[Event]:
        """Begin a segment, after skipping those to skip; past the last one, finish."""
        events: list[Event] = []
        while index in self._skips:
            events += self._skip(index)
            index += 1
        self._ran = self._added = self._cued_to = 0.0
        if index >= len(self.timeline.segments):
            self.state = State.FINISHED
            return [*events, Finished(self._active)]
        self._index = index
        return [*events, SegmentBegan(self._active, index)]

    def _skip(self, index: int) -> list[Event]:
        self._skips.discard(index)
        self.ended[index] = Ended(0.0, Outcome.SKIPPED)
        return [SegmentEnded(self._active, index, 0.0, Outcome.SKIPPED)]

    def _pause(self, now: float, reason: PauseReason) -> list[Event]:
        self._settle(now)
        self.state = State.PAUSED
        return [Paused(self._active, reason)]

    # Keys

    def pause(self, now: float) -> tuple[Event, ...]:
        """Stop the clock; a session that waits goes on waiting until ``start``."""
        if self.state is State.WAITING:
            return self.wait(now, None)
        events = self.advance(now)
        if self.state not in (State.RUNNING, State.COUNT_IN):
            return events
        return (*events, *self._pause(self._latest, PauseReason.KEY))

    def resume(self, now: float) -> tuple[Event, ...]:
        """Run again after a count-in."""
        if self.state is not State.PAUSED:
            return self.advance(now)
        self._latest = max(now, self._latest)
        self.state, self._anchor = State.COUNT_IN, self._latest + COUNT_IN
        return ()

    def done(self, now: float) -> tuple[Event, ...]:
        """End the current segment: ready already, rested enough, repetitions finished."""
        events = self.advance(now)
        if self.over or not self.begun:
            return events
        self._settle(self._latest)
        finished = self._segment.open_ended or bool(self._segment.work and self._segment.work.beats)
        outcome = Outcome.COMPLETED if finished else Outcome.ENDED_EARLY
        return (*events, *self._end(outcome), *self._begin(self._index + 1))

    def next(self, now: float) -> tuple[Event, ...]:
        """Skip the rest of this exercise and go on to the next one."""
        return self._leave_out(now, lambda _segment: True)

    def skip_side(self, now: float) -> tuple[Event, ...]:
        """Skip the rest of this side in this exercise."""
        return self._leave_out(now, lambda segment: segment.side is self._segment.side)

    def _leave_out(self, now: float, skips: Callable[[Segment], bool]) -> tuple[Event, ...]:
        events = self.advance(now)
        if self.over or not self.begun:
            return events
        self._settle(self._latest)
        rest = range(self._index + 1, self.timeline.of_step(self._segment.step).stop)
        self._skips.update(n for n in rest if skips(self.timeline.segments[n]))
        return (*events, *self._end(Outcome.SKIPPED), *self._begin(self._index + 1))

    def back(self, now: float) -> tuple[Event, ...]:
        """Restart this exercise, or go to the one before if this one has hardly begun."""
        events = self.advance(now)
        if self.over or not self.begun:
            return events
        self._settle(self._latest)
        target = self.timeline.back_from(self._index, self._ran)
        for index in [n for n in self.ended if n >= target]:
            del self.ended[index]
        self._skips = {n for n in self._skips if n < target}
        went = WentBack(self._active, target)
        return (*events, went, *self._begin(target))

    def add(self, now: float, seconds: float) -> tuple[Event, ...]:
        """Add seconds to the current segment, or take some away, down to those that have run."""
        events = self.advance(now)
        if self.over or not self.begun:
            return events
        left = max(0.0, self._length - self._position(self._latest))
        change = max(seconds, -left)
        self._added += change
        self._cued_to = self._position(self._latest)
        at = self._at(self._position(self._latest))
        return (*events, TimeAdded(at, self._index, change), *self.advance(now))

    def hurts(self, now: float) -> tuple[Event, ...]:
        """Report a pain and pause until the person chooses how to go on."""
        events = self.advance(now)
        if self.over or not self.begun:
            return events
        position = self._position(self._latest)
        hurt = Hurt(self._at(position), self._index, position)
        if self.state is State.PAUSED:
            return (*events, hurt)
        return (*events, hurt, *self._pause(self._latest, PauseReason.HURT))

    def replan(self, now: float, timeline: Timeline) -> tuple[Event, ...]:
        """Go on with another timeline, equal to this one up to the end of the current step.

        Before the first segment has begun it may be any.

        Raises:
            ValueError: if it differs before that.
        """
        events = self.advance(now)
        if self.over:
            return events
        kept = self.timeline.of_step(self._segment.step).stop if self.begun else 0
        if timeline.segments[:kept] != self.timeline.segments[:kept]:
            raise ValueError("the timeline differs before the end of the current step")
        self.timeline = timeline
        self._skips = {n for n in self._skips if n < kept}
        return (*events, Replanned(self._at(self._position(self._latest)), kept))

    def stop(self, now: float) -> tuple[Event, ...]:
        """End the session; segments that have not begun have no outcome."""
        events = self.advance(now)
        if self.over:
            return events
        self._settle(self._latest)
        ended = self._end(Outcome.ENDED_EARLY) if self.begun else []
        self.state = State.STOPPED
        return (*events, *ended, Stopped(self._active))

    # Queries: these change nothing

    def view(self, now: float) -> View:
        """Return what to show at ``now``."""
        segment = self._segment
        ran = self._position(now)
        position = ran if segment.open_ended else min(ran, self._length)
        remaining = max(0.0, self._length - position)
        later = self.timeline.segments[self._index + 1 :]
        left = remaining + sum(
            s.seconds for n, s in enumerate(later, self._index + 1) if n not in self._skips
        )
        total = self.timeline.seconds or 1
        beat, part = beat_of(segment, position)
        return View(
            state=self.state,
            index=self._index,
            segment=segment,
            step=self.timeline.steps[segment.step],
            elapsed=position,
            remaining=0.0 if self.over else remaining,
            total_left=0.0 if self.over else left,
            fraction=1.0 if self.state is State.FINISHED else max(0.0, min(1.0, 1 - left / total)),
            beat=beat,
            beat_part=part,
            count_in=max(0.0, self._anchor - now) if self.state is State.COUNT_IN else 0.0,
            starts_in=self._starts_in(now),
        )

    def _starts_in(self, now: float) -> float | None:
        waits = self.state is State.WAITING and self._starts_at is not None
        return max(0.0, (self._starts_at or 0.0) - now) if waits else None

    def left_of_step(self, now: float) -> float:
        """Return the seconds left of the current step."""
        if self.over:
            return 0.0
        later = range(self._index + 1, self.timeline.of_step(self._segment.step).stop)
        ahead = sum(self.timeline.segments[n].seconds for n in later if n not in self._skips)
        return self.view(now).remaining + ahead

    def upcoming(self) -> tuple[Segment, ...]:
        """Return the work segments after the current one, in order, without those to skip."""
        if self.over:
            return ()
        later = enumerate(self.timeline.segments)
        return tuple(
            segment
            for n, segment in later
            if n > self._index and n not in self._skips and segment.kind is SegmentKind.WORK
        )
