"""The heartbeat tells when a link is behind; what else we send is quiet without a real terminal."""

import signal
import threading
from collections import deque
from dataclasses import dataclass, field

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
        beat.answer(now)
        assert not beat.busy(now)
    assert asked == 20


def test_a_link_that_stalls_is_late_until_the_answer_comes() -> None:
    beat = Heartbeat()
    assert beat.ask(0.0)
    beat.answer(0.1)
    assert beat.ask(1.0)
    assert not beat.late(1.3)
    assert beat.late(1.4)
    assert not beat.ask(2.5)
    beat.answer(2.6)
    assert not beat.late(2.6)
    assert beat.ask(2.6)


def test_a_long_way_is_no_slow_link() -> None:
    beat = Heartbeat()
    for second in range(20):
        assert beat.ask(float(second))
        assert not beat.late(second + 0.8)
        beat.answer(second + 0.8)
        assert not beat.busy(second + 0.8)


def test_a_way_that_has_become_longer_is_believed_to_be_so_in_time() -> None:
    beat, now, behind = Heartbeat(), 0.0, []
    for number in range(200):
        now += 1.0
        assert beat.sent(now, 100 if number % 4 else 400)
        now += 0.5 if number else 0.01
        beat.answer(now)
        behind.append(beat.slow)
    assert behind[1]
    assert not any(behind[100:])


def test_a_slow_link_is_asked_after_each_frame_and_rests_as_long_from_what_is_merely_nice() -> None:
    beat = Heartbeat()
    beat.ask(0.0)
    beat.answer(0.1)
    assert beat.sent(1.0, 400)
    beat.answer(2.0)
    assert beat.busy(2.9)
    assert not beat.busy(3.1)
    assert beat.sent(2.1, 400), "less than half a second after the last one"
    assert beat.late(2.2)


def test_one_answer_to_a_key_at_a_time_goes_out_though_the_terminal_is_behind() -> None:
    beat = Heartbeat()
    beat.ask(0.0)
    beat.answer(0.1)
    beat.sent(1.0, 400)
    assert beat.late(2.0)
    assert beat.hurry()
    assert not beat.hurry()
    beat.sent(2.0, 400)
    assert beat.answer(3.0), "it is asked at once when that one is drawn"
    assert not beat.hurry()
    assert not beat.answer(4.0)
    assert beat.hurry()


@pytest.mark.parametrize("seconds", [0.0, 0.5, 1.5, 100.0])
def test_the_end_waits_for_an_answer_half_as_long_again_as_the_last_one_took(
    seconds: float,
) -> None:
    beat = Heartbeat()
    assert beat.remaining(0.0) == 0.0
    beat.ask(0.0)
    assert beat.remaining(0.0) == 0.0, "this terminal may never answer"
    beat.answer(1.0)
    beat.ask(2.0)
    assert beat.remaining(2.0 + seconds) == max(0.0, 1.5 - seconds)


def test_a_terminal_that_never_answers_is_asked_once_and_let_be() -> None:
    beat = Heartbeat()
    assert [beat.ask(float(now)) for now in range(60)].count(True) == 1
    assert not beat.late(60.0)
    assert not beat.busy(60.0)


def test_nothing_merely_nice_is_sent_before_the_first_screen_may_be_drawn() -> None:
    beat = Heartbeat()
    assert not beat.busy(0.0)
    beat.ask(0.0)
    assert beat.busy(5.0)
    assert not beat.late(5.0)


@pytest.mark.parametrize(
    ("took", "size", "patience"),
    [(0.01, 400, 2.0), (0.5, 400, 2.0), (3.0, 400, 9.0), (8.0, 400, 20.0), (0.01, 6_000, 15.0)],
)
def test_an_answer_that_was_lost_is_asked_for_again(
    took: float, size: int, patience: float
) -> None:
    beat = Heartbeat()
    beat.ask(0.0)
    beat.answer(0.01)
    beat.sent(1.0, 400)
    beat.answer(1.0 + took)
    beat.sent(20.0, size)
    assert beat.late(20.0 + patience - 0.1)
    assert not beat.sent(20.0 + patience - 0.1, 400)
    assert not beat.late(20.0 + patience + 0.1), "a frame goes through"
    assert beat.sent(20.0 + patience + 0.1, 400)


def test_an_answer_that_may_be_to_an_older_question_does_not_shorten_the_way() -> None:
    beat = Heartbeat()
    beat.ask(0.0)
    beat.answer(0.4)
    beat.ask(1.0)
    beat.ask(4.0)
    beat.answer(4.001)
    assert beat.shortest == 0.4


