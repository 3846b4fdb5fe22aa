"""The driver of the app: the toolkit's own, which writes whole frames and reports to the link.

The toolkit writes a frame in three pieces, with its brackets, and wakes the thread that writes for each of
them. With a version that is tested, a frame is written in one, and what the terminal sends is read by a
reader of ours.
"""

import re
from collections.abc import Callable
from threading import Event
from typing import ClassVar, NamedTuple, Protocol

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from loosen.tui.terminal.sequences import BEL, WHERE_AM_I

FRAME_BEGINS, FRAME_ENDS = "\x1b[?2026h", "\x1b[?2026l"
"""Synchronised output: what stands between is shown at once."""


HOME, SHORT_HOME = "\x1b[1;1H", "\x1b[H"
"""To the first cell, as the toolkit says it, and in half of the bytes."""
LAST_MOVE = re.compile(r"\x1b\[\d+;\d+H$")
"""Where a frame leaves the cursor."""
MOVES_NOTHING = frozenset({WHERE_AM_I, BEL})
"""What is written between frames and leaves the cursor where it is."""


class Frames:
    """Takes pieces of text, and keeps those of an open frame until it is closed.

    A frame that only puts the cursor where it is already is none.
    """

    def __init__(self) -> None:
        self._open: list[str] | None = None
        self._stands = ""

    def whole(self, data: str) -> str:
        """Return what can be written now that ``data`` has come; empty while a frame is open."""
        if self._open is None and data != FRAME_BEGINS:
            if data not in MOVES_NOTHING:
                self._stands = ""
            return data
        held = self._open or []
        held.append(data)
        ends = data.endswith(FRAME_ENDS)
        self._open = None if ends else held
        return self._told("".join(held)) if ends else ""

    def _told(self, frame: str) -> str:
        """Return a whole frame, or nothing where it changes nothing."""
        body = frame.removeprefix(FRAME_BEGINS).removesuffix(FRAME_ENDS)
        before, move = self._stands, LAST_MOVE.search(body)
        self._stands = move[0] if move else ""
        if before and body == before:
            return ""
        if self._stands != HOME:
            return frame
        return FRAME_BEGINS + body.removesuffix(HOME) + SHORT_HOME + FRAME_ENDS


Read = Callable[[int, Event, Callable[[Message], object]], object]
"""Reads a terminal by its descriptor until the event is set, and delivers the messages."""


class Wire(Protocol):
    """What the driver reports to, and asks, about what it writes."""

    def attach(self, driver: Driver, /) -> None:
        """The terminal has been taken: at the start and after Ctrl+Z."""

    def sent(self, size: int, /) -> None:
        """About so many bytes have been written while the app has the terminal."""

    def holds(self) -> bool:
        """Whether to keep the next frame back."""

    def let_answer_come(self) -> None:
        """The terminal is about to be given back."""


class Given(NamedTuple):
    """What a driver is made with, as ``driver_class`` says it."""

    wire: Wire
    spell: Callable[[str], str]
    read: Read | None


class TerminalDriver(LinuxDriver):
    """Writes texts as they are spelled, and reports their sizes; subclasses set ``given``."""

    given: ClassVar[Given]
    frames: Frames | None = None
    taken = False
    """Whether the app has the terminal; what is written before and after sets it up."""

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self.given.wire.attach(self)
        super().start_application_mode()  # type: ignore[no-untyped-call]  # the toolkit leaves it untyped
        self.taken = True
        self.given.wire.sent(0)

    def disable_input(self) -> None:
        """Stop reading, once the answer that is under way has come."""
        if self.taken:
            self.taken = False
            self.given.wire.let_answer_come()
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read the terminal until it is given back; runs in a thread of its own."""
        if self.given.read is None:
            super().run_input_thread()
        else:
            self.given.read(self.fileno, self.exit_event, self.process_message)

    def holds(self) -> bool:
        """Whether a frame is to be kept back."""
        return self.taken and self.given.wire.holds()

    def write(self, data: str) -> None:
        """Write a text, or keep it while a frame is open."""
        text = self.given.spell(data if self.frames is None else self.frames.whole(data))
        if text:
            super().write(text)
            if self.taken:
                self.given.wire.sent(len(text))


def driver_class(
    wire: Wire,
    spell: Callable[[str], str],
    *,
    whole_frames: bool,
    read: Read | None = None,
) -> type[Driver]:
    """A class for the toolkit to make its driver of.

    Args:
        wire: is told when the terminal is taken and written to.
        spell: turns every text into what the terminal can show.
        whole_frames: whether each frame is written in one piece.
        read: reads the terminal, in a thread, each time it is taken; None for the toolkit's own way.
    """

    class Made(TerminalDriver):
        given = Given(wire, spell, read)
        frames = Frames() if whole_frames else None

    return Made
