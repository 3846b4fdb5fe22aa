"""Keys for the plain face: one at a time, without Enter, and the terminal as it was afterwards."""

import contextlib
import os
import select
import signal
import sys
import termios
import time
import tty
from collections.abc import Iterator
from typing import NoReturn, Protocol

TERMINATED = 143
"""Exit code after SIGTERM: 128 and its number."""


class Keys(Protocol):
    """Where keys come from. ``there`` says whether any can."""

    there: bool

    def wait(self, seconds: float) -> str | None:
        """The key pressed within so many seconds, or None.

        Raises:
            EOFError: when the keyboard has gone for good.
        """


class NoKeys:
    """Nobody to press a key: waiting is all there is."""

    there = False

    def wait(self, seconds: float) -> None:
        """Let the time pass."""
        time.sleep(seconds)


class TerminalKeys:
    """The keyboard of a terminal that hands on every key at once."""

    there = True

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def wait(self, seconds: float) -> str | None:
        """The key; one that is more than a letter, such as an arrow, counts as none."""
        if not select.select([self._descriptor], [], [], seconds)[0]:
            return None
        try:
            typed = os.read(self._descriptor, 64)
        except OSError:
            typed = b""
        if not typed:
            raise EOFError
        key = typed.decode(errors="replace")
        return None if key.startswith("\x1b") else key[0].lower().replace("\r", "\n")


@contextlib.contextmanager
def keyboard() -> Iterator[Keys]:
    """The keys of this process, where its input is a terminal; SIGTERM ends it in an orderly way."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        if not sys.stdin.isatty():
            yield NoKeys()
            return
        descriptor = sys.stdin.fileno()
        modes = termios.tcgetattr(descriptor)
        tty.setcbreak(descriptor)
        try:
            yield TerminalKeys(descriptor)
        finally:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(descriptor, termios.TCSADRAIN, modes)
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(*_: object) -> NoReturn:
    sys.exit(TERMINATED)
