"""Reads the terminal in the toolkit's thread: bytes through our filter, what is left through its parser.

The toolkit's parser is not public: it is used with the versions that are tested only.
"""

import os
import selectors
from collections.abc import Callable
from threading import Event

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from loosen.tui.messages import EscapeWasNone
from loosen.tui.terminal.input_filter import (
    Escape,
    EscapeTakenBack,
    InputFilter,
    Paste,
    Patience,
    Text,
    Token,
)

AT_ONCE = 4_096
"""Bytes read at once."""
LOOK_EVERY = 0.1
"""Seconds between checks for the end."""
PRIVATE_USE = range(0xE000, 0xF900)
"""Codes of the kitty protocol for keys that are no characters."""


def knows(sequence: str) -> bool:
    """Whether the toolkit has a key for a whole sequence, and does not wait for more of it."""
    if sequence in ANSI_SEQUENCES_KEYS:
        return True
    if constants.DISABLE_KITTY_KEY or not sequence.startswith("\x1b["):
        return False
    code, final = sequence[2:-1].partition(";")[0], sequence[-1]
    if not code.isdecimal() or len(code) > 7:
        return False
    return f"{code}{final}" in FUNCTIONAL_KEYS or (final == "u" and _is_key(int(code)))


def _is_key(code: int) -> bool:
    return code < 0x110000 and code not in PRIVATE_USE and chr(code).isprintable()


class InputReader:
    """Messages for the app out of bytes from the terminal; ``clock`` runs at the terminal's own speed."""

    def __init__(self, patience: Patience, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._filter = InputFilter(knows, patience)
        self._parser = XTermParser()

    def messages(self, data: bytes) -> list[Message]:
        """Return the messages of some bytes; without any, of what has waited long enough."""
        now = self._clock()
        tokens = self._filter.feed(data, now) if data else self._filter.tick(now)
        return [message for token in tokens for message in self._of(token)]

    def _of(self, token: Token) -> list[Message]:
        match token:
            case Text(text):
                return list(self._parser.feed(text))
            case Paste(text):
                return [events.Paste(text)]
            case Escape():
                return [events.Key("escape", "\x1b")]
            case EscapeTakenBack():
                return [EscapeWasNone()]

    @property
    def wait(self) -> float:
        """Seconds to wait for bytes at most."""
        deadline = self._filter.deadline
        return (
            LOOK_EVERY if deadline is None else min(LOOK_EVERY, max(0.0, deadline - self._clock()))
        )

    def run(self, descriptor: int, ended: Event, deliver: Callable[[Message], object]) -> None:
        """Read until the end is asked for, or the terminal is gone."""
        with selectors.SelectSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while not ended.is_set():
                data = b""
                if selector.select(self.wait):
                    try:
                        data = os.read(descriptor, AT_ONCE)
                    except OSError:
                        return
                    if not data:
                        return  # the terminal is gone; who waits for that ends the app
                for message in self.messages(data):
                    deliver(message)
