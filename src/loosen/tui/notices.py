"""Notices: short messages over the line of keys that go away by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol


class Notifies(Protocol):
    """What can give a notice: the app, a screen or a widget."""

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
    """Give a notice of an ``OSError``, and go on."""
    try:
        yield
    except OSError as error:
        words = f"Could not be written down: {error.strerror}"
        face.notify(words, severity="error", markup=False)
