"""Widgets of the history: sections of lines in tones, and the table of the sessions played."""

from collections.abc import Callable, Iterable, Sequence

from textual.content import Content
from textual.widgets import Static

from loosen.domain.history import SessionRecord
from loosen.text.history import row_words
from loosen.text.progress_page import Section
from loosen.text.styled_lines import Tone
from loosen.tui.widgets.table import Line, Table

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
        """Show what ``draw`` makes of a width in cells, again whenever the width changes."""
        self._draw = draw
        self.on_resize()

    def on_resize(self) -> None:
        """Draw the sections for the new width."""
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


def session_columns(width: int) -> tuple[int, int, int, int]:
    """Widths of when, name, time and how it felt, padding apart; 0 leaves one out."""
    felt = 8 if width >= 44 else 0
    when, time = 11, 7
    return when, max(1, width - when - time - felt - (8 if felt else 6)), time, felt


WHEN_AND_NAME = frozenset({0, 1})


class SessionTable(Table):
    """Sessions by id. When it is filled anew, the cursor stays on its session, or in its row."""

    def show(self, records: Sequence[SessionRecord], year: int) -> None:
        """Show these; a date of another ``year`` says so."""
        kept, keys = self.current, [str(record.id) for record in records]
        row = keys.index(kept) if kept in keys else self.cursor_row

        def line(row: int, _widths: tuple[int, int, int, int]) -> Line:
            return Line(row_words(records[row], year), WHEN_AND_NAME)

        self.fill(keys, line, session_columns, row=row)
