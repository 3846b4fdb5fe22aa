"""The part of the app that sees a person's own files change, and shows it.

Every few seconds, and when the terminal gets the keys again, a thread asks for the times of the files;
only where one has changed is anything read, still there, and one shelf takes the other's place. While a
session is on nobody looks: it goes on with what it began with.
"""

from dataclasses import dataclass

from textual import on, work
from textual.message import Message

from loosen.storage.snapshot import Snapshot
from loosen.text.wording import count_words
from loosen.tui.controllers.morning import AskingApp
from loosen.tui.messages import FilesChanged

LOOK_EVERY = 3.0
"""Seconds between two looks at the files."""


class WatchingApp(AskingApp):
    """Takes what has changed on the disk."""

    @dataclass(eq=False)
    class Looked(Message):
        """A thread has looked: what it began from, and what is there; None where it could not."""

        before: Snapshot
        shelf: Snapshot | None

    _looking = False
    _told: object = ()

    def on_mount(self) -> None:
        """Look from now on."""
        self.set_interval(LOOK_EVERY, self.look)

    def on_app_focus(self) -> None:
        """The person may come from an editor."""
        self.look()

    def look(self) -> None:
        """Look at the files, unless somebody does already or a session is on."""
        if not (self._looking or self.playing):
            self._looking = True
            self._read(self._library.shelf)

    @work(thread=True, exclusive=True, exit_on_error=False, group="files")
    def _read(self, before: Snapshot) -> None:
        """Read what has changed, with everything that screens ask for, off the screen's own thread."""
        found: Snapshot | None = None
        try:
            found = before.anew() if before.is_stale else before
            _ = found.problems
        finally:
            self.post_message(self.Looked(before, found))

    @on(Looked)
    def _looked(self, event: Looked) -> None:
        self._looking = False
        if event.shelf is None or self.playing or self._library.shelf is not event.before:
            return
        if event.shelf is not event.before:
            self._library.shelf = event.shelf
            self.screen.post_message(FilesChanged())
        self._tell_problems(event.shelf)

    def _tell_problems(self, shelf: Snapshot) -> None:
        """One notice for all that is wrong with the files; another one when that changes."""
        if shelf.problems and shelf.problems != self._told:
            count = count_words(len(shelf.problems), "thing")
            words = f"{count} wrong with your own files: “loosen check” says what, line by line."
            self.notify(words, severity="warning", timeout=8, markup=False)
        self._told = shelf.problems
