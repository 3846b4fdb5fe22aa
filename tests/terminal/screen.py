"""A program in a terminal that keeps a screen, so that a test sees what a person would: tmux, on a
socket of our own."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType
from typing import Self

from terminal.pty_program import HANGS, TooLong

BETWEEN_LOOKS = 0.05


class TmuxScreen:
    """A shell that runs ``script`` in a terminal of ``size`` (columns, rows); all it writes is kept."""

    def __init__(
        self,
        tmux: str,
        folder: Path,
        script: str,
        environment: dict[str, str],
        size: tuple[int, int] = (80, 24),
    ) -> None:
        self._tmux = (tmux, "-u", "-S", str(folder / "tmux"), "-f", "/dev/null")
        self._raw = folder / "written"
        self._environment = {**environment, "SHELL": "/bin/sh"}
        columns, rows = size
        self._do("new-session", "-d", "-x", str(columns), "-y", str(rows), "/bin/sh")
        self._do("set-option", "-g", "remain-on-exit", "on")
        self._do("pipe-pane", "-o", f"cat > '{self._raw}'")
        self.press(script, "Enter")

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            [*self._tmux, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    @property
    def text(self) -> str:
        """What is on the screen."""
        return self._do("capture-pane", "-p")

    @property
    def written(self) -> bytes:
        """Every byte that was sent to the terminal."""
        return self._raw.read_bytes() if self._raw.exists() else b""

    @property
    def modes(self) -> str:
        """The terminal's own modes: other screen, mouse, cursor, keypad."""
        names = (
            "alternate_on",
            "mouse_any_flag",
            "cursor_flag",
            "keypad_flag",
            "keypad_cursor_flag",
        )
        return self._do("display-message", "-p", " ".join(f"#{{{name}}}" for name in names)).strip()

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self._do("send-keys", *keys)

    def until(self, happened: Callable[[str], bool], what: str) -> str:
        """Wait until the screen is as wanted; what is on it then.

        Raises:
            TooLong: with the last screen.
        """
        start = perf_counter()
        while not happened(text := self.text):
            if perf_counter() - start > HANGS:
                raise TooLong(f"{what} did not happen within {HANGS} s:\n{text}")
            sleep(BETWEEN_LOOKS)
        return text

    def shows(self, *texts: str) -> str:
        """Wait until all of some texts are on the screen."""
        return self.until(lambda text: all(one in text for one in texts), " and ".join(texts))

    def __enter__(self) -> Self:
        return self

    def hides(self, text: str) -> str:
        """Wait until a text is on the screen no more."""
        return self.until(lambda seen: text not in seen, f"“{text}” going away")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)
