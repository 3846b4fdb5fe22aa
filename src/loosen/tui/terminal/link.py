"""The link to the terminal: what we send besides frames, whether it keeps up, and hang-ups."""

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
from math import inf
from typing import Protocol

from loosen.domain.settings import CueSettings
from loosen.tui.terminal.frame_writer import Screenful
from loosen.tui.terminal.preflight import Terminal, Through
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
from loosen.tui.terminal.toolkit import is_tested

GONE = 129
"""Exit code of a process whose terminal went away: 128 and the number of SIGHUP."""
TERMINATED = 143
"""Exit code after SIGTERM: 128 and its number."""
LITTLE = 200
"""Bytes that take no time worth mentioning even on a slow link."""
CREEP = 50
"""Answers after so little, after which a way that has become longer is about believed to be so."""
SLOWEST = 400
"""Bytes a second of a link that the app can still be used on."""
LOST = 2.0
"""Seconds that an answer is waited for at least."""
LAST_WAIT = 1.0
"""Seconds at most that the end waits for an answer, so that it is not taken for keys by a shell."""


@dataclass
class Heartbeat:
    """A question to the terminal and its answer; instants and lengths in seconds.

    What is sent piles up unseen where a link is slower than we draw. The terminal answers a question once
    it has drawn all that was sent before it: what an answer takes beyond the ``shortest`` ever, the time
    of the way itself, is how far behind the screen is. A link that was behind by more than ``allowance``
    is ``slow``: it is asked after each frame, and gets the next one when it has answered.
    """

    every: float = 0.5
    allowance: float = 0.25
    give_up: float = 20.0
    asked: float | None = None
    waiting: bool = False
    answered: bool = False
    slow: bool = False
    shortest: float = inf
    unasked: int = 0
    """Bytes that were sent after the last question."""
    after: int = 0
    """Bytes that the last question came after."""
    again: bool = False
    """Whether it was asked anew without an answer to the question before."""
    took: float = 0.0
    """What the last answer took."""
    rests_until: float = -inf
    """When something merely nice may be sent again."""
    hurried: bool = False
    """Whether the answer to a key is on its way in front of which something else is."""

    def ask(self, now: float) -> bool:
        """Return whether to ask now, which then counts as asked; not where no answer ever came."""
        since = inf if self.asked is None else now - self.asked
        if self.waiting and (since < self.patience or not self.answered):
            return False
        if since < self.every and not self.slow:
            return False
        self.again, self.after = self.waiting, self.unasked
        self.asked, self.waiting, self.unasked = now, True, 0
        return True

    @property
    def patience(self) -> float:
        """Seconds after which an answer that has not come is taken to be lost.

        Three times the last one, or as long as the slowest of links takes for what was asked about.
        """
        return min(self.give_up, max(LOST, 3 * self.took, self.after / SLOWEST))

    def sent(self, now: float, size: int) -> bool:
        """Count bytes that were sent at ``now``; return whether to ask after them."""
        self.unasked += size
        return self.ask(now)

    def answer(self, now: float) -> bool:
        """Note an answer at ``now``; return whether to ask at once about what was sent meanwhile."""
        if self.waiting and self.asked is not None:
            self._measure(now, now - self.asked)
        self.answered, self.waiting = True, False
        asks = self.slow and self.unasked > 0 and self.ask(now)
        self.hurried = self.hurried and asks
        return asks

    def _measure(self, now: float, took: float) -> None:
        self.took = took
        if self.shortest == inf:
            self.shortest = took
        elif not self.again:  # else it may be the answer to the question before
            # The way may have become a longer one for good: with hardly a byte on it, it is measured itself.
            longer = (took - self.shortest) / CREEP if self.after <= LITTLE else 0.0
            self.shortest = min(took, self.shortest + longer)
        behind = self.again or took > self.shortest + self.allowance
        if behind or self.after > LITTLE:  # a few bytes in time do not tell that more would be
            self.slow = behind
        # What is merely nice leaves half of a slow link free for what is not.
        self.rests_until = now + (took if behind else 0.0)

    def late(self, now: float) -> bool:
        """Whether the terminal is behind, so that a frame would be shown late and make others later.

        Not for ever: where an answer was lost a frame goes through, and is asked after.
        """
        if not (self.answered and self.waiting) or self.asked is None:
            return False
        waited = now - self.asked
        return waited < self.patience and (self.slow or waited > self.shortest + self.allowance)

    def hurry(self) -> bool:
        """Whether the answer to a key may go out though the terminal is behind: one at a time may."""
        before, self.hurried = self.hurried, True
        return not before

    def busy(self, now: float) -> bool:
        """Whether a frame that is merely nice would stand in the way of one that is not."""
        if self.waiting and not self.answered:  # the first screen may be on its way
            return self.asked is not None and now - self.asked < self.give_up
        return self.late(now) or now < self.rests_until

    def remaining(self, now: float) -> float:
        """Seconds that an answer which is under way may still take."""
        if not (self.answered and self.waiting) or self.asked is None:
            return 0.0
        return max(0.0, 1.5 * self.took - (now - self.asked))


