"""Answers: how pains are recorded from the events of the engine."""

import pytest
from builders import timeline
from conftest import FakeClock

from loosen.domain.answers import Answers, WayOn, open_pain, with_pains, with_way_on
from loosen.domain.body import Side
from loosen.domain.session.engine import Session
from loosen.domain.session.events import Event

NOTHING = Answers()


@pytest.fixture
def session(clock: FakeClock) -> Session:
    session = Session(timeline("pigeon", "squeeze"))
    session.start(clock.now)
    return session


def told(session: Session, events: tuple[Event, ...], before: Answers = NOTHING) -> Answers:
    return with_pains(before, events, session.timeline)


def test_a_pain_has_its_exercise_side_and_second(session: Session, clock: FakeClock) -> None:
    (pain,) = told(session, session.hurts(clock.advance(20.5))).pains
    assert (pain.step, pain.exercise, pain.side) == (0, "pigeon", Side.RIGHT)
    assert (pain.at, pain.seconds, pain.way_on) == (20.5, 12.5, None)


def test_before_the_work_no_second_of_it_had_run(session: Session, clock: FakeClock) -> None:
    (pain,) = told(session, session.hurts(clock.advance(5.0))).pains
    assert (pain.at, pain.seconds) == (5.0, 0.0)


def test_pressed_again_before_a_choice_it_is_the_same_pain(
    session: Session, clock: FakeClock
) -> None:
    once = told(session, session.hurts(clock.advance(20.0)))
    assert told(session, session.hurts(clock.advance(9.0)), once) == once


def test_after_a_choice_it_is_another_one(session: Session, clock: FakeClock) -> None:
    once = with_way_on(told(session, session.hurts(clock.advance(20.0))), WayOn.WENT_ON)
    session.resume(clock.now)
    again = told(session, session.hurts(clock.advance(8.0)), once)
    assert [pain.at for pain in again.pains] == [20.0, 25.0]
    assert open_pain(again) == again.pains[-1]


@pytest.mark.parametrize(
    ("key", "way"),
    [("next", WayOn.LEFT_OUT), ("stop", WayOn.ENDED), ("resume", WayOn.WENT_ON), ("back", None)],
)
def test_another_key_says_which_way_was_taken(
    session: Session, clock: FakeClock, key: str, way: WayOn | None
) -> None:
    once = told(session, session.hurts(clock.advance(20.0)))
    events = getattr(session, key)(clock.now) + session.advance(clock.advance(4.0))
    (pain,) = told(session, events, once).pains
    assert pain.way_on is way


def test_what_was_chosen_stays(session: Session, clock: FakeClock) -> None:
    once = with_way_on(told(session, session.hurts(clock.advance(20.0))), WayOn.EASIER)
    assert told(session, session.next(clock.now), once) == once
    assert open_pain(NOTHING) is None
