"""Reading what was done: nothing is made, nothing waited for long, and nothing taken on trust."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import FakeClock
from histories import few, histories, moments, session
from hypothesis import given
from hypothesis import strategies as st
from kept_sessions import NOON, Home, run

from loosen.domain.body import Area
from loosen.domain.due import due_states
from loosen.domain.frequency import parse_frequency
from loosen.domain.history import Ending, SessionRecord
from loosen.domain.past_sessions import (
    EARLIEST,
    RECENT,
    PastSession,
    days_since,
    is_enough,
    last_done,
    latest_routines,
)
from loosen.domain.routine import ExerciseStep, Routine
from loosen.storage.history_db import History
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


def test_exercises_are_those_of_late_and_routines_all(home: Home, clock: FakeClock) -> None:
    sit(home, clock, 10_000, "bridge")
    (later,) = read_past_sessions(history(home), NOON + timedelta(days=13))
    (old,) = read_past_sessions(history(home), NOON + timedelta(days=15))
    assert (sorted(later.exercises), sorted(old.exercises)) == (["bridge"], [])
    assert old.enough


ROUTINES = tuple(
    Routine(
        slug=slug,
        name=slug,
        summary=slug,
        steps=(ExerciseStep(exercise="bridge"),),
        frequency=often,
    )
    for slug, often in (
        ("daily", parse_frequency("2 a day")),
        ("weekly", parse_frequency("2-3 a week, not within 48 h of strength")),
        ("other", parse_frequency("every 20 days")),
        ("never", None),
    )
)


def past(record: SessionRecord, now: datetime) -> PastSession:
    finished = record.outcome is Ending.FINISHED
    late = record.started > now - RECENT
    return PastSession(
        record.routine,
        record.started,
        record.ended,
        is_enough(finished=finished, planned=record.planned, active=record.active),
        frozenset(step.exercise for step in record.steps if step.is_done and late),
    )


@few
@given(st.data(), histories(most=9), moments)
def test_what_is_due_is_told_by_the_part_that_is_read_as_by_the_whole(
    data: st.DataObject, records: tuple[SessionRecord, ...], now: datetime
) -> None:
    slugs = st.sampled_from([routine.slug for routine in ROUTINES])
    records = tuple(one.copy_with(routine=data.draw(slugs)) for one in records)
    whole = [past(one, now) for one in records if one.started >= EARLIEST]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        History(path).add(*records)
        part = read_past_sessions(path, now)
    strength = {"bridge": (Area.GLUTES,), "clam": (Area.OUTER_HIP,)}
    assert due_states(ROUTINES, part, now, strength) == due_states(ROUTINES, whole, now, strength)
    assert last_done(part, now) == last_done(whole, now)
    assert latest_routines(part, now) == latest_routines(whole, now)
    assert days_since(part, now) == days_since(whole, now)


def test_of_ten_years_no_more_is_read_than_of_two_weeks(tmp_path: Path) -> None:
    history = History(tmp_path / "history.db")
    ago = range(0, 3_650, 5)
    history.add(*(session(n, at=NOON, days=-day) for n, day in enumerate(ago, 1)))
    assert len(read_past_sessions(history.path, NOON)) <= 4
