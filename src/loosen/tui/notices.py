"""What is said in a corner of the screen, and gone again."""

from collections.abc import Iterator
from contextlib import contextmanager

from textual.app import App
from textual.widget import Widget


@contextmanager
def telling(face: App[int] | Widget) -> Iterator[None]:
    """Say what cannot be written, and go on."""
    try:
        yield
    except OSError as error:
        words = f"Could not be written down: {error.strerror}"
        face.notify(words, severity="error", markup=False)
