"""Whenever the process ends, at most a second of the session is lost and nothing of the history."""

import os
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from builders import timeline
from conftest import FakeClock
from kept_sessions import NOON, Home, gone, run

from loosen.domain.answers import Answers, Feeling, Harder, WayOn, with_way_on
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.session.events import Outcome, Paused, PauseReason, SegmentBegan
from loosen.domain.session.view import State
from loosen.services.recorder import Recorder
from loosen.storage.history_db import History, HistoryProblem
from loosen.storage.recency import read_past_sessions

KILLS = 300
KEYS = ("done", "next", "skip_side", "back", "pause", "resume", "resume", "add")
EPOCH = datetime(1970, 1, 1, 0, 5, tzinfo=NOON.tzinfo)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def press(recorder: Recorder, key: str, now: float) -> None:
    session = recorder.session
    recorder.note(session.add(now, 10.0) if key == "add" else getattr(session, key)(now))


def play_until_killed(recorder: Recorder, clock: FakeClock, chance: random.Random) -> float:
    """Play with ticks and keys at random; the active seconds at the instant of the kill."""
    session = recorder.session
    resume = session.resume if session.state is State.PAUSED else session.start
    recorder.note(resume(clock.now))
    for _ in range(chance.randrange(1, 90)):
        recorder.note(session.advance(clock.advance(chance.uniform(0.02, 0.5))))
        if chance.random() < 0.04:
            press(recorder, chance.choice(KEYS), clock.now)
        if session.over:
            break
    # Killed somewhere before the next tick: only a session nobody keeps knows how far it had come.
    killed = clock.advance(chance.uniform(0.0, 0.5))
    if not session.over:
        session.advance(killed)
    return session.mark().active


def test_killed_at_hundreds_of_instants_it_loses_a_second_at_most(
    home: Home, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a kill leaves is what left the process; the medium matters to a power cut only.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    chance = random.Random(4)
    worst, finished = 0.0, 0
    recorder = home.begin("pigeon", "clam", "squeeze")
    for kill in range(KILLS):
        active = play_until_killed(recorder, clock, chance)
        finished += recorder.record is not None
        sessions = home.sessions(gone(kill + 2))
        waiting = sessions.scan()
        assert (waiting.problem, waiting.running) == (None, ())
        if recorder.record:
            assert waiting.left == ()
            recorder = home.begin("pigeon", "clam", "squeeze", here=gone(kill + 2))
        elif waiting.left:
            (left,) = waiting.left
            worst = max(worst, active - left.mark.active)
            recorder = sessions.resume(left)
            home.others.append(recorder)
            assert recorder.session.mark() == left.mark
        assert len(sessions.history.all()) == finished
    assert finished >= 5
    assert 0.0 <= worst <= 1.0


def test_taken_up_again_and_again_it_comes_to_the_same(home: Home, clock: FakeClock) -> None:
    recorder = home.begin("pigeon", "squeeze")
    recorder.note(recorder.session.start(clock.now))
    planned = recorder.heading.planned
    for start in range(2, 10):
        for _ in range(20):
            recorder.note(recorder.session.advance(clock.advance(0.5)))
        sessions = home.sessions(gone(start))
        (left,) = sessions.scan().left
        assert left.mark.active == 10.0 * (start - 1)
        recorder = sessions.resume(left)
        home.others.append(recorder)
        recorder.note(recorder.session.resume(clock.now))
        recorder.note(recorder.session.advance(clock.advance(3.0)))
    run(recorder, clock, 200)
    (kept,) = sessions.history.all()
    assert kept == recorder.record
    assert (kept.active, kept.outcome) == (planned, Ending.FINISHED)
    assert all(r.outcome is Outcome.COMPLETED for step in kept.steps for r in step.rounds)
    assert home.journals == []


def test_it_hands_on_what_the_session_reports(home: Home, clock: FakeClock) -> None:
    recorder = home.begin("pigeon")
    events = recorder.session.start(clock.now)
    assert recorder.note(events) is events
    assert SegmentBegan(0.0, 0) in events


def test_nothing_is_written_before_the_start(home: Home) -> None:
    recorder = home.begin("pigeon")
    recorder.note(())
    recorder.leave()
    assert home.journals == []


def test_a_rehearsal_leaves_no_trace(home: Home, clock: FakeClock) -> None:
    sessions = home.sessions()
    plan = home.begin("pigeon").session.timeline
    recorder = sessions.begin(plan, "short", "Short", rehearsal=True)
    recorder.note(recorder.session.start(clock.now))
    recorder.note(recorder.session.stop(clock.now))
    recorder.leave()
    assert recorder.record is not None
    assert recorder.problem is None
    assert not recorder.store()
    assert home.journals == []
    assert sessions.history.all() == ()


def test_marks_are_sparse_and_a_pause_writes_nothing(home: Home, clock: FakeClock) -> None:
    recorder = home.begin("pigeon")
    session = recorder.session
    recorder.note(session.start(clock.now))
    for _ in range(40):
        recorder.note(session.advance(clock.advance(0.1)))
    (path,) = home.journals
    assert path.read_bytes().count(b"\n") <= 2 + 4 / 0.5
    recorder.note(session.pause(clock.now))
    size = path.stat().st_size
    for _ in range(100):
        recorder.note(session.advance(clock.advance(0.1)))
    assert path.stat().st_size == size


def test_a_session_taken_up_says_so_first(home: Home, clock: FakeClock) -> None:
    recorder = home.begin("pigeon")
    recorder.note(recorder.session.start(clock.now))
    (left,) = home.sessions().scan().left
    home.sessions().resume(left)
    line = home.journals[0].read_bytes().splitlines()[-1]
    assert b'{"Paused":{"at":0.0,"reason":"resumed"}}' in line
    assert Paused(0.0, PauseReason.RESUMED)


def test_a_history_that_takes_nothing_is_a_problem_and_the_session_stays(
    home: Home, clock: FakeClock
) -> None:
    home.locations.history.parent.mkdir()
    home.locations.history.write_bytes(b"damaged" * 1000)
    recorder = home.begin("pigeon")
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 12)
    recorder.note(recorder.session.stop(clock.now))
    assert recorder.problem is not None
    assert "is damaged" in recorder.problem
    assert len(home.journals) == 1
    waiting = home.sessions().scan()
    assert waiting.left == ()
    assert waiting.problem == recorder.problem
    home.locations.history.unlink()
    assert home.sessions().scan().problem is None
    assert home.journals == []
    assert home.sessions().history.all() == (recorder.record,)
    assert recorder.store()
    assert recorder.problem is None
    assert len(home.sessions().history.all()) == 1


