"""Notices: what is said in a corner of the screen, and gone again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol


class Notifies(Protocol):
    """The app, a screen or a widget: what a notice can be given through."""

    def notify(
        self,
        message: str,
        *,
        severity: Literal["information", "warning", "error"] = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice."""


@contextmanager
def report_write_errors(face: Notifies) -> Iterator[None]:
    """Say what cannot be written, and go on."""
    try:
        yield
    except OSError as error:
        words = f"Could not be written down: {error.strerror}"
        face.notify(words, severity="error", markup=False)
