"""Text in rows, set to any width: each row may have a lead that its lines hang from, and a tail at the right.

A page of them is one widget. As a widget for each word and each paragraph it took the toolkit longer to
style and to lay out than to draw: most of the time in which a page opened.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import Static

Part = tuple[str, str]
"""A text and its style."""
BETWEEN = 2
"""Cells between two columns of rows."""
MOST = 0.45
"""Greatest share of a line that its tails without a width take."""
WIDTHS = 4
"""Widths for which the set text is cached: with a scroll bar, without, and the ones before."""


class Lead(NamedTuple):
    """Words before a row, in ``width`` cells, of which the last ``gap`` stay blank."""

    text: str
    width: int = 3
    gap: int = 1
    style: str = "$quiet"


class Tail(NamedTuple):
    """Words after a row, set to the right in ``width`` cells, the first of which stays blank.

    A width of 0 is that of the words, but no more than ``MOST`` of the line.
    """

    text: str
    width: int = 0
    style: str = ""

    def cells(self, line: int) -> int:
        """Return its cells in a line of so many."""
        return self.width or min(cell_len(self.text) + 1, int(line * MOST))


class ProseRow(NamedTuple):
    """A paragraph, whose lines all begin at one place, after what leads to it."""

    text: str = ""
    style: str = ""
    leads: tuple[Lead, ...] = ()
    tails: tuple[Tail, ...] = ()


GAP = ProseRow()
"""An empty line."""


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most ``width`` cells; an empty text is one empty line."""
    if not text:
        return [""]
    return [line.plain.rstrip() for line in Content(text).wrap(max(1, width))]


class Column(NamedTuple):
    """Lines in so many cells, to the left or to the right of them."""

    lines: list[str]
    width: int
    style: str
    right: bool = False

    def parts(self, y: int) -> tuple[Part, Part]:
        """Return one line, filled to its width."""
        text = self.lines[y] if y < len(self.lines) else ""
        room = " " * (self.width - cell_len(text)), ""
        return (room, (text, self.style)) if self.right else ((text, self.style), room)


def columns_of(row: ProseRow, width: int) -> Iterator[Column]:
    """Yield the columns of a row, from left to right: leads, text, tails."""
    room = width - sum(lead.width for lead in row.leads)
    room -= sum(tail.cells(width) for tail in row.tails)
    for lead in row.leads:
        yield Column(wrapped(lead.text, lead.width - lead.gap), lead.width, lead.style)
    yield Column(wrapped(row.text, room), room, row.style)
    for tail in row.tails:
        cells = tail.cells(width)
        yield Column(wrapped(tail.text, cells - 1), cells, tail.style, right=True)


def row_lines(row: ProseRow, width: int) -> Iterator[list[Part]]:
    """Yield the lines of a row, each as parts that fill its width."""
    columns = tuple(columns_of(row, width))
    for y in range(max(len(column.lines) for column in columns)):
        yield [part for column in columns for part in column.parts(y)]


def in_columns(rows: Sequence[ProseRow], width: int) -> Iterator[list[Part]]:
    """Yield the lines of rows set in two columns, the first row beside the second."""
    left = (width - BETWEEN) // 2
    right = width - BETWEEN - left
    for first, second in zip_longest(rows[::2], rows[1::2], fillvalue=GAP):
        pair = zip_longest(row_lines(first, left), row_lines(second, right), fillvalue=None)
        for one, other in pair:
            yield [*(one or [(" " * left, "")]), (" " * BETWEEN, ""), *(other or [])]


class Prose(Visual):
    """Rows, set into any width; by twos from ``two_from`` cells on, where that is not 0."""

    def __init__(self, rows: Iterable[ProseRow], two_from: int = 0) -> None:
        self.rows, self._two_from = tuple(rows), two_from
        self.set_in = lru_cache(WIDTHS)(self._set_in)

    def __str__(self) -> str:
        texts: list[str] = []
        for row in self.rows:
            texts += (lead.text for lead in row.leads)
            texts += (row.text, *(tail.text for tail in row.tails))
        return "\n".join(texts)

    def _set_in(self, width: int) -> Content:
        """Return the text for a width, wrapped already."""
        if self._two_from and width >= self._two_from:
            lines = in_columns(self.rows, width)
        else:
            lines = (line for row in self.rows for line in row_lines(row, width))
        parts: list[Part] = []
        for line in lines:
            while line and not line[-1][0].strip():
                line.pop()
            parts += [*line, ("\n", "")]
        return Content.assemble(*(part for part in parts[:-1] if part[0]))

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Render the lines with their styles."""
        return self.set_in(width).render_strips(width, height, style, options)

    def get_optimal_width(self, _rules: RulesMap, container_width: int) -> int:
        """All the width there is."""
        return container_width

    def get_height(self, _rules: RulesMap, width: int) -> int:
        """As many lines as it has in a width."""
        return self.set_in(width).plain.count("\n") + 1 if self.rows else 0


class ProseView(Static):
    """Shows rows."""

    def __init__(
        self,
        rows: Iterable[ProseRow] = (),
        *,
        two_from: int = 0,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._two_from = two_from
        self._prose = Prose(rows, two_from)
        super().__init__(self._prose, id=id, classes=classes)

    def show(self, rows: Iterable[ProseRow]) -> None:
        """Show other rows."""
        self._prose = Prose(rows, self._two_from)
        self.update(self._prose)

    @property
    def rows(self) -> tuple[ProseRow, ...]:
        """What it shows."""
        return self._prose.rows

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is marked of the text, as it stands."""
        return selection.extract(self._prose.set_in(self.content_size.width).plain), "\n"
