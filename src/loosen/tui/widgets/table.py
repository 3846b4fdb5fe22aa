"""A table of rows to move through with arrows or with the keys of vi.

The toolkit's own table makes and keeps every cell of every row. With thousands of imported exercises that
holds up each key of a search, so here a row is asked for when it is to be seen, and not before.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from loosen.tui.bindings import list_keys


def shorten(text: str, width: int) -> str:
    """A text that fits into so many cells, with … where something is left away."""
    if cell_len(text) <= width:
        return text
    return f"{set_cell_size(text, max(0, width - 1)).rstrip(' ·,')}…"


Spans = Sequence[tuple[int, int]]
"""Starts and ends of parts of a text, in order, without overlaps."""


class Line(NamedTuple):
    """The content of a row: a text for each column, those of ``loud`` columns in full colour.

    Parts of a text that a search has ``found`` are marked, by column. A ``heading`` has its own colour.
    """

    texts: Sequence[str]
    loud: frozenset[int]
    heading: bool = False
    found: Mapping[int, Spans] = MappingProxyType({})


NOTHING = Line((), frozenset())


Widths = TypeVar("Widths", bound=Sequence[int])


class TableLayout(NamedTuple):
    """The widths of the columns in a table of some width, and what each row says in them."""

    widths: Sequence[int]
    line: Callable[[int], Line]


class Inks(NamedTuple):
    """The styles of a table; ``found`` is laid over the others."""

    plain: Style
    quiet: Style
    heading: Style
    cursor: Style
    found: Style


def marked(text: str, spans: Spans, plain: Style, found: Style) -> Iterator[Segment]:
    """Yield a text in one style, and the spans of it in another; spans in what was cut off are left out."""
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    for n, (start, end) in enumerate(pairwise(edges)):
        if start < end:
            yield Segment(text[start:end], found if n % 2 else plain)


class Table(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows under a cursor; j k g G move it beside the arrows.

    Enter is left to the screen, so that its footer can say what Enter does there; a click on the row
    under the cursor selects.
    """

    BINDINGS = [*list_keys("table")]
    COMPONENT_CLASSES = {"table--cursor", "table--heading", "table--quiet", "table--found"}
    DEFAULT_CSS = """
    Table { height: 1fr; overflow-x: hidden; }
    Table:focus > .table--cursor { text-style: bold; }
    """
    ALLOW_SELECT = False

    cursor_row: reactive[int] = reactive(0, init=False)
    """The row under the cursor, from 0; 0 in an empty table, too."""

    @dataclass
    class Highlighted(Message):
        """The cursor went to another row."""

        row: int

    @dataclass
    class Selected(Message):
        """The row under the cursor was clicked."""

        row: int

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: Sequence[str] = ()
        self._lay_out: Callable[[int], TableLayout] = lambda _width: TableLayout(
            (), lambda _row: NOTHING
        )
        self._laid_out: TableLayout | None = None
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._made: Inks | None = None

    @property
    def current(self) -> str | None:
        """The key of the row under the cursor; None in an empty table."""
        return self._keys[self.cursor_row] if self._keys else None

    @property
    def keys(self) -> Sequence[str]:
        """The keys of all rows, in their order."""
        return self._keys

    def fill(
        self,
        keys: Sequence[str],
        line: Callable[[int, Widths], Line],
        columns: Callable[[int], Widths],
        *,
        row: int = 0,
    ) -> None:
        """Show other rows, with the cursor on one of them or on the last.

        Args:
            keys: one for each row, all different.
            line: tells what a row says in columns of such widths. It is asked when the row is to be seen.
            columns: the widths in a table of so many cells, without the free cell at both sides of each;
                a column of width 0 is left away.
            row: where the cursor goes.
        """

        def lay_out(width: int) -> TableLayout:
            widths = columns(width)
            return TableLayout(widths, lambda row: line(row, widths))

        self._keys, self._lay_out = keys, lay_out
        self.virtual_size = Size(0, len(keys))
        with self.prevent(self.Highlighted):
            self.cursor_row = row
        self._follow()
        self._repaint()

    def go_to(self, key: str) -> None:
        """Put the cursor on a row, where it exists."""
        if key in self._keys:
            self.cursor_row = self._keys.index(key)

    def again(self, row: int) -> None:
        """Repaint a row, whose content has changed."""
        for cursor in (False, True):
            self._strips.pop((row, cursor), None)
        self.refresh_line(row)

    def _repaint(self) -> None:
        self._strips.clear()
        self._made = self._laid_out = None
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget painted rows: the colours have changed."""
        super().notify_style_update()
        self._repaint()

    def on_resize(self) -> None:
        """Keep the cursor in view, and paint rows to their new width."""
        self._follow()
        self._repaint()

    def _follow(self) -> None:
        if self.size.height:
            self.scroll_to_region(Region(0, self.cursor_row, 1, 1), animate=False, force=True)

    def validate_cursor_row(self, row: int) -> int:
        """Return the row, or the nearest that there is."""
        return max(0, min(row, len(self._keys) - 1))

    def watch_cursor_row(self, before: int, row: int) -> None:
        """Paint the cursor in its new row, and post ``Highlighted``."""
        self.refresh_line(before)
        self.refresh_line(row)
        self._follow()
        self.post_message(self.Highlighted(row))

    @property
    def _inks(self) -> Inks:
        if self._made is None:
            plain = self.rich_style
            quiet, heading, found = (
                self.get_component_rich_style(f"table--{name}", partial=True)
                for name in ("quiet", "heading", "found")
            )
            cursor = self.get_component_rich_style("table--cursor")
            self._made = Inks(plain, plain + quiet, plain + heading, cursor, found)
        return self._made

    def render_line(self, y: int) -> Strip:
        """Render the row at a line of the widget."""
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self._keys):
            return Strip.blank(width, self._inks.plain)
        here = (row, row == self.cursor_row)
        if here not in self._strips:
            self._strips[here] = self._strip(*here).adjust_cell_length(
                width, self._inks.cursor if here[1] else self._inks.plain
            )
        return self._strips[here]

    def _strip(self, row: int, cursor: bool) -> Strip:
        if self._laid_out is None:
            self._laid_out = self._lay_out(self.size.width)
        line, inks = self._laid_out.line(row), self._inks
        return Strip(
            self._segments(
                line,
                self._laid_out.widths,
                inks._replace(plain=inks.cursor, quiet=inks.cursor, heading=inks.cursor)
                if cursor
                else inks,
            )
        )

    def _segments(self, line: Line, widths: Sequence[int], inks: Inks) -> Iterator[Segment]:
        for n, (text, width) in enumerate(zip(line.texts, widths, strict=True)):
            if not width:
                continue
            ink = inks.heading if line.heading else inks.plain
            ink = ink if n in line.loud else inks.quiet
            said = shorten(text, width)
            yield Segment(" ", ink)
            yield from marked(said, line.found.get(n, ()), ink, ink + inks.found)
            yield Segment(f"{' ' * (width - cell_len(said))} ", inks.quiet)

    def on_click(self, event: Click) -> None:
        """Put the cursor there; select the row where it was there already."""
        row = event.y + self.scroll_offset.y
        if row >= len(self._keys):
            return
        event.stop()
        if row == self.cursor_row:
            self.post_message(self.Selected(row))
        self.cursor_row = row

    def action_cursor_down(self) -> None:
        """One row down."""
        self.cursor_row += 1

    def action_cursor_up(self) -> None:
        """One row up."""
        self.cursor_row -= 1

    def action_first(self) -> None:
        """To the first row."""
        self.cursor_row = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor_row = len(self._keys) - 1

    def action_page_down(self) -> None:
        """As many rows down as are to be seen."""
        self.cursor_row += self.size.height

    def action_page_up(self) -> None:
        """As many rows up as are to be seen."""
        self.cursor_row -= self.size.height
