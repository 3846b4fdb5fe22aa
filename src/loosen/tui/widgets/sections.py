"""Sections of lines in tones, under their titles."""

from collections.abc import Callable, Iterable

from textual.content import Content
from textual.widgets import Static

from loosen.text.progress_page import Section
from loosen.text.toned_lines import Tone

COLOURS = {
    Tone.PLAIN: "",
    Tone.QUIET: "$quiet",
    Tone.WORK: "$phase-work",
    Tone.BEFORE: "$phase-ready",
    Tone.HURTS: "$phase-hurts",
}


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
