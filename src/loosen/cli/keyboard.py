"""Single keys from a terminal, without Enter. The terminal's modes are restored afterwards."""

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

from loosen.cli.output import TERMINATED

POLL_SECONDS = 0.25
"""The longest wait for a key before a clock is read again."""


class Keys(Protocol):
    """A source of keys. ``there`` is whether it can ever give one."""

    there: bool

    def wait(self, seconds: float) -> str | None:
        """Return the key pressed within so many seconds, or None.

        Raises:
            EOFError: when the keyboard has gone for good.
        """


class NoKeys:
    """The source of keys where stdin is no terminal: it never gives one."""

    there = False

    def wait(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)


class TerminalKeys:
    """The keyboard of a terminal in cbreak mode."""

    there = True

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def wait(self, seconds: float) -> str | None:
        """Return the key in lower case; None for escape sequences, such as those of arrows."""
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


def wait_for(keys: Keys, wanted: str) -> str:
    """Wait for a key that is one of ``wanted`` and return it.

    Raises:
        EOFError: when the keyboard has gone for good.
    """
    while (key := keys.wait(POLL_SECONDS)) is None or key not in wanted:
        pass
    return key


def answer(keys: Keys, wanted: str) -> str:
    """Wait for a key that is one of ``wanted``; Enter where the keyboard has gone for good."""
    try:
        return wait_for(keys, wanted)
    except EOFError:
        return "\n"


@contextlib.contextmanager
def keyboard() -> Iterator[Keys]:
    """The keys of this process's terminal. SIGTERM then raises SystemExit, so that the modes are restored."""
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