def test_frames_are_dropped_while_the_terminal_is_behind(
    link: Link, driver: Driver, clock: FakeClock
) -> None:
    assert link.allows_frame()
    assert not link.allows_frame(), "the first answer has not come"
    link.answered()
    clock.advance(0.6)
    assert link.allows_frame()
    clock.advance(1.5)
    assert not link.allows_frame()
    link.answered()
    clock.advance(1.6)
    assert link.allows_frame()
    assert driver.written == [WHERE_AM_I] * 3


class FarTerminal:
    """A terminal that shows ``rate`` bytes a second, and answers when it has shown a question."""

    def __init__(self, clock: FakeClock, rate: float, latency: float) -> None:
        self._clock, self._rate, self._latency = clock, rate, latency
        self._free = 0.0
        self._coming: deque[tuple[float, str]] = deque()
        self._answers: deque[float] = deque()
        self.shown = 0.0
        self.key = 0
        self.link = Link(clock, framed=True)
        self.link.attach(self)
        self.link.sent(0)

    def write(self, data: str) -> None:
        """Take a question, or a frame: its size, the instant it shows, and which key it answers."""
        size = len(data) if data == WHERE_AM_I else int(data.split(maxsplit=1)[0])
        self._free = max(self._free, self._clock()) + size / self._rate
        self._coming.append((self._free + self._latency, data))
        self.link.sent(size)  # as the driver does, of questions too

    def pass_on(self) -> None:
        """Show what has come, and answer."""
        while self._coming and self._coming[0][0] <= self._clock():
            at, data = self._coming.popleft()
            if data == WHERE_AM_I:
                self._answers.append(at + self._latency)
            else:
                _, instant, key = data.split()
                self.shown, self.key = float(instant), int(key)
        while self._answers and self._answers[0] <= self._clock():
            self._answers.popleft()
            self.link.answered()


@dataclass
class Far:
    """A session on a slow link: a count each second, a figure four times, a key now and then."""

    rate: float
    latency: float
    oldest: float = 0.0
    answers: list[float] = field(default_factory=list)

    def run(self, seconds: int, *, keys_every: float) -> None:
        """Play it in steps of a twentieth of a second, as often as the toolkit looks for changes."""
        clock = FakeClock(0.0)
        terminal = FarTerminal(clock, self.rate, self.latency)
        link = terminal.link
        terminal.write(f"{FIRST} 0 0")
        told, key, pressed, due = 0, 0, -keys_every, 0
        for step in range(seconds * 20):
            clock.now = now = step / 20
            terminal.pass_on()
            if now - pressed >= keys_every and terminal.key == key and now > SETTLED:
                key, pressed = key + 1, now
                link.key_came()
                due += ANSWER
            if int(now) != told:
                told, due = int(now), due + COUNT
            if step % 5 == 0 and link.allows_frame():
                due += MOVED
            if due and not link.holds():
                terminal.write(f"{due} {now} {key}")
                due = 0
            if now > SETTLED:
                self.oldest = max(self.oldest, now - terminal.shown)
                if key and terminal.key == key and len(self.answers) < key:
                    self.answers.append(now - pressed)


FIRST, COUNT, MOVED, ANSWER = 7_000, 160, 400, 700
"""Bytes of a session's first screen, a change of its count, a step of its figure, and a pause."""
SETTLED = 30.0


@pytest.mark.parametrize("latency", [0.01, 0.1, 0.4])
@pytest.mark.parametrize(("rate", "age", "wait"), [(2_000, 3.0, 1.5), (500, 8.0, 5.0)])
def test_over_a_slow_link_the_count_is_fresh_and_a_key_is_answered_next(
    rate: float, latency: float, age: float, wait: float
) -> None:
    far = Far(rate, latency)
    far.run(240, keys_every=7.3)
    assert far.oldest <= age
    assert len(far.answers) > 20
    assert max(far.answers) <= wait + latency


def test_a_key_that_is_held_down_does_not_pile_up_what_answers_it() -> None:
    clock, kept_back = FakeClock(), 0
    terminal = FarTerminal(clock, 500, 0.05)
    link = terminal.link
    clock.advance(0.2)
    terminal.pass_on()
    clock.advance(1.0)
    terminal.write(f"{ANSWER} {clock()} 0")
    clock.advance(2.0)
    for step in range(400):
        terminal.pass_on()
        link.key_came()
        if link.holds():
            kept_back += 1
        else:
            terminal.write(f"600 {clock()} {step}")
        assert len(terminal._coming) <= 5
        clock.advance(0.05)
    assert kept_back > 300


def test_on_a_slow_link_nothing_is_asked_about_questions() -> None:
    clock = FakeClock()
    terminal = FarTerminal(clock, 500, 0.05)
    clock.advance(0.2)
    for now in range(60):
        terminal.pass_on()
        clock.advance(2.0)
        if now < 2:
            terminal.write(f"{ANSWER} {clock()} 0")
    assert terminal.link.heartbeat.slow
    assert not terminal.link.heartbeat.waiting
    assert not terminal.link.holds()


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
