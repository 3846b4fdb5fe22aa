"""The link to the terminal: what we send besides frames, whether it keeps up, and the end once it is gone."""

import asyncio
import contextlib
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from loosen.domain.settings import CueSettings
from loosen.tui.terminal.preflight import Through
from loosen.tui.terminal.sequences import (
    GIVE_TITLE_BACK,
    KEEP_TITLE,
    WHERE_AM_I,
    copiable,
    copied,
    notice,
    title,
    wrapped,
)

GONE = 129
"""Exit code of a process whose terminal went away: 128 and the number of SIGHUP."""
TERMINATED = 143
"""Exit code after SIGTERM: 128 and its number."""


@dataclass
class Heartbeat:
    """A question to the terminal and its answer; instants and lengths in seconds.

    Frames pile up unseen where a link is slower than we draw. An answer that is ``late`` says that
    the terminal has not yet drawn what was sent before the question.
    """

    every: float = 0.5
    patience: float = 1.0
    give_up: float = 10.0
    asked: float | None = None
    waiting: bool = False
    answered: bool = False

    def ask(self, now: float) -> bool:
        """Whether to ask now; counts as asked then. A terminal that never answers is let be."""
        since = self.every if self.asked is None else now - self.asked
        if self.waiting and (since < self.give_up or not self.answered):
            return False
        if since < self.every:
            return False
        self.asked, self.waiting = now, True
        return True

    def answer(self) -> None:
        """The terminal has answered."""
        self.answered, self.waiting = True, False

    def late(self, now: float) -> bool:
        """Whether the terminal is behind, so that a frame would only add to it."""
        overdue = self.waiting and self.asked is not None and now - self.asked > self.patience
        return self.answered and overdue


class Writer(Protocol):
    """What a link knows of a driver."""

    def write(self, data: str, /) -> None:
        """Send a text."""


class Link:
    """What the app sends to the terminal besides its frames. Quiet without a real terminal."""

    def __init__(self, clock: Callable[[], float], through: Through = Through.NOTHING) -> None:
        self.heartbeat = Heartbeat()
        self._driver: Writer | None = None
        self._clock = clock
        self._through = through
        self._title: str | None = None

    def attach(self, driver: Writer) -> None:
        """Send through a driver from now on: the app's own, once it has taken the terminal."""
        self._driver = driver

    def emit(self, sequence: str) -> None:
        """Send a sequence, in order with the frames. Only from the event loop's thread."""
        if self._driver is not None and sequence:
            self._driver.write(sequence)

    def guard(self, leave: Callable[[int], object]) -> None:
        """Let the process end with its terminal, and leave a tidy one on SIGTERM.

        Called once the app runs; ``leave`` ends it with an exit code.
        """
        if self._driver is None:
            return
        loop = asyncio.get_running_loop()
        watch_for_hang_up(partial(loop.call_soon_threadsafe, leave, 0))
        loop.add_signal_handler(signal.SIGTERM, partial(leave, TERMINATED))

    def name(self, text: str) -> None:
        """Name the window; what it was called before is kept by the terminal."""
        if text == self._title:
            return
        if self._title is None:
            self.emit(KEEP_TITLE)
        self._title = text
        self.emit(title(text))

    def unname(self) -> None:
        """Give the window its name back."""
        if self._title is not None:
            self.emit(GIVE_TITLE_BACK)
            self._title = None

    def notify(self, cues: CueSettings, heading: str, text: str) -> None:
        """Ask for a desktop notification, if it is wished for."""
        self.emit(wrapped(notice(cues.notify, heading, text), self._through))

    def copy(self, lines: Sequence[str]) -> int:
        """Put lines into the clipboard, if the terminal takes it; how many there was room for."""
        fitting = copiable(lines)
        self.emit(copied("\n".join(fitting) + "\n", self._through))
        return len(fitting)

    def allows_frame(self) -> bool:
        """Whether the terminal keeps up, so that something merely nice may be drawn; asks it too."""
        now = self._clock()
        if self.heartbeat.ask(now):
            self.emit(WHERE_AM_I)
        return not self.heartbeat.late(now)

    def answered(self) -> None:
        """The terminal has said where its cursor is: ``events.CursorPosition`` at the app."""
        self.heartbeat.answer()


def watch_for_hang_up(
    tell: Callable[[], object],
    descriptor: int = 0,
    grace: float = 2.0,
    leave: Callable[[int], object] = os._exit,
) -> threading.Thread:
    """End the process soon after its terminal has gone, however it went.

    SIGHUP keeps its default action, which ends the process at once even when the event loop stands
    still; a signal handler of ours would not run then, and leave an orphan that spins. Where the
    signal is swallowed on its way, a thread sees the terminal go, calls ``tell`` for an orderly end,
    and after ``grace`` seconds calls ``leave``.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    thread = threading.Thread(
        target=_wait_for_hang_up, args=(tell, descriptor, grace, leave), name="hang-up", daemon=True
    )
    thread.start()
    return thread


def _wait_for_hang_up(
    tell: Callable[[], object], descriptor: int, grace: float, leave: Callable[[int], object]
) -> None:
    poll = select.poll()
    # Nothing to wait for but what is always reported: that the other side is gone.
    poll.register(descriptor, 0)
    happened = poll.poll()
    if any(events & select.POLLNVAL for _, events in happened):
        return  # a system whose poll() knows no terminals
    with contextlib.suppress(RuntimeError):  # the loop has ended already
        tell()
    time.sleep(grace)
    leave(GONE)
