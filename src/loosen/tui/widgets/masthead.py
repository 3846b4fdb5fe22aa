"""The line at the top of a screen: the name, the places, and what the screen counts."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from loosen.tui.bindings import key_words
from loosen.tui.messages import OpenPlace, Place
from loosen.tui.widgets.table import shorten


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
    """One line, on every place's screen. Where room is short only the current place has its name."""

    DEFAULT_CSS = """
    Masthead { height: 1; padding: 0 1; }
    Masthead > Static { width: auto; margin-right: 2; }
    Masthead > .key { margin-right: 1; }
    Masthead > #count { width: 1fr; margin: 0; text-align: right; text-wrap: nowrap; }
    Masthead.-short > PlaceLink.place { display: none; }
    Masthead.-short > PlaceLink.place.-current { display: block; }
    """

    def __init__(self, current: Place | None, count: str = "") -> None:
        super().__init__()
        self._current = current
        self._counts: tuple[str, ...] = (count,)

    def compose(self) -> ComposeResult:
        """Name, places, count."""
        yield Static(Content("loosen"), id="name")
        for number, place in enumerate(Place, 1):
            current = " -current" if place is self._current else ""
            key = key_words(self.app, f"app.{place.value}", str(number))
            yield PlaceLink(place, key, f"key{current}")
            yield PlaceLink(place, place.value, f"place{current}")
        yield Static(id="count")

    def on_resize(self) -> None:
        """Leave out what does not fit any more."""
        self._fit()

    def count(self, *texts: str) -> None:
        """Show another count: the first of the texts that fits, the others saying it shorter."""
        self._counts = texts
        self._fit()

    def _fit(self) -> None:
        room = self.content_size.width
        if not room:
            return
        every, fewer = (room - self._width(short=short) for short in (False, True))
        shown = next((text for text in self._counts if cell_len(text) <= every), None)
        self.set_class(shown is None, "-short")
        if shown is None:
            fitting = (text for text in self._counts if cell_len(text) <= fewer)
            shown = next(fitting, shorten(self._counts[-1], max(0, fewer)))
        self.query_one("#count", Static).update(Content(shown), layout=False)

    def _width(self, *, short: bool) -> int:
        """Cells of all that stands before the count, margins included."""
        shown = (
            one
            for one in self.query_children(Static)
            if one.id != "count"
            and not (short and one.has_class("place") and not one.has_class("-current"))
        )
        return sum(cell_len(str(one.content)) + one.styles.margin.right for one in shown)
