"""What a session came to: lunge right 4–14, left 17–27; child’s pose 35–83, after a move and a get ready."""

import pytest
from builders import step, timeline
from conftest import FakeClock

from loosen.domain.body import Side
from loosen.domain.pace import Pace
from loosen.domain.session.engine import Session
from loosen.domain.summary import SideDone, StepDone, Summary, summarise

PACE = Pace(get_ready=4, switch_side=3, rest_strength=6, rest_other=2)
RIGHT = SideDone(Side.RIGHT, 10, 10, complete=True)
LEFT = SideDone(Side.LEFT, 10, 10, complete=True)
POSE = StepDone("Child’s pose", (SideDone(None, 48, 48, complete=True),))
NO_POSE = StepDone("Child’s pose", (SideDone(None, 0, 48, complete=False),))


@pytest.fixture
def session(clock: FakeClock) -> Session:
    begun = Session(timeline(step("lunge", dose="10 s each side"), "childs-pose", pace=PACE))
    begun.start(clock.now)
    return begun


def test_all_of_it_was_done(session: Session, clock: FakeClock) -> None:
    session.advance(clock.advance(83))
    lunge = StepDone("Kneeling lunge", (RIGHT, LEFT))
    assert summarise(session) == Summary((lunge, POSE), active=83, finished=True)
    assert summarise(session).done == 2
    assert lunge.done
    assert lunge.complete


def test_a_side_left_out_is_told_with_its_seconds(session: Session, clock: FakeClock) -> None:
    session.advance(clock.advance(20))
    session.skip_side(clock.now)
    session.advance(clock.advance(56))
    part = SideDone(Side.LEFT, 3, 10, complete=False)
    lunge = StepDone("Kneeling lunge", (RIGHT, part))
    assert summarise(session) == Summary((lunge, POSE), active=76, finished=True)
    assert lunge.done
    assert not lunge.complete


def test_an_end_before_the_end_leaves_the_rest_undone(session: Session, clock: FakeClock) -> None:
    session.stop(clock.advance(9))
    half = SideDone(Side.RIGHT, 5, 10, complete=False)
    none = SideDone(Side.LEFT, 0, 10, complete=False)
    summary = summarise(session)
    assert summary == Summary(
        (StepDone("Kneeling lunge", (half, none)), NO_POSE), 9, finished=False
    )
    assert summary.done == 1
    assert not NO_POSE.done
    assert not NO_POSE.complete


def test_a_pause_is_no_exercise(session: Session, clock: FakeClock) -> None:
    session.pause(clock.advance(9))
    clock.advance(600)
    assert summarise(session).active == 9


def test_nothing_was_done_at_the_start(session: Session) -> None:
    assert summarise(session).done == 0
