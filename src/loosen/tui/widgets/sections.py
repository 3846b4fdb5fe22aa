"""Sections of lines in tones, under their titles."""

from collections.abc import Callable, Iterable

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from loosen.domain.progress import Section, Tone

COLOURS = {
    Tone.PLAIN: "",
    Tone.QUIET: "$quiet",
    Tone.WORK: "$phase-work",
    Tone.BEFORE: "$phase-ready",
    Tone.HURTS: "$phase-hurts",
}


class Page(VerticalScroll):
    """Room that scrolls at once, with arrows or with the keys of vi."""

    BINDINGS = [
        Binding("j,down", "move(1)", "Down", show=False, id="page.down"),
        Binding("k,up", "move(-1)", "Up", show=False, id="page.up"),
        Binding("ctrl+d,pagedown", "turn(1)", "Page down", show=False, id="page.page-down"),
        Binding("ctrl+u,pageup", "turn(-1)", "Page up", show=False, id="page.page-up"),
        Binding("g,home", "to_top", "Top", show=False, id="page.top"),
        Binding("G,end", "to_end", "End", show=False, id="page.end"),
    ]

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False)

    def action_turn(self, pages: int) -> None:
        """Scroll by a page, with a line of the last one left."""
        self.scroll_relative(y=pages * max(1, self.size.height - 1), animate=False)

    def action_to_top(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def action_to_end(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)


class SectionsView(Static):
    """All sections, one under the other, set into the width there is."""

    def __init__(self) -> None:
        super().__init__()
        self._draw: Callable[[int], Iterable[Section]] | None = None

    def show(self, draw: Callable[[int], Iterable[Section]]) -> None:
        """Show what ``draw`` makes of a width in cells, now and in every other width."""
        self._draw = draw
        self.on_resize()

    def on_resize(self) -> None:
        """Set the sections into the new width."""
        if self._draw is not None and self.size.width:
            self.update(_set(self._draw(self.size.width)))


def _set(sections: Iterable[Section]) -> Content:
    parts: list[str | tuple[str, str]] = []
    for section in sections:
        parts += ["\n\n"] if parts else []
        parts.append((section.title, "$accent bold"))
        for line in section.lines:
            parts.append("\n")
            parts += [(text, COLOURS[tone]) for text, tone in line]
    return Content.assemble(*parts)
