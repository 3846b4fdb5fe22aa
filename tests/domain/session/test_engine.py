"""The session engine, key by key, over 82 seconds:

0 get ready 4 · 1 work right 10 · 2 switch 2 · 3 work left 10 · 4 move 4 · 5 get ready 4 · 6 breathe 48
"""

from collections.abc import Callable, Iterable

import pytest
from builders import exercise, step, timeline
from conftest import FakeClock

from loosen.domain.body import Side
from loosen.domain.pace import Pace
from loosen.domain.session.engine import COUNT_IN, Session
from loosen.domain.session.events import (
    Cued,
    CueKind,
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
from loosen.domain.session.view import State
from loosen.domain.timeline import SegmentKind, Timeline, unroll

PACE = Pace(get_ready=4, switch_side=2, rest_strength=6, rest_other=2)
COMPLETED, EARLY, SKIPPED = Outcome.COMPLETED, Outcome.ENDED_EARLY, Outcome.SKIPPED
TICK, HALFWAY = CueKind.TICK, CueKind.HALFWAY


@pytest.fixture
def line() -> Timeline:
    return timeline(step("lunge", dose="10 s each side"), "childs-pose", pace=PACE)


@pytest.fixture
def session(line: Timeline, clock: FakeClock) -> Session:
    """A session begun at the clock’s instant."""
    begun = Session(line)
    begun.start(clock.now)
    return begun


def without_cues(events: Iterable[Event]) -> list[Event]:
    return [event for event in events if not isinstance(event, Cued)]


def outcomes(session: Session) -> list[Outcome]:
    return [session.ended[n].outcome for n in sorted(session.ended)]


class TestTime:
    def test_nothing_happens_before_the_start(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line)
        assert session.advance(clock.advance(100)) == ()
        assert session.state is State.READY
        keys: list[Callable[[float], tuple[Event, ...]]] = [
            session.pause,
            session.resume,
            session.done,
            session.next,
            session.skip_side,
            session.back,
        ]
        assert [key(clock.now) for key in keys] == [()] * 6
        assert session.add(clock.now, 10) == ()
        assert session.view(clock.now).total_left == 82

    def test_starting_begins_the_first_segment_once(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line)
        assert session.start(clock.now) == (Started(0.0), SegmentBegan(0.0, 0))
        assert session.start(clock.advance(1)) == ()

    def test_all_of_it_in_one_question(self, session: Session, clock: FakeClock) -> None:
        events = session.advance(clock.advance(1_000))
        ended = [event for event in events if isinstance(event, SegmentEnded)]
        assert [(e.at, e.segment, e.seconds) for e in ended] == [
            (4, 0, 4),
            (14, 1, 10),
            (16, 2, 2),
            (26, 3, 10),
            (30, 4, 4),
            (34, 5, 4),
            (82, 6, 48),
        ]
        assert events[-1] == Finished(82)
        assert session.over
        assert outcomes(session) == [COMPLETED] * 7

    def test_cues_tick_before_an_end_and_at_half_of_long_work(
        self, session: Session, clock: FakeClock
    ) -> None:
        cues = [e for e in session.advance(clock.advance(100)) if isinstance(e, Cued)]
        assert [(c.at, c.segment, c.kind) for c in cues] == [
            *((at, 1, TICK) for at in (11, 12, 13)),
            *((at, 3, TICK) for at in (23, 24, 25)),
            (58, 6, HALFWAY),
            *((at, 6, TICK) for at in (79, 80, 81)),
        ]

    def test_a_boundary_is_crossed_at_its_very_instant(
        self, session: Session, clock: FakeClock
    ) -> None:
        assert session.advance(clock.now + 3.999) == ()
        assert session.advance(clock.now + 4) == (
            SegmentEnded(4, 0, 4, COMPLETED),
            SegmentBegan(4, 1),
        )
        assert session.advance(clock.now + 4) == ()

    def test_nothing_happens_after_the_end(self, session: Session, clock: FakeClock) -> None:
        session.advance(clock.advance(82))
        assert session.state is State.FINISHED
        now = clock.advance(5)
        keys = (session.pause, session.resume, session.done, session.next, session.back)
        assert all(key(now) == () for key in (*keys, session.skip_side, session.stop))
        assert session.add(now, 10) == ()
        view = session.view(now)
        assert (view.remaining, view.total_left, view.fraction) == (0, 0, 1)

    def test_a_timeline_of_nothing_is_finished_at_once(self, clock: FakeClock) -> None:
        session = Session(Timeline((), ()))
        assert session.start(clock.now) == (Started(0.0), Finished(0.0))
        assert session.over
        assert session.advance(clock.advance(1)) == ()


class TestPause:
    def test_the_clock_stands_still_and_comes_back_after_a_count_in(
        self, session: Session, clock: FakeClock
    ) -> None:
        assert session.pause(clock.advance(2)) == (Paused(2, PauseReason.KEY),)
        assert session.advance(clock.advance(500)) == ()
        assert session.resume(clock.now) == ()
        assert session.state is State.COUNT_IN
        assert session.view(clock.advance(1)).count_in == COUNT_IN - 1
        assert session.advance(clock.advance(3)) == (Resumed(2),)
        assert session.advance(clock.advance(1))[0] == SegmentEnded(4, 0, 4, COMPLETED)

    def test_pausing_twice_or_resuming_twice_changes_nothing(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.pause(clock.advance(2))
        assert session.pause(clock.advance(1)) == ()
        session.resume(clock.now)
        assert session.resume(clock.advance(1)) == ()
        assert session.resume(clock.advance(2)) == (Resumed(2),)

    def test_a_count_in_can_be_broken_off(self, session: Session, clock: FakeClock) -> None:
        session.pause(clock.advance(2))
        session.resume(clock.advance(1))
        assert session.pause(clock.advance(1)) == (Paused(2, PauseReason.KEY),)
        assert session.advance(clock.advance(100)) == ()

    def test_pausing_reports_what_passed_before(self, session: Session, clock: FakeClock) -> None:
        events = without_cues(session.pause(clock.advance(15)))
        assert events[-2:] == [SegmentBegan(14, 2), Paused(15, PauseReason.KEY)]

    def test_an_instant_from_before_does_not_turn_the_clock_back(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.advance(clock.advance(12))
        assert session.pause(clock.now - 5) == (Paused(12, PauseReason.KEY),)


class TestGap:
    @pytest.fixture
    def watched(self, line: Timeline, clock: FakeClock) -> Session:
        session = Session(line, gap=5.0)
        session.start(clock.now)
        return session

    def test_a_long_silence_pauses_where_it_was_last_asked(
        self, watched: Session, clock: FakeClock
    ) -> None:
        watched.advance(clock.advance(3))
        assert watched.advance(clock.advance(3_600)) == (Paused(3, PauseReason.CLOCK_GAP),)
        assert watched.view(clock.now).elapsed == 3

    def test_a_silence_just_as_long_as_allowed_counts(
        self, watched: Session, clock: FakeClock
    ) -> None:
        assert watched.advance(clock.advance(5))[-1] == SegmentBegan(4, 1)

    def test_sleeping_through_the_count_in_pauses_again(
        self, watched: Session, clock: FakeClock
    ) -> None:
        watched.pause(clock.advance(1))
        watched.resume(clock.advance(1))
        assert watched.advance(clock.advance(60)) == (Paused(1, PauseReason.CLOCK_GAP),)

    def test_a_long_pause_is_no_gap(self, watched: Session, clock: FakeClock) -> None:
        watched.pause(clock.advance(1))
        watched.resume(clock.advance(3_600))
        assert watched.advance(clock.advance(4)) == (Resumed(1),)


class TestDone:
    def test_a_hold_ended_by_a_key_ended_early(self, session: Session, clock: FakeClock) -> None:
        session.advance(clock.advance(4))
        events = session.done(clock.advance(6))
        assert events == (SegmentEnded(10, 1, 6, EARLY), SegmentBegan(10, 2))

    def test_breaths_or_repetitions_ended_by_a_key_are_completed(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.advance(clock.advance(34))
        assert session.done(clock.advance(6)) == (SegmentEnded(40, 6, 6, COMPLETED), Finished(40))

    def test_it_works_while_paused_and_stays_paused(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.pause(clock.advance(2))
        events = session.done(clock.advance(50))
        assert events == (SegmentEnded(2, 0, 2, EARLY), SegmentBegan(2, 1))
        assert session.state is State.PAUSED

    def test_in_a_count_in_the_next_segment_waits_for_it(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.pause(clock.advance(2))
        session.resume(clock.now)
        session.done(clock.advance(1))
        assert session.advance(clock.advance(2)) == (Resumed(2),)
        assert session.view(clock.now).remaining == 10


class TestOpenEnded:
    @pytest.fixture
    def held(self, clock: FakeClock) -> Session:
        line = timeline(step("lunge", dose="20 s each side", open_ended=True), pace=PACE)
        session = Session(line)
        session.start(clock.now)
        session.advance(clock.advance(4))
        return session

    def test_only_a_key_ends_it_and_then_it_is_completed(
        self, held: Session, clock: FakeClock
    ) -> None:
        assert held.advance(clock.advance(300)) == ()
        assert held.done(clock.now)[0] == SegmentEnded(304, 1, 300, COMPLETED)

    def test_its_seconds_are_counted_on_past_the_dose(
        self, held: Session, clock: FakeClock
    ) -> None:
        view = held.view(clock.advance(65))
        assert (view.elapsed, view.remaining) == (65, 0)

    @pytest.mark.parametrize("seconds", [10, -10])
    def test_time_is_added_as_asked_even_past_the_dose(
        self, held: Session, clock: FakeClock, seconds: int
    ) -> None:
        (added,) = held.add(clock.advance(65), seconds)
        assert added == TimeAdded(69, 1, max(seconds, 0))


class TestLeavingOut:
    def test_next_leaves_out_the_rest_of_the_exercise(
        self, session: Session, clock: FakeClock
    ) -> None:
        assert session.next(clock.advance(6)) == (
            SegmentEnded(4, 0, 4, COMPLETED),
            SegmentBegan(4, 1),
            SegmentEnded(6, 1, 2, SKIPPED),
            SegmentEnded(6, 2, 0, SKIPPED),
            SegmentEnded(6, 3, 0, SKIPPED),
            SegmentBegan(6, 4),
        )

    def test_next_in_the_last_exercise_finishes(self, session: Session, clock: FakeClock) -> None:
        assert session.next(clock.advance(35))[-1] == Finished(35)
        assert outcomes(session) == [COMPLETED] * 6 + [SKIPPED]

    def test_skipping_a_side_goes_on_with_the_other(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.advance(clock.advance(1))
        assert session.skip_side(clock.now) == (
            SegmentEnded(1, 0, 1, SKIPPED),
            SegmentEnded(1, 1, 0, SKIPPED),
            SegmentBegan(1, 2),
        )

    def test_the_side_skipped_is_the_one_on_now_however_long_ago_was_asked(
        self, clock: FakeClock
    ) -> None:
        two_sets = timeline("clam", pace=PACE)
        often, seldom = Session(two_sets), Session(two_sets)
        for session in (often, seldom):
            session.start(clock.now)
            session.advance(clock.now + 30)
        often.advance(clock.advance(75))
        for session in (often, seldom):
            session.skip_side(clock.now)
            assert [segment.side for segment in session.upcoming()] == [Side.RIGHT]
        assert often == seldom

    def test_skipping_a_side_leaves_out_its_later_sets_too(self, clock: FakeClock) -> None:
        session = Session(timeline("clam", pace=PACE))
        session.start(clock.now)
        session.advance(clock.advance(23))
        session.skip_side(clock.now)
        assert {segment.side for segment in session.upcoming()} == {Side.LEFT}
        session.advance(clock.advance(1_000))
        sides = [segment.side for segment in session.timeline.segments]
        skipped = {sides[n] for n, e in session.ended.items() if e.outcome is SKIPPED}
        assert skipped == {Side.RIGHT}
        assert session.state is State.FINISHED

    def test_where_there_are_no_sides_all_of_the_exercise_is_left_out(
        self, session: Session, clock: FakeClock
    ) -> None:
        assert session.skip_side(clock.advance(27))[-1] == Finished(27)

    def test_what_is_left_out_is_no_longer_time_left(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.skip_side(clock.now)
        assert session.view(clock.now).total_left == 82 - 14
        assert [s.side for s in session.upcoming()] == [Side.LEFT, None]


class TestBack:
    def test_it_restarts_the_exercise_once_work_has_begun(
        self, session: Session, clock: FakeClock
    ) -> None:
        events = session.back(clock.advance(5))
        assert events[-2:] == (WentBack(5, 0), SegmentBegan(5, 0))
        assert session.ended == {}
        assert session.view(clock.now).total_left == 82

    def test_right_at_the_beginning_it_goes_to_the_exercise_before(
        self, session: Session, clock: FakeClock
    ) -> None:
        assert session.back(clock.advance(27))[-2:] == (WentBack(27, 0), SegmentBegan(27, 0))

    def test_it_does_not_ask_to_move_again_within_an_exercise(
        self, session: Session, clock: FakeClock
    ) -> None:
        assert session.back(clock.advance(40))[-2:] == (WentBack(40, 5), SegmentBegan(40, 5))
        assert session.ended[4] == Ended(4, COMPLETED)

    def test_twice_in_a_row_goes_to_the_exercise_before(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.back(clock.advance(40))
        assert session.back(clock.advance(1)) == (WentBack(41, 0), SegmentBegan(41, 0))

    def test_late_in_a_move_it_restarts_the_move_rather_than_going_forward(
        self, session: Session, clock: FakeClock
    ) -> None:
        assert session.back(clock.advance(29.5))[-2:] == (WentBack(29.5, 4), SegmentBegan(29.5, 4))

    def test_in_the_first_exercise_it_restarts_it(self, session: Session, clock: FakeClock) -> None:
        assert session.back(clock.advance(1)) == (WentBack(1, 0), SegmentBegan(1, 0))

    def test_what_was_to_be_left_out_is_done_after_all(self, clock: FakeClock) -> None:
        session = Session(timeline("clam", pace=PACE))
        session.start(clock.now)
        whole = session.view(clock.now).total_left
        session.advance(clock.advance(30))
        session.skip_side(clock.now)
        session.back(clock.advance(1))
        assert session.view(clock.now).total_left == whole
        session.advance(clock.advance(1_000))
        assert set(outcomes(session)) == {COMPLETED}


class TestAdd:
    def test_more_time_for_the_segment_and_its_ticks_sound_again(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.advance(clock.advance(12))
        assert session.add(clock.now, 10) == (TimeAdded(12, 1, 10),)
        events = session.advance(clock.advance(12))
        cues = [event for event in events if isinstance(event, Cued)]
        assert cues == [Cued(14, 1, HALFWAY), *(Cued(at, 1, TICK) for at in (21, 22, 23))]
        assert SegmentEnded(24, 1, 20, COMPLETED) in events

    def test_less_time_never_takes_away_what_has_run(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.advance(clock.advance(12))
        assert session.add(clock.now, -10) == (
            TimeAdded(12, 1, -2),
            SegmentEnded(12, 1, 8, COMPLETED),
            SegmentBegan(12, 2),
        )

    def test_it_counts_for_this_segment_only(self, session: Session, clock: FakeClock) -> None:
        session.add(clock.now, 10)
        session.advance(clock.advance(14))
        view = session.view(clock.now)
        assert (view.index, view.remaining, view.total_left) == (1, 10, 78)

    def test_it_works_while_paused(self, session: Session, clock: FakeClock) -> None:
        session.pause(clock.advance(1))
        assert session.add(clock.advance(9), 10) == (TimeAdded(1, 0, 10),)
        assert session.view(clock.now).remaining == 13


class TestStop:
    def test_what_has_not_begun_stays_undone(self, session: Session, clock: FakeClock) -> None:
        events = session.stop(clock.advance(6))
        assert events[-2:] == (SegmentEnded(6, 1, 2, EARLY), Stopped(6))
        assert outcomes(session) == [COMPLETED, EARLY]
        assert session.view(clock.now).total_left == 0

    def test_before_the_start_nothing_has_ended(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line)
        assert session.stop(clock.now) == (Stopped(0),)
        assert session.ended == {}
        assert session.over


class TestResumeAt:
    def test_it_waits_at_the_true_second_and_goes_on_from_there(
        self, line: Timeline, clock: FakeClock
    ) -> None:
        done = {0: Ended(4, COMPLETED)}
        session = Session.resume_at(line, Mark(1, 6.5, active=10.5), done, gap=5.0)
        assert session.state is State.PAUSED
        assert session.advance(clock.advance(3_600)) == ()
        assert session.view(clock.now).remaining == 3.5
        session.resume(clock.now)
        events = session.advance(clock.advance(COUNT_IN + 1.5))
        assert events == (Resumed(10.5), Cued(11, 1, TICK), Cued(12, 1, TICK))
        assert done == {0: Ended(4, COMPLETED)}


class TestView:
    def test_it_shows_the_segment_its_step_and_the_time(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.advance(clock.advance(6))
        view = session.view(clock.now)
        assert (view.state, view.index) == (State.RUNNING, 1)
        assert view.segment.kind is SegmentKind.WORK
        assert view.step.exercise.slug == "lunge"
        assert (view.elapsed, view.remaining, view.total_left) == (2, 8, 76)
        assert view.fraction == pytest.approx(6 / 82)
        assert (view.beat, view.beat_part, view.count_in) == (0, 0, 0)

    def test_it_counts_the_breath_in_progress(self, session: Session, clock: FakeClock) -> None:
        session.advance(clock.advance(34))
        for seconds, beat, part in ((0, 1, 0.0), (3, 1, 0.5), (6, 2, 0.0), (47, 8, 5 / 6)):
            view = session.view(clock.now + seconds)
            assert view.beat == beat
            assert view.beat_part == pytest.approx(part)

    def test_past_the_last_beat_it_stays_at_the_last(self, clock: FakeClock) -> None:
        odd = {"odd": exercise("odd", dose="3 reps", sides="none", seconds_per_rep=1.1)}
        session = Session(unroll([step("odd")], odd, PACE))
        session.start(clock.now)
        session.advance(clock.advance(4))
        view = session.view(clock.advance(3.5))
        assert (view.beat, view.beat_part, view.remaining) == (3, 1.0, 0.5)

    def test_between_two_questions_it_never_passes_the_end_of_a_segment(
        self, session: Session, clock: FakeClock
    ) -> None:
        view = session.view(clock.advance(30))
        assert (view.index, view.elapsed, view.remaining) == (0, 4, 0)

    def test_only_work_that_still_comes_is_upcoming(
        self, session: Session, clock: FakeClock
    ) -> None:
        assert [(s.kind, s.side) for s in session.upcoming()] == [
            (SegmentKind.WORK, Side.RIGHT),
            (SegmentKind.WORK, Side.LEFT),
            (SegmentKind.WORK, None),
        ]
        session.advance(clock.advance(20))
        assert [s.side for s in session.upcoming()] == [None]

    @pytest.mark.parametrize("key", ["next", "stop"])
    def test_when_it_is_over_nothing_is_upcoming(self, clock: FakeClock, key: str) -> None:
        session = Session(timeline("squeeze", pace=PACE))
        session.start(clock.now)
        getattr(session, key)(clock.now)
        assert session.over
        assert session.upcoming() == ()


class TestHurting:
    def test_it_stops_at_once_and_says_how_far_the_work_had_come(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.advance(clock.advance(20.5))
        before = session.view(clock.now)
        hurt, paused = without_cues(session.hurts(clock.now))
        assert hurt == Hurt(20.5, before.index, before.elapsed)
        assert paused == Paused(20.5, PauseReason.HURT)
        session.advance(clock.advance(60.0))
        assert session.view(clock.now).elapsed == before.elapsed

    def test_paused_already_it_only_takes_note(self, session: Session, clock: FakeClock) -> None:
        session.pause(clock.advance(20.5))
        (hurt,) = session.hurts(clock.advance(4.0))
        assert isinstance(hurt, Hurt)
        assert session.state is State.PAUSED

    def test_over_or_not_begun_nothing_hurts(self, line: Timeline, clock: FakeClock) -> None:
        ready = Session(line)
        assert ready.hurts(clock.now) == ()
        ready.start(clock.now)
        ready.stop(clock.now)
        assert ready.hurts(clock.now) == ()


class TestReplanning:
    def test_the_rest_is_another_from_the_end_of_the_step_on(
        self, session: Session, clock: FakeClock
    ) -> None:
        session.advance(clock.advance(9.0))
        other = timeline("squeeze")
        whole = session.timeline.followed_by(0, other)
        (replanned,) = session.replan(clock.now, whole)
        first = session.timeline.of_step(0)
        assert replanned == Replanned(9.0, first.stop)
        assert session.view(clock.now).elapsed == 5.0
        session.next(clock.now)
        assert session.view(clock.now).step.exercise.slug == "squeeze"
        session.advance(clock.advance(whole.seconds))
        assert session.finished

    def test_with_the_same_rest_nothing_is_different(
        self, session: Session, line: Timeline, clock: FakeClock
    ) -> None:
        session.skip_side(clock.advance(12.0))
        left = session.view(clock.now).total_left
        session.replan(clock.now, line)
        assert session.view(clock.now).total_left == left

    def test_what_was_to_be_left_out_later_is_forgotten_with_the_rest(
        self, line: Timeline, clock: FakeClock
    ) -> None:
        session = Session(line)
        session.start(clock.now)
        whole = line.followed_by(0, timeline("squeeze", "pigeon"))
        session.replan(clock.now, whole)
        assert session.view(clock.now).total_left == whole.seconds

    def test_a_past_that_is_different_is_refused(self, session: Session, clock: FakeClock) -> None:
        with pytest.raises(ValueError, match="differs before the end"):
            session.replan(clock.now, timeline("squeeze", "pigeon"))

    def test_over_it_stays_as_it_is(self, session: Session, clock: FakeClock) -> None:
        session.stop(clock.now)
        assert session.replan(clock.now, timeline("squeeze")) == ()


class TestWaiting:
    def test_it_waits_for_a_key_and_then_begins(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line)
        assert session.wait(clock.now, 20.0) == ()
        assert session.state is State.WAITING
        assert session.advance(clock.advance(7.0)) == ()
        view = session.view(clock.now)
        assert (view.starts_in, view.elapsed, view.total_left) == (13.0, 0.0, line.seconds)
        assert session.start(clock.now) == (Started(0.0), SegmentBegan(0.0, 0))
        assert session.view(clock.now).starts_in is None

    def test_it_begins_by_itself_at_the_end_of_the_wait(
        self, line: Timeline, clock: FakeClock
    ) -> None:
        session = Session(line)
        session.wait(clock.now, 20.0)
        events = without_cues(session.advance(clock.advance(21.5)))
        assert events == [Started(0.0), SegmentBegan(0.0, 0)]
        assert session.view(clock.now).elapsed == 1.5
        assert session.length == 1.5

    def test_asked_again_it_waits_anew(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line)
        session.wait(clock.now, 20.0)
        session.wait(clock.advance(15.0), 20.0)
        assert session.advance(clock.advance(15.0)) == ()
        assert session.advance(clock.advance(5.0)) != ()

    def test_without_an_end_only_a_key_begins_it(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line)
        session.wait(clock.now, None)
        assert session.advance(clock.advance(9_999.0)) == ()
        assert session.view(clock.now).starts_in is None
        assert session.start(clock.now) != ()

    def test_with_no_wait_it_begins_at_once(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line)
        assert session.wait(clock.now, 0) == (Started(0.0), SegmentBegan(0.0, 0))

    def test_where_nobody_sees_it_it_does_not_begin(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line)
        session.wait(clock.now, 20.0)
        assert session.pause(clock.advance(5.0)) == ()
        assert session.advance(clock.advance(100.0)) == ()
        assert session.state is State.WAITING

    def test_a_machine_that_slept_has_not_waited(self, line: Timeline, clock: FakeClock) -> None:
        session = Session(line, gap=5.0)
        session.wait(clock.now, 20.0)
        assert session.advance(clock.advance(3_600.0)) == ()
        assert session.view(clock.now).starts_in == 20.0

    @pytest.mark.parametrize("key", ["done", "next", "back", "skip_side", "hurts", "resume"])
    def test_no_other_key_means_anything_yet(
        self, line: Timeline, clock: FakeClock, key: str
    ) -> None:
        session = Session(line)
        session.wait(clock.now, 20.0)
        assert getattr(session, key)(clock.now) == ()
        assert session.add(clock.now, 10.0) == ()
        assert session.state is State.WAITING

    def test_another_timeline_can_be_taken(self, line: Timeline, clock: FakeClock) -> None:
        session, other = Session(line), timeline("squeeze", "pigeon")
        session.wait(clock.now, 20.0)
        assert session.replan(clock.now, other) == (Replanned(0.0, 0),)
        session.start(clock.now)
        assert session.view(clock.now).total_left == other.seconds

    def test_begun_it_waits_no_more(self, session: Session, clock: FakeClock) -> None:
        assert session.wait(clock.advance(1.0), 20.0) == ()
        assert session.state is State.RUNNING
        assert session.view(clock.now).elapsed == 1.0
