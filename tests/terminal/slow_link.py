"""A terminal at the far end of a slow link: what a program writes is shown at so many bytes a second.

The link takes everything at once and keeps it, as SSH does with its window of two megabytes: only the
terminal's answers tell the program how far behind the screen is.
"""

import codecs
import os
import re
import select
from collections import deque
from collections.abc import Callable
from time import perf_counter

from terminal.pty_program import PtyProgram

WHERE_AM_I, AT_HOME = b"\x1b[6n", b"\x1b[1;1R"
CAN_BRACKET, CAN = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
STEP = 0.02
"""Seconds between two looks."""
PIECE = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\"
    r"|\x1b\[(?P<numbers>[0-?]*)[ -/]*(?P<final>[@-~])|\x1b[^\[\]PX^_]|(?P<text>[^\x1b])"
)


class Cells:
    """The characters of a screen, as far as the app's own sequences move and write them."""

    def __init__(self, columns: int, rows: int) -> None:
        self._rows = [[" "] * columns for _ in range(rows)]
        self._x = self._y = 0
        self._rest = ""

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join("".join(row).rstrip() for row in self._rows)

    def feed(self, data: str) -> None:
        """Take what was sent, cut anywhere."""
        data, end = self._rest + data, 0
        for piece in PIECE.finditer(data):
            if piece.start() != end:
                break  # a sequence whose end has not come
            end = piece.end()
            if text := piece["text"]:
                self._write(text)
            elif final := piece["final"]:
                self._move(
                    final, [int(n) if n.isdecimal() else 0 for n in piece["numbers"].split(";")]
                )
        self._rest = data[end:]

    def _write(self, text: str) -> None:
        if text == "\b":
            self._x -= 1
        elif text == "\r":
            self._x = 0
        elif text in "\n\v":
            self._y += 1
        elif text >= " ":
            if 0 <= self._y < len(self._rows) and 0 <= self._x < len(self._rows[0]):
                self._rows[self._y][self._x] = text
            self._x += 1

    def _move(self, final: str, numbers: list[int]) -> None:
        far = max(1, numbers[0])
        if final == "H":
            row, column = (*numbers, 1)[:2]
            self._y, self._x = max(1, row) - 1, max(1, column) - 1
        elif final in "AB":
            self._y += far if final == "B" else -far
        elif final in "CD":
            self._x += far if final == "C" else -far


class SlowLink:
    """Shows what a program writes at ``rate`` bytes a second, each way ``latency`` seconds late."""

    def __init__(
        self,
        program: PtyProgram,
        size: tuple[int, int],
        rate: float,
        latency: float = 0.05,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self._program, self._rate, self._latency, self._clock = program, rate, latency, clock
        self.cells = Cells(*size)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.delivered = b""
        self._under_way: deque[tuple[float, bytes]] = deque()
        self._answers: deque[tuple[float, bytes]] = deque()
        self._free = self._began = clock()

    @property
    def waiting(self) -> int:
        """Bytes that were written and are not shown yet."""
        return sum(len(data) for _, data in self._under_way)

    def press(self, keys: str) -> None:
        """Type keys; they arrive late."""
        self._answers.append((self._clock() + self._latency, keys.encode()))

    def step(self) -> None:
        """Pass a moment: take what was written, show what has come through, answer what was asked."""
        if select.select([self._program.outer], [], [], STEP)[0]:
            now = self._clock()
            for byte in os.read(self._program.outer, 65_536):
                self._free = max(self._free, now) + 1 / self._rate
                self._under_way.append((self._free + self._latency, bytes([byte])))
        self._show(self._clock())
        now = self._clock()
        while self._answers and self._answers[0][0] <= now:
            os.write(self._program.outer, self._answers.popleft()[1])

    def _show(self, now: float) -> None:
        come = b""
        while self._under_way and self._under_way[0][0] <= now:
            come += self._under_way.popleft()[1]
        before = max(0, len(self.delivered) - len(CAN_BRACKET))
        old = self.delivered[before:]
        self.delivered += come
        self.cells.feed(self._decode(come))
        for question, answer in ((WHERE_AM_I, AT_HOME), (CAN_BRACKET, CAN)):
            times = (old + come).count(question) - old.count(question)
            self._answers += [(now + self._latency, answer)] * times

    def until(self, seen: Callable[[str], bool], most: float = 120.0) -> float:
        """Pass moments until the screen is as wanted, or for so long at most; the seconds it took."""
        start = self._clock()
        while self._clock() - start < most and not seen(self.cells.text):
            self.step()
        return self._clock() - start
