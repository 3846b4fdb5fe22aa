"""What comes of an answer to pain is decided in one place; both faces offer the same, by the same keys."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from builders import small_catalogue
from conftest import FakeClock
from kept_sessions import Home

from loosen.domain.answers import WayOn
from loosen.domain.brief import Brief
from loosen.domain.care import SessionLimits
from loosen.domain.pace import Pace
from loosen.domain.session.view import State
from loosen.services.care_session import CareSession
from loosen.services.recorder import Recorder
from loosen.text.care import NO_SWAP, PAIN_ANSWERS, pain_answer_words
from loosen.tui.dialogs.care import hurt_choice
from loosen.tui.dialogs.choice import QUESTIONS

TWO, LAST = ("pigeon", "squeeze"), ("pigeon",)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def in_pain(home: Home, clock: FakeClock, *steps: str) -> tuple[Recorder, CareSession]:
    """A session in whose first step it hurts, half a minute in."""
    recorder = home.begin(*steps)
    care = CareSession(recorder, SessionLimits(small_catalogue(), Brief(), Pace()), clock())
    recorder.note(recorder.session.start(clock()))
    recorder.note(recorder.session.advance(clock.advance(30.0)))
    recorder.note(recorder.session.hurts(clock()))
    return recorder, care


@pytest.mark.parametrize(
    ("way", "steps", "ends", "asks"),
    [
        (WayOn.LEFT_OUT, TWO, False, True),
        (WayOn.LEFT_OUT, LAST, True, True),
        (WayOn.WENT_ON, TWO, False, False),
        (WayOn.WENT_ON, LAST, False, False),
        (WayOn.ENDED, TWO, True, True),
        (WayOn.ENDED, LAST, True, True),
        (WayOn.RED_FLAG, TWO, True, False),
        (WayOn.RED_FLAG, LAST, True, False),
    ],
)
def test_an_answer_is_kept_and_the_session_ends_where_it_is_said_to(
    home: Home, clock: FakeClock, way: WayOn, steps: tuple[str, ...], *, ends: bool, asks: bool
) -> None:
    recorder, care = in_pain(home, clock, *steps)
    assert care.is_in_pain
    decision = care.decide(way, care.spot(clock()))
    assert (decision.ends, decision.asks) == (ends, asks)
    assert not care.is_in_pain
    assert care.pain.way_on is way
    recorder.note(decision.move(clock()))
    assert recorder.session.over is ends
    assert (recorder.session.state is State.PAUSED) is not ends


def test_another_exercise_takes_the_place_of_the_step_and_the_session_goes_on(
    home: Home, clock: FakeClock
) -> None:
    recorder, care = in_pain(home, clock, "lunge", "squeeze")
    spot = care.spot(clock())
    way = care.easier(spot) or care.swap(spot)
    assert way is not None
    decision = care.decide(way, spot)
    assert not decision.ends
    assert care.pain.way_on is way.way_on
    recorder.note(decision.move(clock()))
    assert recorder.session.view(clock()).step.exercise is way.exercise


def test_every_way_on_has_an_answer_with_a_key_of_its_own_and_words() -> None:
    exercise = small_catalogue()["pigeon"]
    assert set(PAIN_ANSWERS) == set(WayOn)
    assert len({answer.key for answer in PAIN_ANSWERS.values()}) == len(PAIN_ANSWERS)
    words = {way: pain_answer_words(way, exercise, None) for way in PAIN_ANSWERS}
    assert words.pop(WayOn.EASIER) == "", "there is none to be named"
    assert words[WayOn.SWAPPED] == NO_SWAP
    assert all(words.values())
    assert len(set(words.values())) == len(words)


def test_the_apps_question_offers_them_in_their_order_and_by_their_keys(
    home: Home, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A dialog takes the size of the app that opens it, and here none is open.
    nobody = SimpleNamespace(update_styles=lambda *_, **__: None)
    monkeypatch.setattr("loosen.tui.dialogs.dialog.Dialog.app", nobody, raising=False)
    monkeypatch.setattr("loosen.tui.dialogs.dialog.take_size", lambda *_: None)
    _, care = in_pain(home, clock, *TWO)
    spot = care.spot(clock())
    asked = hurt_choice("", (), spot.exercise, None, lambda: None)
    offered = [PAIN_ANSWERS[way].name for way in PAIN_ANSWERS if way is not WayOn.EASIER]
    assert [answer.name for answer in asked._answers] == offered
    assert QUESTIONS["hurt"] == {answer.name: answer.key for answer in PAIN_ANSWERS.values()}
