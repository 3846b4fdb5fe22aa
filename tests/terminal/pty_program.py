"""A program on a terminal of its own, driven like a person would: keys in, what it writes out."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-_]"
)


HANGS = 120.0
"""Seconds after which something that was waited for will not happen any more, however busy the machine."""
SILENT = 0.25
"""Seconds in a row without a word and without work, after which a program is taken to be waiting."""


class TooLong(AssertionError):
    """Something that was waited for has not happened."""


class PtyProgram:
    """A process whose standard streams are a new terminal of ``size`` (columns, rows)."""

    def __init__(
        self,
        command: Sequence[str],
        environment: dict[str, str],
        size: tuple[int, int] = (80, 24),
        *,
        ignore_hang_up: bool = False,
    ) -> None:
        # The inner side stays open here, so that its modes can be looked at after the end.
        self.outer, self.inner = pty.openpty()
        self.resize(size)
        self.written = b""

        def own_terminal() -> None:
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            # What this process ignores, as one in the background of a script does, a child would too.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGHUP, signal.SIG_IGN if ignore_hang_up else signal.SIG_DFL)

        # The child leads its own session, which subprocess has no safer way to give a terminal.
        self.process = subprocess.Popen(
            command,
            stdin=self.inner,
            stdout=self.inner,
            stderr=self.inner,
            env=environment,
            preexec_fn=own_terminal,  # noqa: PLW1509  as said above
            close_fds=True,
        )

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal so many columns and rows; the program is told."""
        columns, rows = size
        fcntl.ioctl(self.inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as it does for a shell."""
        return bool(termios.tcgetattr(self.inner)[3] & termios.ECHO)

    @property
    def text(self) -> str:
        """What was written so far, without escape sequences."""
        return ESCAPES.sub("", self.written.decode(errors="replace"))

    def press(self, keys: str) -> None:
        """Type keys."""
        os.write(self.outer, keys.encode())

    def pump(self, seconds: float) -> None:
        """Read for so long, or until the program writes something."""
        if self.outer < 0:
            select.select([], [], [], seconds)
            return
        if select.select([self.outer], [], [], seconds)[0]:
            self.written += os.read(self.outer, 65_536)

    def until(self, happened: Callable[[], bool], what: str) -> float:
        """Read until something has happened; the seconds it took.

        Raises:
            TooLong: with the last the program has written.
        """
        start = perf_counter()
        while not happened():
            if perf_counter() - start > HANGS:
                raise TooLong(f"{what} did not happen within {HANGS} s:\n{self.text[-2_000:]}")
            self.pump(0.05)
        return perf_counter() - start

    def settle(self) -> None:
        """Read until the program waits for a key; it is told where its cursor is, should it ask."""
        start = silent = perf_counter()
        worked = self._work
        while perf_counter() - silent < SILENT:
            if perf_counter() - start > HANGS:
                raise TooLong(f"it did not settle within {HANGS} s:\n{self.text[-2_000:]}")
            before = len(self.written)
            self.pump(SILENT / 5)
            if len(self.written) > before or self._work != worked:
                silent, worked = perf_counter(), self._work
                self.press("\x1b[1;1R" * self.written[before:].count(b"\x1b[6n"))

    @property
    def _work(self) -> tuple[int, ...]:
        """What its threads have worked, in ticks of the processor, and how many want to and may not yet.

        On a busy machine silence alone does not tell that a program is done. Nothing where the system
        tells nothing of it.
        """
        told = []
        for task in Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            with suppress(OSError):  # the thread has just ended
                told.append(task.read_text().rpartition(")")[2].split())
        return sum(one[0] == "R" for one in told), *(int(one[n]) for one in told for n in (11, 12))

    def shows(self, text: str) -> None:
        """Wait for a text."""
        self.until(lambda: text in self.text, f"“{text}”")

    def ends(self) -> int:
        """Wait for the end of the program; its exit code, negative for a signal."""
        self.until(lambda: self.process.poll() is not None, "the end")
        return int(self.process.returncode)

    def hang_up(self) -> None:
        """Let the terminal go away."""
        if self.outer >= 0:
            os.close(self.outer)
            self.outer = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.hang_up()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.inner)
