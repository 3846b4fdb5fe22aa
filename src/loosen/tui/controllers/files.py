"""Watches a person's own files, so that what they change in an editor is shown.

Every few seconds, and when the terminal gets the keys again, a thread asks for the times of the files;
only where one has changed is anything read, still there, and one snapshot takes the other's place. While a
session is on nobody looks: it goes on with what it began with.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from loosen.services.library import Library
from loosen.storage.snapshot import Snapshot
from loosen.text.wording import count_words
from loosen.tui.controllers.stage import Stage, run_in_thread
from loosen.tui.messages import FilesChanged

CHECK_EVERY = 3.0
"""Seconds between two checks of the files."""


@dataclass(eq=False)
class FilesRead(Message):
    """A thread has checked the files: the snapshot before, and the one now; None where it failed."""

    before: Snapshot
    snapshot: Snapshot | None


class FileWatch:
    """Checks the files, and swaps the library's snapshot. ``is_playing`` tells whether a session is on."""

    def __init__(self, stage: Stage, library: Library, is_playing: Callable[[], bool]) -> None:
        self._stage, self._library, self._is_playing = stage, library, is_playing
        self._checking = False
        self._shown: object = ()

    def check(self) -> None:
        """Check the files in a thread, unless a check is under way or a session is on."""
        if not (self._checking or self._is_playing()):
            self._checking = True
            before = self._library.snapshot
            run_in_thread(self._stage, lambda: self._read(before), "files")

    def _read(self, before: Snapshot) -> None:
        """Read what has changed, with everything that screens ask for."""
        found: Snapshot | None = None
        try:
            found = before.anew() if before.is_stale else before
            _ = found.problems
        finally:
            self._stage.post_message(FilesRead(before, found))

    def take(self, read: FilesRead) -> None:
        """Swap the library's snapshot for the one that was read, unless it has changed meanwhile."""
        self._checking = False
        if read.snapshot is None or self._is_playing() or self._library.snapshot is not read.before:
            return
        if read.snapshot is not read.before:
            self._library.snapshot = read.snapshot
            self._stage.screen.post_message(FilesChanged())
        self._show_problems(read.snapshot)

    def _show_problems(self, snapshot: Snapshot) -> None:
        """Give one notice of all problems of the files, and another one when they change."""
        if snapshot.problems and snapshot.problems != self._shown:
            count = count_words(len(snapshot.problems), "thing")
            words = f"{count} wrong with your own files: “loosen check” says what, line by line."
            self._stage.notify(words, severity="warning", timeout=8, markup=False)
        self._shown = snapshot.problems
