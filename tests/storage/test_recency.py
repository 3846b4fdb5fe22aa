"""Reading what was done: nothing is made, nothing waited for long, and nothing taken on trust."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import FakeClock
from kept_sessions import NOON, Home, run

from loosen.storage.recency import CannotTell, read_past_sessions


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def history(home: Home) -> Path:
    return home.locations.history


def sit(home: Home, clock: FakeClock, seconds: float, *steps: str) -> None:
    """A session of so many seconds, broken off and put into the history."""
    recorder = home.begin(*steps)
    recorder.note(recorder.session.start(clock.now))
    run(recorder, clock, seconds)
    recorder.note(recorder.session.stop(clock.now))
    home.sessions().scan()


def test_without_a_history_nothing_was_done_and_none_is_made(home: Home, tmp_path: Path) -> None:
    assert read_past_sessions(history(home), NOON) == ()
    assert list(tmp_path.iterdir()) == []


def test_a_session_says_its_routine_its_time_and_what_was_worked_at(
    home: Home, clock: FakeClock
) -> None:
    sit(home, clock, 10_000, "bridge", "clam")
    (one,) = read_past_sessions(history(home), NOON)
    assert (one.routine, one.started, one.enough) == ("short", NOON, True)
    assert one.started.utcoffset() == timedelta(hours=2)
    assert one.exercises == {"bridge", "clam"}


def test_a_session_broken_off_early_worked_at_little_and_is_not_enough(
    home: Home, clock: FakeClock
) -> None:
    sit(home, clock, 20, "bridge", "clam")
    (one,) = read_past_sessions(history(home), NOON)
    assert (sorted(one.exercises), one.enough) == (["bridge"], False)


def test_a_history_that_is_being_written_is_not_waited_for(home: Home, clock: FakeClock) -> None:
    sit(home, clock, 10_000, "bridge")
    other = sqlite3.connect(history(home), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CannotTell, match="another process is writing to it") as caught:
        read_past_sessions(history(home), NOON, patience=0.0)
    assert caught.value.busy
    other.execute("ROLLBACK")
    other.close()
    assert len(read_past_sessions(history(home), NOON, patience=0.0)) == 1


def test_a_history_that_was_made_a_moment_ago_is_empty(home: Home) -> None:
    history(home).parent.mkdir(parents=True)
    history(home).touch()
    assert read_past_sessions(history(home), NOON) == ()


def test_a_file_that_is_no_history_is_told(home: Home) -> None:
    history(home).parent.mkdir(parents=True)
    history(home).write_text("no database" * 500, encoding="utf-8")
    with pytest.raises(CannotTell, match="cannot be read") as caught:
        read_past_sessions(history(home), NOON)
    assert not caught.value.busy


@pytest.mark.parametrize("started", ["yesterday", "2026-05-04T12:00:00"])
def test_an_instant_that_is_none_is_told(home: Home, clock: FakeClock, started: str) -> None:
    sit(home, clock, 10_000, "bridge")
    with sqlite3.connect(history(home)) as connection:
        connection.execute("UPDATE sessions SET started = ?", (started,))
    connection.close()
    with pytest.raises(CannotTell, match="is damaged"):
        read_past_sessions(history(home), NOON)


def test_reading_changes_nothing(home: Home, clock: FakeClock) -> None:
    sit(home, clock, 10_000, "bridge")
    before = {p: p.stat().st_mtime_ns for p in history(home).parent.iterdir()}
    read_past_sessions(history(home), NOON)
    assert {p: p.stat().st_mtime_ns for p in history(home).parent.iterdir()} == before
    assert isinstance(read_past_sessions(history(home), NOON)[0].ended, datetime)


def test_exercises_are_those_of_late_and_sessions_all(home: Home, clock: FakeClock) -> None:
    sit(home, clock, 10_000, "bridge")
    (later,) = read_past_sessions(history(home), NOON + timedelta(days=13))
    (old,) = read_past_sessions(history(home), NOON + timedelta(days=15))
    assert (sorted(later.exercises), sorted(old.exercises)) == (["bridge"], [])
    assert old.enough
