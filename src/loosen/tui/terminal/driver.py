"""How frames reach the terminal: each in one piece.

The toolkit writes a frame in three, with its brackets, and wakes the thread that writes for each of them.
"""

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.drivers.linux_driver import LinuxDriver


class FrameDriver(LinuxDriver):
    """Hands on a frame when it is closed, with whatever was written in between."""

    _frame: list[str] | None = None

    def write(self, data: str) -> None:
        """Write a text, or keep it while a frame is open."""
        if data == SYNC_START:
            self._frame = [data]
        elif self._frame is None:
            super().write(data)
        else:
            self._frame.append(data)
            if data == SYNC_END:
                whole, self._frame = "".join(self._frame), None
                super().write(whole)
