"""Voice: runs a person's own program for each sentence, one at a time, without ever waiting for it."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Sequence
from threading import Thread

TEXT = "{text}"
"""What stands for the sentence in the words of a command."""


class Voice:
    """Says sentences with a command, such as ``("spd-say", "{text}")``; with an empty one it is silent.

    The program is started without a shell, in a process group of its own. While one still speaks, the
    newest sentence waits and replaces any that waited before it. ``problem`` is one line about a program
    that cannot be started; nothing is tried after it.
    """

    def __init__(self, command: Sequence[str] = ()) -> None:
        self.problem: str | None = None
        self._command = tuple(command)
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting = ""

    def say(self, text: str) -> None:
        """Say a sentence now, or as soon as the program has ended."""
        if text and self._command and not self.problem:
            self._waiting = text
            self.go_on()

    def go_on(self) -> None:
        """Start the waiting sentence if no program runs. Call it often."""
        if self._process and self._process.poll() is not None:
            self._process = None
        if self._waiting and self._process is None:
            text, self._waiting = self._waiting, ""
            self._start(text.lstrip("-"))

    def _start(self, text: str) -> None:
        words = [word.replace(TEXT, text) for word in self._command]
        if not any(TEXT in word for word in self._command):
            words.append(text)
        nothing = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(  # noqa: S603  the person's own program, and no shell
                words, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
            )
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self.problem = f"the voice “{words[0]}” cannot be run: {reason}"

    def close(self) -> None:
        """Stop the running program, and say no more."""
        self._waiting, self._command = "", ()
        if self._process and self._process.poll() is None:
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGTERM)
            # Reaped in another thread, so that nobody waits for it here.
            Thread(target=self._process.wait, daemon=True).start()
