"""Widgets of text lines that repaint only the cells that change: wrapped words, and a progress bar.

The toolkit repaints whole regions; over SSH every cell costs. What is shown here is text first: a
tuple of lines, compared with the ones before.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

GAP = 6
"""Unchanged cells between two changes that are cheaper to repaint than to jump over."""


def changed_spans(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield the spans in which two texts differ: line, first cell and the cell after the last one.

    Lines are of single-width characters; a shorter line counts as padded with spaces.
    """
    for y, (before, after) in enumerate(zip_longest(old, new, fillvalue="")):
        width = max(len(before), len(after))
        pairs = zip(before.ljust(width), after.ljust(width), strict=True)
        places = [x for x, (a, b) in enumerate(pairs) if a != b]
        start = 0
        for n, x in enumerate(places):
            if n + 1 == len(places) or places[n + 1] - x > GAP:
                yield y, places[start], x + 1
                start = n + 1


class Lines(Widget):
    """Lines in the widget's own style, each as long as it is."""

    DEFAULT_CSS = """
    Lines { height: auto; width: auto; }
    """

    def __init__(
        self, lines: Sequence[str] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines = tuple(lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are shown."""
        return self._lines

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show other lines, repainting what differs."""
        old, self._lines = self._lines, tuple(lines)
        if old == self._lines:
            return
        if len(old) != len(self._lines) or max(map(len, old), default=0) != self._width():
            self.refresh(layout=True)
            return
        for y, start, stop in changed_spans(old, self._lines):
            # Wide characters shift what follows them: the whole line is painted then.
            plain = self._lines[y].isascii() or cell_len(self._lines[y]) == len(self._lines[y])
            area = Region(start, y, stop - start, 1) if plain else Region(0, y, self.size.width, 1)
            self.refresh(area)

    def _width(self) -> int:
        return max(map(len, self._lines), default=0)

    def get_content_width(self, *_: object) -> int:
        """Return the length of the longest line."""
        return self._width()

    def get_content_height(self, *_: object) -> int:
        """Return the number of lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Render a line, padded to the widget's width."""
        text = self._lines[y] if y < len(self._lines) else ""
        style = self.rich_style
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)


class Words(Lines):
    """A text set into the widget's room: wrapped, and cut with … where there is more."""

    DEFAULT_CSS = """
    Words { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._most = 0

    def show(self, text: str) -> None:
        """Show a text."""
        self._text = text
        width, height = self.size
        if not width or not height:
            return
        lines = wrap(text, width, max_lines=height, placeholder=" …")
        right = self.styles.text_align == "right"
        filled = [line.rjust(width) if right else line.ljust(width) for line in lines]
        self.set_lines(filled + [" " * width] * (height - len(lines)))

    def fit(self, text: str, most: int) -> None:
        """Set the height to that of a text, 0 to ``most`` rows, and keep to it when the width changes."""
        self._text, self._most = text, most
        if self.container_size.width:
            rows = min(most, len(wrap(text, max(1, self.container_size.width - self.gutter.width))))
            if self.styles.height is None or self.styles.height.value != rows:
                self.styles.height = rows

    def on_resize(self) -> None:
        """Wrap the text anew, and fit the height to it."""
        if self._most:
            self.fit(self._text, self._most)
        self.show(self._text)


def bar(fraction: float, width: int, done: str = "━", left: str = "─") -> str:
    """A bar of ``width`` cells, ``fraction`` of it done."""
    cells = round(max(0.0, min(1.0, fraction)) * width)
    return done * cells + left * (width - cells)


class ProgressLine(Lines):
    """A bar over the whole width."""

    DEFAULT_CSS = """
    ProgressLine { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fraction = 0.0

    def show(self, fraction: float) -> None:
        """Show another fraction."""
        self._fraction = fraction
        if self.size.width:
            self.set_lines((bar(fraction, self.size.width),))

    def on_resize(self) -> None:
        """Draw anew in the new room."""
        self.show(self._fraction)
