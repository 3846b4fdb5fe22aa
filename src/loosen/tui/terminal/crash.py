"""Faults that end the app: the first is recorded, and the toolkit prints nothing of it.

The toolkit prints a traceback with the values of all variables at hand, a person's notes among them. Its
methods for that are not public: they are exchanged with the versions that are tested only. With any other
its own way is taken, and the exit code is 1 as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import App

from loosen.tui.terminal.toolkit import is_tested


@dataclass
class Crash:
    """The first fault that ended the app, if one did, and whether a session was on then.

    ``is_playing`` tells whether one is.
    """

    is_playing: Callable[[], bool]
    error: Exception | None = None
    was_playing: bool = False

    def note(self, error: Exception) -> None:
        """Record a fault; those that follow from the first are passed over."""
        if self.error is None:
            self.error, self.was_playing = error, self.is_playing()

    def watch(self, app: App[int]) -> None:
        """Record what ends an app, in place of the toolkit, which then only closes it."""
        if not is_tested():
            return
        theirs = app._handle_exception  # noqa: SLF001  it has no public name

        def handle(error: Exception) -> None:
            self.note(error)
            theirs(error)

        def close(*_shown: object) -> None:
            app._close_messages_no_wait()  # noqa: SLF001  as the methods do that it stands for

        app._handle_exception = handle  # type: ignore[method-assign]  # noqa: SLF001  as said
        app._fatal_error = close  # type: ignore[method-assign]  # noqa: SLF001  it prints the traceback
        app.panic = close  # type: ignore[method-assign]  # it prints what the error says of itself
