"""The line at the top of a screen: the name, the places, and what the screen counts."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from loosen.tui.bindings import key_words
from loosen.tui.messages import OpenPlace, Place


class PlaceLink(Static):
    """A place in the masthead, or the key that leads there; a click visits it."""

    def __init__(self, place: Place, text: str, classes: str) -> None:
        super().__init__(Content(text), classes=classes)
        self._place = place

    def on_click(self, event: Click) -> None:
        """Go there."""
        event.stop()
        self.post_message(OpenPlace(self._place))


class Masthead(Horizontal):
    """One line, on every place's screen. In a narrow terminal only the current place has its name."""

    DEFAULT_CSS = """
    Masthead { height: 1; padding: 0 1; }
    Masthead > Static { width: auto; margin-right: 2; }
    Masthead > .key { margin-right: 1; }
    Masthead > #count { width: 1fr; margin: 0; text-align: right; }
    """

    def __init__(self, current: Place | None, count: str = "") -> None:
        super().__init__()
        self._current = current
        self._count = count

    def compose(self) -> ComposeResult:
        """Name, places, count."""
        yield Static(Content("loosen"), id="name")
        for number, place in enumerate(Place, 1):
            current = " -current" if place is self._current else ""
            key = key_words(self.app, f"app.{place.value}", str(number))
            yield PlaceLink(place, key, f"key{current}")
            yield PlaceLink(place, place.value, f"place{current}")
        yield Static(Content(self._count), id="count")

    def count(self, text: str) -> None:
        """Show another count; its room stays the same."""
        self.query_one("#count", Static).update(Content(text), layout=False)
