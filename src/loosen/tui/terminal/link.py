"""The wire between the running app and the terminal: what we send besides frames, and how it keeps up.

The only module that touches the toolkit's driver, which has no public way to send a sequence in order
with the frames.
"""

import asyncio
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any  # whatever an app returns

from textual.app import App

from loosen.domain.settings import CueSettings
from loosen.tui.terminal.preflight import (
    GIVE_TITLE_BACK,
    KEEP_TITLE,
    WHERE_AM_I,
    Through,
    copiable,
    copied,
    notice,
    title,
    watch_for_hang_up,
    wrapped,
)

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


class Link:
    """What the app sends to the terminal besides its frames. Quiet without a real terminal."""

    def __init__(
        self, app: App[Any], clock: Callable[[], float], through: Through = Through.NOTHING
    ) -> None:
        self.heartbeat = Heartbeat()
        self._app = app
        self._clock = clock
        self._through = through
        self._title: str | None = None

    def emit(self, sequence: str) -> None:
        """Send a sequence, in order with the frames. Only from the event loop's thread."""
        driver = self._app._driver  # noqa: SLF001  there is no public way
        if driver is not None and sequence and not (self._app.is_headless or self._app.is_web):
            driver.write(sequence)

    def guard(self) -> None:
        """Let the process end with its terminal, and leave a tidy one on SIGTERM; once mounted."""
        if self._app.is_headless or self._app.is_web:
            return
        loop = asyncio.get_running_loop()
        watch_for_hang_up(lambda: _soon(loop, self._app.exit))
        loop.add_signal_handler(signal.SIGTERM, lambda: self._app.exit(return_code=TERMINATED))

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


def _soon(loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> None:
    loop.call_soon_threadsafe(end)