def test_what_was_said_and_replanned_is_taken_up_in_another_process(
    home: Home, clock: FakeClock
) -> None:
    before = Answers(before=Feeling(stiffness=6, pain=2))
    recorder = home.begin("pigeon", "clam")
    recorder.say(before)
    assert home.journals == []
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 12)
    whole = recorder.session.timeline.followed_by(0, timeline("squeeze"))
    recorder.note(recorder.session.replan(clock.now, whole))
    said = before.copy_with(harder={0: Harder.LEFT})
    recorder.say(said)

    sessions = home.sessions(gone(2))
    (left,) = sessions.scan().left
    again = sessions.resume(left)
    assert again.session.timeline == whole
    assert again.answers == said
    again.note(again.session.resume(clock.now))
    again.note(again.session.advance(clock.advance(3.0)))
    again.note(again.session.next(clock.now))
    run(again, clock, whole.seconds)
    assert again.record is not None
    assert [one.exercise for one in again.record.steps] == ["pigeon", "squeeze"]
    assert again.record.planned == whole.seconds
    again.say(said.copy_with(after=Feeling(stiffness=4)))
    (kept,) = sessions.history.all()
    assert kept.answers == again.answers
    assert home.journals == []


def test_what_is_said_while_the_history_takes_nothing_is_not_lost(
    home: Home, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_history: History, *_records: SessionRecord) -> None:
        raise HistoryProblem("the disk is full")

    recorder = home.begin("squeeze")
    recorder.note(recorder.session.start(clock.now))
    with monkeypatch.context() as full:
        full.setattr(History, "put", refuse)
        run(recorder, clock, recorder.heading.planned)
        recorder.say(Answers(after=Feeling(pain=1)))
        assert recorder.problem == "the disk is full"
    sessions = home.sessions(gone(2))
    assert sessions.scan().left == ()
    (kept,) = sessions.history.all()
    assert kept.answers == Answers(after=Feeling(pain=1))


