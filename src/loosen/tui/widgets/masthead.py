"""The line at the top of a screen: the name, the places, and what the screen counts."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.events import Click, Leave, MouseMove
from textual.widget import Widget

from loosen.tui.bindings import key_words
from loosen.tui.messages import OpenPlace, Place
from loosen.tui.widgets.table import shorten


class PlacedWord(NamedTuple):
    """A word of the line: the column it begins in, and the place that a click on it visits."""

    x: int
    text: str
    place: Place | None = None
    underlined: bool = False


class Masthead(Widget):
    """One line, on every place's screen. Where room is short only the current place has its name.

    One text in one widget, which is set into the line as it is drawn.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Masthead { width: 1fr; height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }
    """

    def __init__(self, current: Place | None, count: str = "") -> None:
        super().__init__()
        self._current = current
        self._counts: tuple[str, ...] = (count,)
        self._under: Place | None = None

    def count(self, *texts: str) -> None:
        """Show another count: the first of the texts that fits, the others saying it shorter."""
        if texts != self._counts:
            self._counts = texts
            self.refresh()

    def _words(self, *, short: bool) -> Iterator[PlacedWord]:
        """Return the name, each place's key and name, and the column where the count may begin."""
        yield PlacedWord(0, "loosen")
        x = len("loosen") + 3
        for number, place in enumerate(Place, 1):
            current = place is self._current
            key = key_words(self.app, f"app.{place.value}", str(number))
            yield PlacedWord(x, key, place)
            x += cell_len(key) + 1
            if current or not short:
                yield PlacedWord(x, place.value, place, underlined=current)
                x += len(place.value) + 2
        yield PlacedWord(x, "")

    def _line(self) -> tuple[tuple[PlacedWord, ...], str]:
        """Return the words there is room for, and the count beside them."""
        width = self.content_size.width
        for short in (False, True):
            words = tuple(self._words(short=short))
            room = width - words[-1].x
            fitting = (text for text in self._counts if cell_len(text) <= room)
            if (count := next(fitting, None)) is not None:
                return words, count
        return words, shorten(self._counts[-1], max(0, room))

    def render(self) -> Content:
        """Render the line."""
        words, count = self._line()
        parts: list[str | tuple[str, str]] = []
        end = 0
        for word in words:
            parts += [" " * (word.x - end), (word.text, self._style(word))]
            end = word.x + cell_len(word.text)
        parts.append(" " * (self.content_size.width - end - cell_len(count)) + count)
        return Content.assemble(*parts)

    def _style(self, word: PlacedWord) -> str:
        if word.place is None:
            return "bold $accent"
        colour = "$foreground" if word.place in (self._current, self._under) else ""
        return f"underline {colour}" if word.underlined else colour

    def _place_at(self, x: int) -> Place | None:
        words, _ = self._line()
        return next((w.place for w in words if w.x <= x < w.x + cell_len(w.text)), None)

    def on_click(self, event: Click) -> None:
        """Visit the place that is clicked."""
        place = self._place_at(event.x - self.gutter.left)
        if place:
            event.stop()
            self.post_message(OpenPlace(place))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Show which place is under the pointer."""
        self._point(self._place_at(event.x - self.gutter.left))

    def on_leave(self, _event: Leave) -> None:
        """Show that no place is under the pointer."""
        self._point(None)

    def _point(self, place: Place | None) -> None:
        if place is not self._under:
            self._under = place
            self.refresh()
