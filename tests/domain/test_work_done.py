"""What a session came to: lunge right 4–14, left 17–27; child’s pose 35–83, after a move and a get ready."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from builders import step, timeline
from conftest import FakeClock

from loosen.domain.body import Side
from loosen.domain.history import (
    Ending,
    SessionHeading,
    SessionRecord,
    SideWork,
    heading_steps,
    record_of,
)
from loosen.domain.pace import Pace
from loosen.domain.session.engine import Session

PACE = Pace(get_ready=4, switch_side=3, rest_strength=6, rest_other=2)
RIGHT = SideWork(Side.RIGHT, 10, 10, complete=True)
LEFT = SideWork(Side.LEFT, 10, 10, complete=True)
POSE = (SideWork(None, 48, 48, complete=True),)
NO_POSE = (SideWork(None, 0, 48, complete=False),)


@pytest.fixture
def session(clock: FakeClock) -> Session:
    begun = Session(timeline(step("lunge", dose="10 s each side"), "childs-pose", pace=PACE))
    begun.start(clock.now)
    return begun


def recorded(session: Session) -> SessionRecord:
    """What the session has come to so far."""
    began = datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
    heading = SessionHeading(
        id=UUID(int=1),
        routine="x",
        name="X",
        started=began,
        steps=heading_steps(session.timeline),
        segments=session.timeline.segments,
    )
    outcome = Ending.FINISHED if session.finished else Ending.STOPPED
    until = began + timedelta(seconds=session.active)
    return record_of(heading, session.ended, session.active, until, outcome)


def sides_of(record: SessionRecord) -> list[tuple[SideWork, ...]]:
    return [step.sides for step in record.steps]


def test_all_of_it_was_done(session: Session, clock: FakeClock) -> None:
    session.advance(clock.advance(83))
    record = recorded(session)
    assert [step.name for step in record.steps] == ["Kneeling lunge", "Child’s pose"]
    assert sides_of(record) == [(RIGHT, LEFT), POSE]
    assert (record.active, record.outcome) == (83, Ending.FINISHED)
    assert all(step.is_done and step.is_complete for step in record.steps)


def test_a_side_left_out_is_told_with_its_seconds(session: Session, clock: FakeClock) -> None:
    session.advance(clock.advance(20))
    session.skip_side(clock.now)
    session.advance(clock.advance(56))
    part = SideWork(Side.LEFT, 3, 10, complete=False)
    record = recorded(session)
    assert sides_of(record) == [(RIGHT, part), POSE]
    assert (record.active, record.outcome) == (76, Ending.FINISHED)
    assert record.steps[0].is_done
    assert not record.steps[0].is_complete


def test_an_end_before_the_end_leaves_the_rest_undone(session: Session, clock: FakeClock) -> None:
    session.stop(clock.advance(9))
    half = SideWork(Side.RIGHT, 5, 10, complete=False)
    none = SideWork(Side.LEFT, 0, 10, complete=False)
    record = recorded(session)
    assert sides_of(record) == [(half, none), NO_POSE]
    assert (record.active, record.outcome) == (9, Ending.STOPPED)
    assert [step.is_done for step in record.steps] == [True, False]
    assert not any(step.is_complete for step in record.steps)


def test_a_pause_is_no_exercise(session: Session, clock: FakeClock) -> None:
    session.pause(clock.advance(9))
    clock.advance(600)
    assert recorded(session).active == 9


def test_nothing_was_done_at_the_start(session: Session) -> None:
    assert not any(step.is_done for step in recorded(session).steps)