def test_cut_off_where_it_hurts_the_next_start_knows_it(home: Home, clock: FakeClock) -> None:
    recorder = home.begin("pigeon", "squeeze")
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 20)
    recorder.note(recorder.session.hurts(clock.now))
    (journal,) = home.journals
    before = journal.read_bytes()
    # It is on the disk in one line: there is no instant at which it is half known.
    assert before.splitlines()[-1].count(b'"Hurt"') == 1
    (left,) = home.sessions().scan().left
    taken = home.sessions().resume(left)
    (pain,) = taken.answers.pains
    assert (pain.exercise, pain.at, pain.way_on) == ("pigeon", 20.0, None)
    assert taken.session.state is State.PAUSED
    taken.note(taken.session.stop(5.0))
    assert taken.record
    assert [one.way_on for one in taken.record.answers.pains] == [WayOn.ENDED]
    assert home.sessions().history.all() == (taken.record,)


def test_another_rest_and_the_step_left_out_for_it_are_one_line(
    home: Home, clock: FakeClock
) -> None:
    recorder = home.begin("pigeon", "squeeze")
    session = recorder.session
    recorder.note(session.start(clock.now))
    run(recorder, clock, 20)
    recorder.note(session.hurts(clock.now))
    other = session.timeline.followed_by(0, timeline("childs-pose"))
    recorder.say(with_way_on(recorder.answers, WayOn.SWAPPED))
    recorder.note((*session.replan(clock.now, other), *session.next(clock.now)))
    (left,) = home.sessions().scan().left
    taken = home.sessions().resume(left)
    assert taken.session.view(0.0).step.exercise.slug == "childs-pose"
    assert [pain.way_on for pain in taken.answers.pains] == [WayOn.SWAPPED]
    assert {taken.session.ended[n].outcome for n in other.of_step(0)[1:]} == {Outcome.SKIPPED}


STEPS = {
    "an hour back": (NOON, NOON - timedelta(hours=1), NOON - timedelta(hours=1, seconds=120)),
    "a day back": (NOON, NOON - timedelta(days=1), NOON - timedelta(days=1, seconds=120)),
    "set from 1970": (EPOCH, NOON, NOON - timedelta(seconds=120)),
    "not set at all": (EPOCH, EPOCH + timedelta(seconds=120), EPOCH),
    "as it should be": (NOON, NOON + timedelta(seconds=120), NOON),
    "a second back": (NOON, NOON + timedelta(seconds=119), NOON),
    "back into 1970": (NOON, EPOCH, EPOCH - timedelta(seconds=120)),
}


@pytest.mark.parametrize(("begun", "ended", "started"), STEPS.values(), ids=list(STEPS))
def test_a_clock_that_is_set_while_it_runs_changes_no_length(
    begun: datetime, ended: datetime, started: datetime, home: Home, clock: FakeClock
) -> None:
    home.today.now = begun
    recorder = home.begin("pigeon")
    recorder.note(recorder.session.start(clock.now))
    recorder.note(recorder.session.pause(clock.advance(2.0)))
    home.today.now = ended
    recorder.note(recorder.session.stop(clock.advance(118.0)))
    assert recorder.record is not None
    assert (recorder.record.started, recorder.record.ended) == (started, ended)
    assert home.sessions().history.all() == (recorder.record,)


def test_a_session_left_before_its_clock_went_back_is_logged_with_its_length(
    home: Home, clock: FakeClock
) -> None:
    recorder = home.begin("pigeon")
    recorder.note(recorder.session.start(clock.now))
    home.today.now = NOON - timedelta(hours=2)
    run(recorder, clock, 20)
    (left,) = home.sessions().scan().left
    assert home.sessions().log(left) is None
    (kept,) = home.sessions().history.all()
    assert kept.ended - kept.started == timedelta(seconds=20)


def test_a_clock_that_was_never_set_is_told_and_not_believed(home: Home, clock: FakeClock) -> None:
    home.today.now = EPOCH
    recorder = home.begin("pigeon")
    assert recorder.problem == "this machine’s clock is wrong: it shows the year 1970"
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, 500)
    assert recorder.record is not None
    assert len(home.sessions().history.all()) == 1
    assert read_past_sessions(home.locations.history, NOON) == ()
    home.today.now = NOON
    assert recorder.problem is None
