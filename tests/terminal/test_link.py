"""The heartbeat tells when a link is behind; what else we send is quiet without a real terminal."""

import signal
import threading

import pytest
from conftest import FakeClock
from textual.app import App

from loosen.__main__ import launch
from loosen.cli.runtime import LaunchOptions
from loosen.domain.settings import CueSettings
from loosen.services.library import Library
from loosen.storage.locations import of_this_user
from loosen.tui.app import LoosenApp
from loosen.tui.terminal.link import Heartbeat, Link
from loosen.tui.terminal.preflight import Streams, Through, examine
from loosen.tui.terminal.sequences import GIVE_TITLE_BACK, KEEP_TITLE, WHERE_AM_I


class Driver:
    """Takes down what it is given."""

    is_headless = is_web = False

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, text: str) -> None:
        self.written.append(text)


@pytest.fixture
def driver() -> Driver:
    return Driver()


@pytest.fixture
def link(driver: Driver, clock: FakeClock) -> Link:
    link = Link(clock, Through.TMUX)
    link.attach(driver)
    return link


def test_a_terminal_that_answers_is_never_late_and_asked_twice_a_second() -> None:
    beat, asked = Heartbeat(), 0
    for tenth in range(100):
        now = tenth / 10
        asked += beat.ask(now)
        assert not beat.late(now)
        beat.answer()
    assert asked == 20


def test_a_link_that_stalls_is_late_until_the_answer_comes() -> None:
    beat = Heartbeat()
    assert beat.ask(0.0)
    beat.answer()
    assert beat.ask(1.0)
    assert not beat.late(1.9)
    assert beat.late(2.1)
    assert not beat.ask(5.0)
    beat.answer()
    assert not beat.late(5.0)
    assert beat.ask(5.0)


def test_a_terminal_that_never_answers_is_asked_once_and_let_be() -> None:
    beat = Heartbeat()
    assert [beat.ask(float(now)) for now in range(60)].count(True) == 1
    assert not beat.late(60.0)


def test_an_answer_that_was_lost_is_asked_for_again() -> None:
    beat = Heartbeat()
    beat.ask(0.0)
    beat.answer()
    beat.ask(1.0)
    assert beat.late(10.0)
    assert beat.ask(11.5)
    assert not beat.late(11.6)


def test_frames_are_dropped_while_the_terminal_is_behind(
    link: Link, driver: Driver, clock: FakeClock
) -> None:
    assert link.allows_frame()
    link.answered()
    clock.advance(0.6)
    assert link.allows_frame()
    clock.advance(1.5)
    assert not link.allows_frame()
    link.answered()
    assert link.allows_frame()
    assert driver.written == [WHERE_AM_I] * 3


def test_in_a_rehearsal_the_link_keeps_the_terminals_time(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[LoosenApp] = []

    def ran(app: LoosenApp) -> None:
        opened.append(app)

    monkeypatch.setattr("loosen.__main__.time.monotonic", clock)
    monkeypatch.setattr(LoosenApp, "run", ran)
    terminal = examine({"TERM": "xterm-256color"}, Streams(reads=True, draws=True))
    monkeypatch.setattr("loosen.tui.terminal.preflight.prepare", lambda: terminal)
    launch(Library(of_this_user()), LaunchOptions(speed=20.0))
    (app,) = opened
    session, link = app._clock(), app.link._clock()
    clock.advance(1.0)
    assert app._clock() - session == 20.0
    assert app.link._clock() - link == 1.0


def test_the_title_is_sent_when_it_changes_and_given_back(link: Link, driver: Driver) -> None:
    link.unname()
    for text in ("Pigeon", "Pigeon", "Bridge"):
        link.name(text)
    link.unname()
    assert driver.written == [
        KEEP_TITLE,
        "\x1b]2;Pigeon\x07",
        "\x1b]2;Bridge\x07",
        GIVE_TITLE_BACK,
    ]


def test_a_notice_is_wrapped_for_tmux_and_sent_only_when_wished_for(
    link: Link, driver: Driver
) -> None:
    link.notify(CueSettings(), "loosen", "Done.")
    assert driver.written == []
    link.notify(CueSettings(notify="osc9"), "loosen", "Done.")
    assert driver.written == ["\x1bPtmux;\x1b\x1b]9;Done.\x07\x1b\\"]


async def test_in_a_test_nothing_is_sent_and_no_signal_is_touched(clock: FakeClock) -> None:
    link, handled = Link(clock), signal.getsignal(signal.SIGTERM)
    link.guard(lambda _code: None)
    link.name("Pigeon")
    assert link.allows_frame()
    assert signal.getsignal(signal.SIGTERM) is handled
    assert "hang-up" not in {thread.name for thread in threading.enumerate()}


def test_a_bell_leaves_at_once_as_one_character(driver: Driver) -> None:
    app: App[None] = App()
    app._driver = driver  # type: ignore[assignment]  # all of a driver that a bell needs
    app.bell()
    assert driver.written == ["\a"]