class Writer(Protocol):
    """A driver as the link sees it."""

    def write(self, data: str, /) -> None:
        """Send a text."""


class Link:
    """What the app sends to the terminal besides its frames. Quiet without a real terminal.

    ``framed`` says that it is told of each frame that was sent; else it asks before some of them.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        through: Through = Through.NOTHING,
        *,
        framed: bool = False,
    ) -> None:
        self.heartbeat = Heartbeat()
        self.shown = Screenful()
        self._driver: Writer | None = None
        self._clock, self._framed = clock, framed
        self._through = through
        self._title: str | None = None
        self._key_came = False
        self._asking = False

    def attach(self, driver: Writer) -> None:
        """Send through a driver from now on: the app's own, once it has taken the terminal."""
        self._driver = driver
        self.shown.forget()

    def emit(self, sequence: str) -> None:
        """Send a sequence, in order with the frames. Only from the event loop's thread."""
        if self._driver is not None and sequence:
            self._driver.write(sequence)

    def guard(self, leave: Callable[[int], object]) -> None:
        """Let the process end with its terminal, and on SIGTERM in order.

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

    def sent(self, size: int) -> None:
        """Count bytes that were sent, and ask the terminal when it has drawn them."""
        if self._framed and not self._asking and self.heartbeat.sent(self._clock(), size):
            self._ask()

    def key_came(self) -> None:
        """Note a key or click: the next frame answers it."""
        self._key_came = True

    def holds(self) -> bool:
        """Whether to keep a frame back, because what has been sent is not drawn yet.

        What is kept back is drawn later as it is then, so that nothing stale is sent.
        """
        if not self.heartbeat.late(self._clock()):
            self._key_came = False
            return False
        came, self._key_came = self._key_came, False
        if came and self.heartbeat.hurry():
            return False
        self._key_came = came
        return True

    def allows_frame(self) -> bool:
        """Whether the terminal keeps up, so that something merely nice may be drawn."""
        now = self._clock()
        allowed = self._driver is None or not self.heartbeat.busy(now)
        if allowed and not self._framed and self.heartbeat.ask(now):
            self._ask()
        return allowed

    def answered(self) -> None:
        """Note an answer of the terminal, which reaches the app as ``events.CursorPosition``."""
        if self.heartbeat.answer(self._clock()):
            self._ask()

    def _ask(self) -> None:
        """Ask the terminal; the question itself is nothing to be asked about."""
        self._asking = True
        self.emit(WHERE_AM_I)
        self._asking = False

    def let_answer_come(self) -> None:
        """Wait a moment for an answer that is under way: the terminal is about to be given back."""
        time.sleep(min(LAST_WAIT, self.heartbeat.remaining(self._clock())))


def link_for(terminal: Terminal | None, clock: Callable[[], float]) -> Link:
    """Make the link to a terminal, or without one a quiet link; ``clock`` runs at the terminal's speed."""
    return Link(clock, terminal.through if terminal else Through.NOTHING, framed=is_tested())


def watch_for_hang_up(
    on_hang_up: Callable[[], object],
    descriptor: int = 0,
    grace: float = 2.0,
    leave: Callable[[int], object] = os._exit,
) -> threading.Thread:
    """End the process soon after its terminal has gone, however it went.

    SIGHUP keeps its default action, which ends the process at once even when the event loop stands
    still; a signal handler of ours would not run then, and leave an orphan that spins. Where the
    signal is swallowed on its way, a thread sees the terminal go, calls ``on_hang_up`` for an orderly end,
    and after ``grace`` seconds calls ``leave``.
    """
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    thread = threading.Thread(
        target=_wait_for_hang_up,
        args=(on_hang_up, descriptor, grace, leave),
        name="hang-up",
        daemon=True,
    )
    thread.start()
    return thread


def _wait_for_hang_up(
    on_hang_up: Callable[[], object], descriptor: int, grace: float, leave: Callable[[int], object]
) -> None:
    poll = select.poll()
    # Nothing to wait for but what is always reported: that the other side is gone.
    poll.register(descriptor, 0)
    happened = poll.poll()
    if any(events & select.POLLNVAL for _, events in happened):
        return  # a system whose poll() knows no terminals
    with contextlib.suppress(RuntimeError):  # the loop has ended already
        on_hang_up()
    time.sleep(grace)
    leave(GONE)
