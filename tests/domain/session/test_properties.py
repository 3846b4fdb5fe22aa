"""Laws of the session engine, under any keys at any instants."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from builders import exercise, step
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from loosen.domain.body import Side
from loosen.domain.pace import Pace
from loosen.domain.session.engine import COUNT_IN, Session
from loosen.domain.session.events import (
    Cued,
    CueKind,
    Event,
    Finished,
    Outcome,
    Paused,
    PauseReason,
    SegmentBegan,
    SegmentEnded,
    Stopped,
    TimeAdded,
    WentBack,
)
from loosen.domain.session.view import State
from loosen.domain.timeline import Timeline, unroll

START = 1_000.0
FOREVER = 1e6
PACE = Pace(get_ready=4, switch_side=2, rest_strength=6, rest_other=2)
# Short, so that a few keys meet many boundaries; each elsewhere, so that there is moving.
EXERCISES = {
    one.slug: one
    for one in (
        exercise("steps", dose="2 each side x 2", kind="strength", position="standing"),
        exercise("hold", dose="2 x 5 s each side", position="kneeling"),
        exercise("turns", dose="2 x 4 s each side, alternating", position="side-lying"),
        exercise("long", dose="22 s each side", position="quadruped"),
        exercise("march", dose="2 each side, alternating", position="standing"),
        exercise("breathe", dose="2 breaths", sides="none", position="supine"),
        exercise("lift", dose="2 reps x 3", kind="strength", sides="none", position="hooklying"),
    )
}


@st.composite
def timelines(draw: st.DrawFn, *, open_ended: bool = True) -> Timeline:
    """Timelines of one to four exercises, of every kind of work."""
    slugs = draw(st.lists(st.sampled_from(sorted(EXERCISES)), min_size=1, max_size=4))
    steps = [
        step(
            slug,
            rest=draw(st.sampled_from([None, 0])),
            open_ended=open_ended and draw(st.integers(0, 4)) == 0,
        )
        for slug in slugs
    ]
    return unroll(steps, EXERCISES, PACE, draw(st.sampled_from([None, Side.LEFT])))


# Quarters and whole seconds meet the boundaries exactly; the others fall between.
SILENCES = st.one_of(
    st.integers(0, 14).map(float),
    st.integers(0, 40).map(lambda n: n / 4),
    st.floats(0, 30, allow_nan=False),
)
KEYS = st.sampled_from(
    [
        "pause",
        "resume",
        "resume",
        "done",
        "next",
        "back",
        "skip_side",
        "more",
        "less",
        "hurts",
        "",
        "",
    ]
)


@dataclass(frozen=True)
class Press:
    """A key after a silence; ``asks`` are the parts of the silence after which someone asks."""

    silence: float
    key: str
    asks: tuple[float, ...] = ()


ASKS = st.lists(st.sampled_from([0.0, 0.5, 1.0]) | st.floats(0, 1), max_size=4)
PRESSES = st.lists(st.builds(Press, SILENCES, KEYS), max_size=11)
ASKED_BETWEEN = st.lists(st.builds(Press, SILENCES, KEYS, ASKS.map(sorted).map(tuple)), max_size=11)


def press(session: Session, key: str, now: float) -> tuple[Event, ...]:
    match key:
        case "":
            return session.advance(now)
        case "more":
            return session.add(now, 7.5)
        case "less":
            return session.add(now, -7.5)
        case _:
            events: tuple[Event, ...] = getattr(session, key)(now)
            return events


@dataclass
class Player:
    """A session, the wall clock beside it, and what it has reported."""

    session: Session
    often: bool = True
    now: float = START
    events: list[Event] = field(default_factory=list)

    def play(self, one: Press) -> None:
        for part in one.asks if self.often else ():
            self.events += self.session.advance(self.now + part * one.silence)
        self.now += one.silence
        self.events += press(self.session, one.key, self.now)

    def finish(self) -> None:
        """Play to the end without leaving anything out; a key ends what no clock does."""
        while not self.session.over:
            self.events += self.session.resume(self.now)
            self.now += FOREVER
            self.events += self.session.advance(self.now)
            if not self.session.over:
                self.events += self.session.done(self.now)


def begin(line: Timeline, *, often: bool = True, gap: float | None = None) -> Player:
    player = Player(Session(line, gap), often)
    player.events += player.session.start(player.now)
    return player


def played(line: Timeline, presses: Iterable[Press], *, often: bool = True) -> Player:
    player = begin(line, often=often)
    for one in presses:
        player.play(one)
    return player


def snapshot(session: Session) -> Session:
    """A session that goes on by itself from where another stands."""
    return replace(session, ended=dict(session.ended), _skips=set(session._skips))


def active(session: Session, now: float) -> float:
    """The session’s own clock."""
    return session._at(session._position(now))


@given(timelines(), ASKED_BETWEEN)
def test_asking_often_and_asking_once_report_the_same(line: Timeline, presses: list[Press]) -> None:
    often = played(line, presses)
    seldom = played(line, presses, often=False)
    often.finish()
    seldom.finish()
    assert_same(often.events, seldom.events)


def assert_same(some: list[Event], others: list[Event]) -> None:
    """The same events in the same order, their numbers up to a millionth of a second."""
    assert [type(event) for event in some] == [type(event) for event in others]
    for one, other in zip(some, others, strict=True):
        for left, right in zip(structs.astuple(one), structs.astuple(other), strict=True):
            assert left == (pytest.approx(right, abs=1e-6) if isinstance(right, float) else right)


@given(timelines(), PRESSES)
def test_segments_begin_in_order_save_for_going_back_and_each_ends_once(
    line: Timeline, presses: list[Press]
) -> None:
    player = played(line, presses)
    player.finish()
    outcomes: dict[int, Outcome] = {}
    for event in player.events:
        match event:
            case SegmentEnded(segment=segment, outcome=outcome):
                assert segment not in outcomes
                outcomes[segment] = outcome
            case WentBack(segment=target):
                outcomes = {n: outcome for n, outcome in outcomes.items() if n < target}
                assert sorted(outcomes) == list(range(target))
            case SegmentBegan(segment=segment):
                assert sorted(outcomes) == list(range(segment))
            case _:
                pass
    assert sorted(outcomes) == list(range(len(line.segments)))
    assert {n: ended.outcome for n, ended in player.session.ended.items()} == outcomes
    assert isinstance(player.events[-1], Finished)


@settings(max_examples=200)
@given(timelines(), PRESSES, SILENCES)
def test_after_going_back_all_from_there_on_is_done(
    line: Timeline, presses: list[Press], silence: float
) -> None:
    player = played(line, presses)
    player.play(Press(silence, "back"))
    if not isinstance(player.events[-2], WentBack):
        assert player.session.over
        return
    target = player.events[-2].segment
    assert sorted(player.session.ended) == list(range(target))
    player.finish()
    rest = [player.session.ended[n].outcome for n in range(target, len(line.segments))]
    assert set(rest) == {Outcome.COMPLETED}


@settings(max_examples=50)
@given(timelines(), PRESSES, SILENCES)
def test_stopping_ends_the_current_segment_and_nothing_after(
    line: Timeline, presses: list[Press], silence: float
) -> None:
    player = played(line, presses)
    if player.session.over:
        return
    player.play(Press(silence, "stop"))
    ended = sorted(player.session.ended)
    assert ended == list(range(len(ended)))
    assert isinstance(player.events[-1], Stopped | Finished)
    if player.session.state is State.STOPPED:
        assert player.session.ended[ended[-1]].outcome is Outcome.ENDED_EARLY
    assert played_on(player) == ()


def played_on(player: Player) -> tuple[Event, ...]:
    """What comes of time and of every key from here on."""
    later = player.now + FOREVER
    keys = ["", "pause", "resume", "done", "next", "back", "skip_side", "more", "less", "stop"]
    return tuple(event for key in keys for event in press(player.session, key, later))


@given(
    timelines(),
    st.lists(st.builds(Press, st.one_of(SILENCES, st.floats(-20, 0)), KEYS), max_size=11),
)
def test_the_active_clock_never_runs_backwards(line: Timeline, presses: list[Press]) -> None:
    player = begin(line)
    before, latest = 0.0, START
    for one in presses:
        player.play(one)
        latest = max(latest, player.now)
        now = active(player.session, latest)
        assert now >= before - 1e-9
        before = now
    instants = [event.at for event in player.events]
    assert all(b >= a - 1e-9 for a, b in pairwise(instants))


@settings(max_examples=50)
@given(timelines(), PRESSES)
def test_active_seconds_are_the_seconds_of_all_that_ran(
    line: Timeline, presses: list[Press]
) -> None:
    forward = [replace(one, key="" if one.key == "back" else one.key) for one in presses]
    player = played(line, forward)
    player.finish()
    ran = sum(ended.seconds for ended in player.session.ended.values())
    assert player.events[-1].at == pytest.approx(ran)


@settings(max_examples=50)
@given(
    timelines(open_ended=False),
    st.lists(st.tuples(SILENCES, SILENCES, st.floats(-10, 20)), max_size=6),
)
def test_the_wall_clock_is_segments_pauses_count_ins_and_what_was_added(
    line: Timeline, rows: list[tuple[float, float, float]]
) -> None:
    player = begin(line)
    standing = 0.0
    for run, pause, added in rows:
        player.play(Press(run, "pause"))
        if player.session.over:
            break
        player.events += player.session.add(player.now, added)
        if player.session.over:
            break
        player.play(Press(pause, "resume"))
        player.play(Press(COUNT_IN, ""))
        standing += pause + COUNT_IN
    added_in_all = sum(e.seconds for e in player.events if isinstance(e, TimeAdded))
    end = START + line.seconds + standing + added_in_all
    if player.now < end - 1e-3:
        player.events += player.session.advance(end - 1e-3)
        assert not player.session.over
    player.events += player.session.advance(max(player.now, end + 1e-3))
    assert player.session.state is State.FINISHED
    assert player.events[-1].at == pytest.approx(line.seconds + added_in_all)


@given(timelines(), PRESSES, st.floats(-10, 60))
def test_looking_changes_nothing_and_stays_within_bounds(
    line: Timeline, presses: list[Press], later: float
) -> None:
    player = begin(line)
    for one in presses:
        player.play(one)
        before = snapshot(player.session)
        view = player.session.view(player.now + later)
        player.session.upcoming()
        assert player.session == before
        assert view.elapsed >= 0
        assert 0 <= view.remaining <= view.total_left + 1e-9
        assert 0 <= view.fraction <= 1
        assert 0 <= view.count_in <= COUNT_IN + max(0.0, -later) + 1e-9
        assert 0 <= view.beat_part <= 1
        assert view.beat <= (view.segment.work.beats if view.segment.work else 0)
        assert view.segment is line.segments[view.index]
        assert view.step is line.steps[view.segment.step]


@given(timelines(open_ended=False), PRESSES)
def test_the_time_left_is_what_is_left_when_no_more_keys_come(
    line: Timeline, presses: list[Press]
) -> None:
    player = begin(line)
    for one in presses:
        player.play(one)
        alone = Player(snapshot(player.session), now=player.now)
        left = alone.session.view(alone.now).total_left
        before = active(alone.session, alone.now)
        alone.finish()
        assert alone.session._active - before == pytest.approx(left, abs=1e-6)
        assert len(player.session.upcoming()) == sum(
            isinstance(event, SegmentBegan) and line.segments[event.segment].work is not None
            for event in alone.events
        )


@settings(max_examples=50)
@given(timelines(open_ended=False), st.lists(SILENCES, max_size=12))
def test_without_keys_time_left_and_time_run_make_the_whole(
    line: Timeline, silences: list[float]
) -> None:
    player = begin(line)
    for silence in silences:
        player.play(Press(silence, ""))
        view = player.session.view(player.now)
        run = min(player.now - START, line.seconds)
        assert view.total_left == pytest.approx(line.seconds - run, abs=1e-6)
        assert view.fraction == pytest.approx(run / line.seconds)


@settings(max_examples=50)
@given(timelines(), PRESSES)
def test_a_gap_pauses_at_the_last_asked_instant_and_only_a_gap_does(
    line: Timeline, presses: list[Press]
) -> None:
    gap = 10.0
    player = begin(line, gap=gap)
    for one in presses:
        session, asked = player.session, player.now
        going = session.state in (State.RUNNING, State.COUNT_IN)
        before = active(session, asked)
        events = session.advance(asked + one.silence)
        slept = [e for e in events if isinstance(e, Paused)]
        if going and one.silence > gap:
            assert events == (Paused(before, PauseReason.CLOCK_GAP),)
            assert session.state is State.PAUSED
        elif one.silence < gap:
            assert slept == []
        player.now += one.silence
        press(session, one.key, player.now)


@given(timelines(), PRESSES)
def test_a_session_taken_up_in_another_process_goes_on_the_same(
    line: Timeline, presses: list[Press]
) -> None:
    whole = played(line, presses)
    whole.events += whole.session.pause(whole.now)
    if whole.session.over:
        return
    mark = whole.session.mark()
    assert math.isclose(mark.active, active(whole.session, whole.now), abs_tol=1e-6)
    taken = Player(Session.resume_at(line, mark, whole.session.ended), now=5.0)
    there = Player(snapshot(whole.session), now=whole.now)
    taken.finish()
    there.finish()
    assert_same(taken.events, there.events)
    assert taken.session.ended.keys() == there.session.ended.keys()


@settings(max_examples=50)
@given(timelines(open_ended=False))
def test_every_tick_and_halfway_sounds_once(line: Timeline) -> None:
    player = begin(line)
    player.finish()
    cues = [event for event in player.events if isinstance(event, Cued)]
    assert len({(cue.segment, cue.at) for cue in cues}) == len(cues)
    for n, segment in enumerate(line.segments):
        own = [(cue.kind, cue.at - line.starts[n]) for cue in cues if cue.segment == n]
        ticks = [segment.seconds - before for before in (3, 2, 1) if segment.seconds >= 5]
        halfway = [segment.seconds / 2] if segment.work and segment.seconds >= 20 else []
        assert [at for kind, at in own if kind is CueKind.TICK] == pytest.approx(ticks)
        assert [at for kind, at in own if kind is CueKind.HALFWAY] == pytest.approx(halfway)


@given(timelines(open_ended=False), PRESSES)
def test_what_is_left_of_a_step_is_what_it_takes_when_no_more_keys_come(
    line: Timeline, presses: list[Press]
) -> None:
    player = played(line, presses)
    if player.session.over:
        assert player.session.left_of_step(player.now) == 0
        return
    view = player.session.view(player.now)
    left, here = player.session.left_of_step(player.now), view.segment.step
    assert view.remaining <= left <= view.total_left + 1e-9
    before = active(player.session, player.now)
    alone = Player(snapshot(player.session), now=player.now)
    alone.finish()
    stop = line.of_step(here).stop
    ends = [
        event.at
        for event in alone.events
        if isinstance(event, SegmentBegan) and event.segment >= stop
    ]
    assert [*ends, alone.session._active][0] - before == pytest.approx(left, abs=1e-6)
